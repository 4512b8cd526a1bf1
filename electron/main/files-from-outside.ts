import type { ModelInfo } from '../../engine/protocol/contract.ts';
import { kindOf } from './files-to-open.ts';

/**
 * What the system asks to open: while the app starts it waits, from then on it is opened at once. A model comes in the
 * place of the one that a start begins with; everything else once the window stands.
 */

interface Openers {
  /** @returns null where it could not be opened; the window is told why. */
  readonly model: (path: string) => Promise<ModelInfo | null>;
  readonly other: (path: string) => Promise<void>;
}

export class FilesFromOutside {
  #openers: Openers | null = null;

  /** @param waiting named on the command line. */
  constructor(private waiting: string | null) {}

  /** macOS may ask before the app is ready. */
  ask(path: string): void {
    if (this.#openers) void this.#open(this.#openers, path);
    else this.waiting = path;
  }

  /** The model that the app was started with, if it was with one. */
  async firstModel(openers: Openers): Promise<ModelInfo | null> {
    this.#openers = openers;
    if (this.waiting === null || !isModel(this.waiting)) return null;
    return await openers.model(this.#take());
  }

  /** Any other file that the app was started with. */
  async first(): Promise<void> {
    if (this.waiting !== null && this.#openers) await this.#open(this.#openers, this.#take());
  }

  #take(): string {
    const path = this.waiting!;
    this.waiting = null;
    return path;
  }

  async #open(openers: Openers, path: string): Promise<void> {
    if (isModel(path)) await openers.model(path);
    else await openers.other(path);
  }
}

/** What is none of the app's own is looked into as a model, and refused as one. */
function isModel(path: string): boolean {
  return (kindOf(path) ?? 'model') === 'model';
}

import type { ModelInfo } from '../../engine/protocol/contract.ts';
import { kindOf } from './files-to-open.ts';

/**
 * What the system asks to open: while the app starts it waits, from then on it is opened at once. A model comes in the
 * place of the one that a start begins with; everything else once the window stands.
 */

interface Openers {
  /** @returns null where it could not be opened; the window is told why. */
  readonly model: (path: string) => Promise<ModelInfo | null>;
  /** One file, or several class sets. */
  readonly others: (paths: readonly string[]) => Promise<void>;
}

export class FilesFromOutside {
  #openers: Openers | null = null;

  /** @param waiting named on the command line. */
  constructor(private waiting: readonly string[]) {}

  /** Of another start, or macOS, which may ask before the app is ready. */
  ask(paths: readonly string[]): void {
    if (this.#openers) void open(this.#openers, paths);
    else this.waiting = [...this.waiting, ...paths];
  }

  /** The model that the app was started with, if it was with one; of several the last stays open. */
  async firstModel(openers: Openers): Promise<ModelInfo | null> {
    this.#openers = openers;
    const models = this.waiting.filter(isModel);
    this.waiting = this.waiting.filter((path) => !isModel(path));
    return await openModels(openers, models);
  }

  /** Any other files that the app was started with. */
  async first(): Promise<void> {
    const paths = this.waiting;
    this.waiting = [];
    if (this.#openers) await open(this.#openers, paths);
  }
}

/** In order; a class brings its sets together. */
async function open(openers: Openers, paths: readonly string[]): Promise<void> {
  await openModels(openers, paths.filter(isModel));
  const others = paths.filter((path) => !isModel(path));
  const sets = others.filter(isClassSet);
  if (sets.length > 0) await openers.others(sets);
  for (const path of others.filter((path) => !isClassSet(path))) await openers.others([path]);
}

async function openModels(openers: Openers, paths: readonly string[]): Promise<ModelInfo | null> {
  let opened: ModelInfo | null = null;
  for (const path of paths) opened = (await openers.model(path)) ?? opened;
  return opened;
}

/** What is none of the app's own is looked into as a model, and refused as one. */
function isModel(path: string): boolean {
  return (kindOf(path) ?? 'model') === 'model';
}

function isClassSet(path: string): boolean {
  return kindOf(path) === 'class-set';
}

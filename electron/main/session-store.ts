import { mkdir, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MAX_SESSION_LENGTH } from '../shared/document-calls.ts';
import { readFileCapped, writeFileAtomic } from './files.ts';

/**
 * What the window is about (design, settings, drawing, place), as the window wrote it down: in memory, for a page that
 * is loaded anew, and in a file, for the next start should this one not end in an orderly way. The window checks what
 * it reads back.
 */
export class SessionStore {
  #session: string | null = null;
  #wanted: string | null = null;
  #writing: Promise<void> | null = null;

  /** @param note told why it could not be written; it is in memory all the same. */
  constructor(
    private readonly path: string,
    private readonly note: (line: string) => void,
  ) {}

  get current(): string | null {
    return this.#session;
  }

  /** What an app that did not end in an orderly way has left; null where the last one did. */
  async load(): Promise<string | null> {
    // UTF-16 to UTF-8: at most three bytes a unit.
    const bytes = await readFileCapped(this.path, 3 * MAX_SESSION_LENGTH).catch(() => null);
    if (!bytes) return null;
    try {
      return (this.#session = new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      this.note('the session was damaged');
      return null;
    }
  }

  /** Takes effect at once and is then written; of several in a row, the last one is. */
  keep(session: string): void {
    this.#session = session;
    this.#wanted = session;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
  }

  /** An orderly end. */
  async end(): Promise<void> {
    this.#wanted = null;
    while (this.#writing) await this.#writing;
    await unlink(this.path).catch(() => undefined);
  }

  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#wanted !== null) {
      const text = this.#wanted;
      this.#wanted = null;
      try {
        await mkdir(dirname(this.path), { recursive: true });
        await writeFileAtomic(this.path, new TextEncoder().encode(text));
      } catch (thrown) {
        this.note(`the session could not be written: ${String(thrown)}`);
      }
    }
  }
}

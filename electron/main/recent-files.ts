import { join } from 'node:path';
import * as v from 'valibot';
import { readFileCapped, writeFileAtomic } from './files.ts';
import { parseJson } from './json.ts';

/** The model files that were opened or saved last. */

const FILE_NAME = 'recent-files.json';
const MAX_BYTES = 100_000;
const MOST = 8;
const schema = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))), v.maxLength(100));

export class RecentFiles {
  #paths: readonly string[] = [];
  #writing: Promise<void> = Promise.resolve();

  /** @param onChange told every change. */
  constructor(
    private readonly folder: string,
    private readonly onChange: () => void,
  ) {}

  /** The newest first. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  /** A missing or damaged list is an empty one. */
  async load(): Promise<void> {
    try {
      const bytes = await readFileCapped(join(this.folder, FILE_NAME), MAX_BYTES);
      this.#paths = parseJson(schema, bytes, FILE_NAME).slice(0, MOST);
      this.onChange();
    } catch {
      // It is made anew with the next file.
    }
  }

  add(path: string): void {
    this.#set([path, ...this.#paths.filter((other) => other !== path)].slice(0, MOST));
  }

  remove(path: string): void {
    this.#set(this.#paths.filter((other) => other !== path));
  }

  clear(): void {
    this.#set([]);
  }

  #set(paths: readonly string[]): void {
    this.#paths = paths;
    this.onChange();
    const write = () =>
      writeFileAtomic(
        join(this.folder, FILE_NAME),
        new TextEncoder().encode(`${JSON.stringify(paths, null, 2)}\n`),
      );
    // Of no consequence: the list is in memory, and the next change writes it again.
    this.#writing = this.#writing.then(write).catch(() => undefined);
  }
}

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MAX_FILE_BYTES } from '../../engine/protocol/contract.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { companionsOf } from '../../engine/protocol/import-companions.ts';
import type { Skipped } from '../../engine/protocol/imports.ts';
import { fileError } from './file-errors.ts';
import { readFileCapped } from './files.ts';
import { count } from '../../engine/protocol/english.ts';

/** The files that a person chose to import, and those of the folders among them. */

const MAX_FILES = 300_000;
/** Folders in folders in folders: deeper than any data set is laid out. */
const MAX_DEPTH = 8;

interface Entry {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** Reads the chosen files, and no others. Names with "/" are relative to what was chosen. */
export class ImportFiles {
  readonly skipped: Skipped[] = [];
  lastRead: string | null = null;
  readonly #entries = new Map<string, Entry>();

  private constructor(readonly name: string) {}

  /** @throws EpochLabError when one of them cannot be looked at, or there are too many. */
  static async list(paths: readonly string[]): Promise<ImportFiles> {
    const [first] = paths;
    if (first === undefined) throw new EpochLabError('invalid-argument', 'No file was chosen.');
    const files = new ImportFiles(paths.length === 1 ? basename(first) : basename(dirname(first)));
    for (const path of paths) await files.#add(path, paths.length === 1 ? '' : basename(path), 0);
    return files;
  }

  get list(): { path: string; size: number }[] {
    return Array.from(this.#entries, ([path, { size }]) => ({ path, size }));
  }

  get bytes(): number {
    return Array.from(this.#entries.values()).reduce((sum, { size }) => sum + size, 0);
  }

  /** @throws EpochLabError `file-unavailable` for a file that is gone, or changed since it was listed or while it is read. */
  async read(name: string): Promise<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) throw new EpochLabError('invalid-argument', `“${name}” is not among the chosen files.`);
    this.lastRead = name;
    const bytes = await readFileCapped(entry.path, MAX_FILE_BYTES);
    const { size, mtimeMs } = await stat(entry.path).catch((thrown: unknown) => {
      throw fileError(thrown, entry.path, 'read');
    });
    if (size === entry.size && bytes.length === size && mtimeMs === entry.modifiedMs) return bytes;
    throw new EpochLabError(
      'file-unavailable',
      `“${basename(name)}” changed while it was read. Wait until it is finished, and choose it again.`,
      { file: name },
    );
  }

  async #add(path: string, name: string, depth: number): Promise<void> {
    const stats = await stat(path).catch((thrown: unknown) => {
      throw fileError(thrown, path, 'read');
    });
    if (stats.isDirectory()) {
      await this.#addFolder(path, name, depth);
      return;
    }
    if (!stats.isFile()) {
      this.skipped.push({ file: name || basename(path), reason: 'it is no ordinary file.' });
      return;
    }
    if (this.#entries.size >= MAX_FILES) {
      throw new EpochLabError(
        'bad-file',
        `“${this.name}” has more than ${count(MAX_FILES)} files. Import a part of it.`,
      );
    }
    const known = name || basename(path);
    this.#entries.set(known, { path, size: stats.size, modifiedMs: stats.mtimeMs });
    // Images and labels of some kinds lie side by side in two files that are of no use without each other.
    for (const other of depth === 0 ? companionsOf(basename(path)) : []) {
      const beside = await stat(join(dirname(path), other)).catch(() => null);
      if (!beside?.isFile() || this.#entries.has(other)) continue;
      this.#entries.set(other, {
        path: join(dirname(path), other),
        size: beside.size,
        modifiedMs: beside.mtimeMs,
      });
    }
  }

  async #addFolder(path: string, name: string, depth: number): Promise<void> {
    if (depth > MAX_DEPTH) {
      this.skipped.push({ file: name, reason: 'it lies too deep in folders.' });
      return;
    }
    const entries = await readdir(path, { withFileTypes: true }).catch((thrown: unknown) => {
      throw fileError(thrown, path, 'read');
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = name === '' ? entry.name : `${name}/${entry.name}`;
      // A link may lead anywhere, also around in circles.
      if (entry.isSymbolicLink()) this.skipped.push({ file: inside, reason: 'it is a link.' });
      else await this.#add(join(path, entry.name), inside, depth + 1);
    }
  }
}

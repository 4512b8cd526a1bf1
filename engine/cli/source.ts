import { readdirSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { MAX_SOURCE_FILES, type Source, type SourceFile } from '../data/import/source.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { companionsOf } from '../protocol/import-companions.ts';
import type { Skipped } from '../protocol/imports.ts';
import { readFile, unavailable } from './files.ts';
import { count } from '../protocol/english.ts';

/** Files and folders of this machine as the source of a data set. */

/** Folders in folders in folders: deeper than any data set is laid out. */
const MAX_DEPTH = 8;

/** @throws EpochLabError `file-unavailable` when there is nothing there, or it cannot be looked into. */
export function openSource(path: string): Source {
  const stats = tryTo(path, () => statSync(path));
  return stats.isDirectory() ? openFolder(path) : openFile(path);
}

function openFile(path: string): Source {
  const folder = dirname(path);
  // Images and labels of the MNIST kind lie side by side in two files that are of no use without each other.
  const names = [
    basename(path),
    ...companionsOf(basename(path)).filter((name) => isFile(join(folder, name))),
  ];
  const files = names.map((name) => ({ path: name, size: statSync(join(folder, name)).size }));
  return { name: basename(path), files, skipped: [], read: (name) => readUnchanged(join(folder, name)) };
}

function openFolder(folder: string): Source {
  const files: SourceFile[] = [];
  const skipped: Skipped[] = [];
  walk(folder, 0);
  return {
    name: basename(resolve(folder)),
    files,
    skipped,
    read: (path) => readUnchanged(join(folder, ...path.split('/'))),
  };

  function walk(inside: string, depth: number): void {
    const entries = tryTo(inside, () => readdirSync(inside, { withFileTypes: true }));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) visit(entry, inside, depth);
  }

  function visit(entry: Dirent, inside: string, depth: number): void {
    const path = join(inside, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH) walk(path, depth + 1);
      else skipped.push({ file: name, reason: 'it lies too deep in folders.' });
    } else if (!entry.isFile()) {
      skipped.push({ file: name, reason: 'it is a link or no ordinary file.' });
    } else if (files.length >= MAX_SOURCE_FILES) {
      throw new EpochLabError(
        'bad-file',
        `${basename(folder)} has more than ${count(MAX_SOURCE_FILES)} files. Import a part of it.`,
      );
    } else {
      files.push({ path: name, size: statSync(path).size });
    }
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** @throws EpochLabError `file-unavailable` for a file that changes meanwhile: its parts would not belong together. */
function readUnchanged(path: string): Promise<Uint8Array> {
  const before = tryTo(path, () => statSync(path));
  const bytes = readFile(path);
  const after = tryTo(path, () => statSync(path));
  if (before.size === bytes.length && after.size === before.size && after.mtimeMs === before.mtimeMs) {
    return Promise.resolve(bytes);
  }
  throw new EpochLabError(
    'file-unavailable',
    `${basename(path)} changed while it was read. Wait until it is finished, and try again.`,
    { file: basename(path) },
  );
}

function tryTo<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (problem) {
    throw unavailable(path, 'read', problem);
  }
}

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EpochLabError, toEpochLabError } from '../protocol/errors.ts';
import { MAX_FILE_BYTES } from '../protocol/contract.ts';

/** @throws EpochLabError `file-unavailable`, saying why. */
export function readFile(path: string): Uint8Array {
  try {
    const stats = statSync(path);
    // A device or a pipe may never end, and never begin.
    if (!stats.isFile() && !stats.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTFILE' });
    if (stats.size <= MAX_FILE_BYTES) return new Uint8Array(readFileSync(path));
  } catch (problem) {
    throw unavailable(path, 'read', problem);
  }
  throw new EpochLabError('bad-file', `${path} is larger than ${MAX_FILE_BYTES / 2 ** 20} MB.`);
}

/** A name beside a file or folder, for as long as it is not whole. Of a process that was killed it may still be there. */
function partialOf(path: string): string {
  return `${path.replace(/[/\\]+$/, '')}.${randomBytes(6).toString('hex')}.partial`;
}

/** Makes a new name in a folder last through a power failure. Windows does not open folders. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // What it names is whole all the same.
  }
}

/** Writes beside and renames: under `path` there is the whole file, or what was there before. */
export function writeFile(path: string, bytes: Uint8Array): void {
  const temporary = partialOf(path);
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (problem) {
    rmSync(temporary, { force: true });
    throw unavailable(path, 'written', problem);
  }
}

/**
 * Writes what took long to make: where its place is gone meanwhile, or full, among this system's temporary files.
 *
 * @throws EpochLabError `file-unavailable`, saying where it is instead.
 */
export function writeOrElsewhere(path: string, bytes: Uint8Array): void {
  try {
    writeFile(path, bytes);
  } catch (problem) {
    const { message } = toEpochLabError(problem);
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'epochlab-')), basename(path));
    writeFile(elsewhere, bytes);
    throw new EpochLabError('file-unavailable', `${message} It was written to ${elsewhere} instead.`);
  }
}

/**
 * Finds out before long work whether a folder can be written: it is to be new, or empty.
 *
 * @throws EpochLabError `file-unavailable` for what is there already: nothing is written over.
 */
export function checkFreeFolder(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || (stats.isDirectory() && readdirSync(path).length === 0)) return;
  throw new EpochLabError(
    'file-unavailable',
    `${path} is there already, and not an empty folder. Choose another name.`,
    { file: basename(path) },
  );
}

/** Files are brought to the disk by so many: together it takes a tenth of the time of one after another. */
const SYNCED_AT_ONCE = 64;

interface FileOfFolder {
  /** With "/" between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes into a folder beside, and renames it when all is there.
 *
 * @param path a folder that is not there, or empty.
 * @returns the number of files.
 */
export async function writeFolder(
  path: string,
  files: Iterable<FileOfFolder> | AsyncIterable<FileOfFolder>,
): Promise<number> {
  const folder = partialOf(path);
  const made = new Set([folder]);
  const unsynced: string[] = [];
  let written = 0;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    // Not recursively, which would not say that a disk can only be read.
    mkdirSync(folder);
    for await (const { name, bytes } of files) {
      const target = join(folder, ...name.split('/'));
      // Once a folder, and not once a file in it.
      if (!made.has(dirname(target))) mkdirSync(dirname(target), { recursive: true });
      made.add(dirname(target));
      writeFileSync(target, bytes);
      written++;
      if (unsynced.push(target) === SYNCED_AT_ONCE) await syncFiles(unsynced.splice(0));
    }
    await syncFiles(unsynced);
    for (const each of made) syncFolder(each);
    if (statSync(path, { throwIfNoEntry: false })) rmdirSync(path);
    renameSync(folder, path);
    syncFolder(dirname(path));
  } catch (problem) {
    rmSync(folder, { recursive: true, force: true });
    throw problem instanceof EpochLabError ? problem : unavailable(path, 'written', problem);
  }
  return written;
}

/** Renamed before its files are on the disk, a folder could be there after a power cut, and they empty. */
async function syncFiles(paths: readonly string[]): Promise<void> {
  const sync = async (path: string) => {
    // Windows syncs only what may be written.
    const file = await open(path, 'r+');
    await file.sync().finally(() => file.close());
  };
  await Promise.all(paths.map(sync));
}

/**
 * Finds out before long work whether its result can be written.
 *
 * @throws EpochLabError `file-unavailable`, saying why not.
 */
export function checkWritable(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw unavailable(path, 'written', Object.assign(new Error(), { code: 'EISDIR' }));
  }
  const probe = partialOf(path);
  try {
    closeSync(openSync(probe, 'wx'));
  } catch (problem) {
    throw unavailable(path, 'written', problem);
  }
  rmSync(probe);
}

/** What the operating system says about a file, as an error. */
export function unavailable(path: string, what: string, problem: unknown): EpochLabError {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'permission is denied',
    EISDIR: 'it is a folder',
    ENOTFILE: 'it is no file, but a device or a pipe',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  const reason = reasons[code] ?? (problem instanceof Error ? problem.message : String(problem));
  return new EpochLabError('file-unavailable', `${path} cannot be ${what}: ${reason}.`, {
    file: basename(path),
  });
}

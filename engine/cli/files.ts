import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename } from 'node:path';
import { EpochLabError } from '../protocol/errors.ts';
import { MAX_FILE_BYTES } from '../protocol/contract.ts';

/** @throws EpochLabError `file-unavailable`, saying why. */
export function readFile(path: string): Uint8Array {
  try {
    if (statSync(path).size <= MAX_FILE_BYTES) return new Uint8Array(readFileSync(path));
  } catch (problem) {
    throw unavailable(path, 'read', problem);
  }
  throw new EpochLabError('bad-file', `${path} is larger than ${MAX_FILE_BYTES / 2 ** 20} MB.`);
}

/** Writes beside and renames: under `path` there is the whole file, or what was there before. */
export function writeFile(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${process.pid}.partial`;
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (problem) {
    rmSync(temporary, { force: true });
    throw unavailable(path, 'written', problem);
  }
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
  const probe = `${path}.${process.pid}.partial`;
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
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  const reason = reasons[code] ?? (problem instanceof Error ? problem.message : String(problem));
  return new EpochLabError('file-unavailable', `${path} cannot be ${what}: ${reason}.`, {
    file: basename(path),
  });
}

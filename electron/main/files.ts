import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { fileError } from './file-errors.ts';
import { count } from '../../engine/protocol/english.ts';

/** Files are read whole, up to a size, and written whole or not at all. */

/** A virus scanner that looks at a new file keeps Windows from renaming it for a moment. */
const RENAME_ATTEMPTS = 6;
const RENAME_RETRY_MS = 100;

/**
 * @param maxBytes larger files are refused before anything is read.
 * @throws EpochLabError `file-unavailable`
 */
export async function readFileCapped(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    // Not to wait for a pipe that nobody writes to: whether it is a file is asked next.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await readOpened(file, path, maxBytes);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw fileError(thrown, path, 'read');
  }
}

async function readOpened(file: FileHandle, path: string, maxBytes: number): Promise<Uint8Array> {
  const stats = await file.stat();
  if (stats.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  // A pipe or a device has no size to check, and may have no end.
  if (!stats.isFile()) throw refusal(path, 'it is not an ordinary file.');
  if (stats.size > maxBytes) {
    const megabytes = (bytes: number) => `${count(Math.ceil(bytes / 1_000_000))} MB`;
    throw refusal(path, `it has ${megabytes(stats.size)}; at most ${megabytes(maxBytes)} can be read.`);
  }
  // Not file.readFile(): a file that grows meanwhile must not pass the cap.
  const bytes = new Uint8Array(stats.size);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
    if (bytesRead === 0) throw refusal(path, 'it became shorter while it was read. Try again.');
    length += bytesRead;
  }
  return bytes;
}

function refusal(path: string, reason: string): EpochLabError {
  const file = basename(path);
  return new EpochLabError('file-unavailable', `“${file}” could not be opened: ${reason}`, { file });
}

/** What is being written stands under such a name, and is left there when the power goes. */
const TEMPORARY = /^\.epoch-lab-[0-9a-f]+\.tmp$/;

/** A name for a file or folder that is not yet whole. */
export function temporaryIn(folder: string): string {
  return join(folder, `.epoch-lab-${randomBytes(6).toString('hex')}.tmp`);
}

/** Clears away what was being written in a folder when the power went. Nobody else may be writing there. */
export async function tidyTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((candidate) => TEMPORARY.test(candidate)))
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

/**
 * Writes a temporary file beside the target, brings it to the disk, and renames it: whatever happens, the
 * target is the old file or the new one, never a part of one. A link is followed, not replaced.
 *
 * @param called what an error calls the file, where its name says nothing to the person.
 * @throws EpochLabError `file-unavailable`, leaving nothing behind.
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array, called = path): Promise<void> {
  try {
    const target = await followLinks(path);
    const folder = dirname(target);
    const temporary = temporaryIn(folder);
    try {
      await writeAndSync(temporary, bytes);
      await renamePatiently(temporary, target);
    } catch (thrown) {
      await unlink(temporary).catch(() => {});
      throw thrown;
    }
    await syncFolder(folder);
  } catch (thrown) {
    throw fileError(thrown, called, 'write');
  }
}

/**
 * Writes a file whose name nobody was asked for: what stands there and says something else is kept, with a number after its
 * name.
 *
 * @throws EpochLabError `file-unavailable`
 */
export async function writeFileKeeping(path: string, bytes: Uint8Array): Promise<void> {
  const before = await readFileCapped(path, bytes.length).catch(() => null);
  if (before !== null && Buffer.compare(before, bytes) === 0) return;
  try {
    if (await isThere(path)) await renamePatiently(path, await freeNumbered(path));
  } catch (thrown) {
    throw fileError(thrown, path, 'write');
  }
  await writeFileAtomic(path, bytes);
}

async function freeNumbered(path: string): Promise<string> {
  const { dir, name, ext } = parse(path);
  for (let number = 1; ; number++) {
    const numbered = join(dir, `${name}-${number}${ext}`);
    if (!(await isThere(numbered))) return numbered;
  }
}

/** Whether anything has that name: a file, a folder, a link to nowhere. */
async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Renames, patiently where what is in the way may pass. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  const transient = ['EPERM', 'EACCES', 'EBUSY'];
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code ?? '';
      const mayPass = process.platform === 'win32' && transient.includes(code);
      if (!mayPass || attempt === RENAME_ATTEMPTS) throw thrown;
      await delay(RENAME_RETRY_MS);
    }
  }
}

/** Makes a new name in a folder last through a power failure. Some systems cannot; what it names is whole all the same. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows does not open folders; some network file systems do not sync them.
  }
}

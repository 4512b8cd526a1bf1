import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { codeOf, fileError } from './file-errors.ts';
import { renamePatiently, syncFolder, temporaryIn } from './files.ts';

/** Folders that are written whole or not at all. */

/** What steps aside for a new folder: it is never gone before the new one is there. */
const STEPPED_ASIDE = '.before-';

/** Files are brought to the disk by so many: together it takes a tenth of the time of one after another. */
const SYNCED_AT_ONCE = 64;

/** Whether a new folder can be written there without anything being lost: there is nothing, or an empty folder. */
export async function isVacant(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (thrown) {
    // A file, or a folder that cannot be looked into, is in the way.
    return codeOf(thrown) === 'ENOENT';
  }
}

/** @param name may have "/" between folders. */
export type Put = (name: string, bytes: Uint8Array) => Promise<void>;

/**
 * Has a folder written beside the target, and renames it: under its own name it is the old one or the new one, never a
 * part of one.
 *
 * @param called what a person calls it, for errors.
 * @throws EpochLabError `file-unavailable`, or what `write` throws, leaving nothing behind.
 */
export async function writeFolderAtomic(
  target: string,
  write: (put: Put) => Promise<void>,
  called = target,
): Promise<void> {
  const parent = dirname(target);
  const incomplete = temporaryIn(parent);
  const made = new Set<string>();
  const unsynced: string[] = [];
  const put: Put = async (name, bytes) => {
    const path = join(incomplete, ...name.split('/'));
    if (!path.startsWith(incomplete + sep)) throw new EpochLabError('internal', `“${name}” leads elsewhere.`);
    // Once a folder, and not once a file in it.
    if (!made.has(dirname(path))) await mkdir(dirname(path), { recursive: true });
    made.add(dirname(path));
    await writeFile(path, bytes);
    if (unsynced.push(path) === SYNCED_AT_ONCE) await syncFiles(unsynced.splice(0));
  };
  try {
    await mkdir(incomplete);
    await write(put);
    await syncFiles(unsynced);
    for (const each of made) await syncFolder(each);
    await takePlace(incomplete, target);
    await syncFolder(parent);
  } catch (thrown) {
    await rm(incomplete, { recursive: true, force: true }).catch(() => undefined);
    throw fileError(thrown, called, 'write');
  }
}

/** Brings a folder back that had stepped aside for one that never came: at the start, after a crash. */
export async function settleFolder(parent: string, name: string): Promise<void> {
  if (!name.startsWith(STEPPED_ASIDE)) return;
  const [aside, target] = [join(parent, name), join(parent, name.slice(STEPPED_ASIDE.length))];
  // Only where the new one is there is the old one of no more use.
  if (existsSync(target)) await rm(aside, { recursive: true, force: true }).catch(() => undefined);
  else await renamePatiently(aside, target).catch(() => undefined);
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

async function takePlace(incomplete: string, target: string): Promise<void> {
  const aside = join(dirname(target), STEPPED_ASIDE + basename(target));
  await rm(aside, { recursive: true, force: true });
  const steppedAside = await renamePatiently(target, aside).then(
    () => true,
    (thrown: unknown) => {
      if (codeOf(thrown) === 'ENOENT') return false;
      throw thrown;
    },
  );
  try {
    await renamePatiently(incomplete, target);
  } catch (thrown) {
    if (steppedAside) await renamePatiently(aside, target);
    throw thrown;
  }
  if (steppedAside) await rm(aside, { recursive: true, force: true });
}

import { rename } from 'node:fs/promises';
import { basename } from 'node:path';
import type * as v from 'valibot';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { fileError } from './file-errors.ts';
import { readFileCapped } from './files.ts';
import { parseJson } from './json.ts';

/** Files in which the app keeps somebody's work for itself. One that is damaged is put aside, and never written over. */

/**
 * @param path ends in ".json".
 * @param note told what was wrong with a damaged file.
 * @returns null where there is none, or none any more.
 * @throws EpochLabError `file-unavailable` for one that is locked or out of reach for a moment: that is not damaged.
 */
export async function readKeptJson<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
  maxBytes: number,
  note: (line: string) => void,
): Promise<v.InferOutput<Schema> | null> {
  try {
    return parseJson(schema, await readFileCapped(path, maxBytes), basename(path));
  } catch (thrown) {
    if (thrown instanceof EpochLabError && thrown.details['reason'] === 'ENOENT') return null;
    if (thrown instanceof EpochLabError && thrown.code === 'file-unavailable') throw thrown;
    note(`${basename(path)} cannot be read: ${String(thrown)}`);
    await putAside(path).catch(() => undefined);
    return null;
  }
}

/**
 * Keeps a file under another name: "collection.damaged.json".
 *
 * @throws EpochLabError `file-unavailable`
 */
export async function putAside(path: string): Promise<void> {
  try {
    await rename(path, path.replace(/\.json$/, '.damaged.json'));
  } catch (thrown) {
    throw fileError(thrown, path, 'write');
  }
}

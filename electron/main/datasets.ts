import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_FILE_BYTES, type EngineCalls } from '../../engine/protocol/contract.ts';
import { originOf, SHAPES_ID, type DatasetId } from '../../engine/protocol/datasets.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { InferOutput } from 'valibot';
import { fileError } from './file-errors.ts';
import { readFileCapped } from './files.ts';
import type { OwnDatasets } from './own-datasets.ts';

/** Data sets, those that ship and the person's own: folders with a manifest and the files that it lists. */

export type DatasetFiles = InferOutput<EngineCalls['loadDataset']>;

const MANIFEST = 'manifest.json';

/**
 * Reads a data set's folder as it is; the engine checks it against its manifest.
 *
 * @param resources the folder of all shipped resources.
 * @param own knows the folders of the person's own.
 * @throws EpochLabError `file-unavailable`
 */
export async function readDataset(resources: string, own: OwnDatasets, id: DatasetId): Promise<DatasetFiles> {
  // The engine draws it itself.
  if (id === SHAPES_ID) return { id, files: [] };
  const isOwn = originOf(id) === 'own';
  const folder = isOwn ? own.folderOf(id) : join(resources, 'datasets', id);
  const names = await listFiles(folder);
  if (!names.includes(MANIFEST)) throw incomplete(id, `its file “${MANIFEST}” is missing`);
  const files = [];
  for (const name of names) {
    files.push({ name, bytes: await readFileCapped(join(folder, name), MAX_FILE_BYTES) });
  }
  return { id, files };

  async function listFiles(path: string): Promise<string[]> {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      // Desktop systems leave hidden files behind wherever somebody looked.
      return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
    } catch (thrown) {
      throw incomplete(id, 'its folder cannot be read', fileError(thrown, path, 'read'));
    }
  }
}

function incomplete(id: DatasetId, what: string, cause?: EpochLabError): EpochLabError {
  const message =
    originOf(id) === 'own'
      ? `This data set of your own is not complete: ${what}. Import it again.`
      : `The data set “${id}” that ships with Epoch Lab is not complete: ${what}. Install Epoch Lab again.`;
  return new EpochLabError('file-unavailable', message, { ...cause?.details, dataset: id });
}

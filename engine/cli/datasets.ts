import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { openDataset, type Dataset } from '../data/dataset.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { Option } from './command.ts';
import { readFile } from './files.ts';

export const datasetOption: Option = { value: 'NAME', help: 'The data set: mnist (default).' };

/** Shipped data sets; the bundle stands in out/cli. */
const DATASETS = resolve(import.meta.dirname, '../../resources/datasets');

/** @throws EpochLabError for a name that is not shipped, a missing file or a damaged one. */
export async function openShippedDataset(name = 'mnist'): Promise<Dataset> {
  if (name !== 'mnist') {
    throw new EpochLabError('invalid-argument', `There is no data set "${name}". Shipped are: mnist.`);
  }
  const folder = join(DATASETS, name);
  return openDataset({
    id: name,
    files: listFolder(folder).map((path) => ({ name: basename(path), bytes: readFile(path) })),
  });
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).map((file) => join(folder, file));
  } catch {
    throw new EpochLabError(
      'file-unavailable',
      `The data set's folder ${folder} is missing. Install Epoch Lab again.`,
    );
  }
}

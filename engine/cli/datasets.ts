import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { openDataset, type Dataset } from '../data/dataset.ts';
import { generateShapes } from '../data/shapes.ts';
import { SHAPES_ID, shippedDatasets } from '../protocol/datasets.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { Option } from './command.ts';
import { readFile } from './files.ts';

const names = [...shippedDatasets, SHAPES_ID];

export const datasetOption: Option = {
  value: 'NAME',
  help: `The data set: ${names.join(', ')} (default mnist).`,
};

/** Shipped data sets; the bundle stands in out/cli. */
const DATASETS = resolve(import.meta.dirname, '../../resources/datasets');

/** @throws EpochLabError for a name that is not known, a missing file or a damaged one. */
export async function openNamedDataset(name = 'mnist'): Promise<Dataset> {
  if (name === SHAPES_ID) return generateShapes();
  const id = shippedDatasets.find((shipped) => shipped === name);
  if (id === undefined) {
    throw new EpochLabError(
      'invalid-argument',
      `There is no data set "${name}". There are: ${names.join(', ')}.`,
    );
  }
  const folder = join(DATASETS, id);
  return openDataset({
    id,
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

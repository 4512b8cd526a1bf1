import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { openDataset, type Dataset } from '../data/dataset.ts';
import { toDataset } from '../data/import/finish.ts';
import { importImages } from '../data/import/import.ts';
import type { Surroundings } from '../data/import/source.ts';
import { MANIFEST_NAME, parseManifest } from '../data/manifest.ts';
import { generateShapes } from '../data/shapes.ts';
import type { SavedModel } from '../formats/model-file.ts';
import { SHAPES_ID, shippedDatasets } from '../protocol/datasets.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { importOptionsSchema, type ImportReport } from '../protocol/imports.ts';
import { parse } from '../protocol/parse.ts';
import type { Option, Options } from './command.ts';
import { readFile } from './files.ts';
import type { Output } from './output.ts';
import { openSource } from './source.ts';
import { count } from '../protocol/english.ts';

const MAX_REMARKS = 5;

const names = [...shippedDatasets, SHAPES_ID];

export const datasetOption: Option = {
  value: 'NAME|PATH',
  help: `The data set: ${names.join(', ')}, or a file or folder of your own (default mnist).`,
};

/** For commands that take a model. */
export const modelDatasetOption: Option = {
  value: 'NAME|PATH',
  help: `The data set: ${names.join(', ')}, or a file or folder of your own (default: the one that the model learned from).`,
};

/** Shipped data sets; the bundle stands in out/cli. */
const DATASETS = resolve(import.meta.dirname, '../../resources/datasets');

/** Imports run to their end; whoever waits may interrupt the program. */
export const QUIETLY: Surroundings = { progress: () => undefined, breathe: () => Promise.resolve() };

/**
 * Opens a data set to learn from: one that is known by its name, or whatever lies under a path. What is not split for
 * testing is split; what was left out is said on standard error.
 *
 * @throws EpochLabError for what is neither, a missing file or a damaged one.
 */
export async function openNamedDataset(name = 'mnist', output?: Output): Promise<Dataset> {
  const known = await openKnown(name);
  if (known) return known;
  const options = parse(importOptionsSchema, {}, 'Import');
  const imported = await importImages(openSource(name), options, QUIETLY);
  if (output) remarkOn(imported.report, output);
  return toDataset(imported, options, { split: true });
}

/** What a model's file says of its data set. */
type Recorded = SavedModel['dataset'];

/**
 * The data set that the options name; where they name none, the one that a model learned from.
 *
 * @throws EpochLabError as `openNamedDataset` does, and `invalid-argument` where the model's is not at hand.
 */
export async function openDatasetOf(recorded: Recorded, options: Options, output?: Output): Promise<Dataset> {
  const name = options.text('dataset') ?? nameOf(recorded);
  if (name !== null) return openNamedDataset(name, output);
  throw new EpochLabError(
    'invalid-argument',
    `The model learned from “${recorded.name}”, which does not ship with Epoch Lab. Say with --dataset where it is.`,
  );
}

/** What a recorded data set is called on the command line; null for a person's own. */
export function nameOf({ id }: Recorded): string | null {
  return names.find((name) => name === id) ?? null;
}

/** A data set that needs no importing: one that is shipped or generated, or a folder with a manifest. */
export async function openKnown(name: string): Promise<Dataset | null> {
  if (name === SHAPES_ID) return generateShapes();
  const id = shippedDatasets.find((shipped) => shipped === name);
  if (id !== undefined) return openFolder(join(DATASETS, id), id);
  if (existsSync(join(name, MANIFEST_NAME))) {
    const manifest = parseManifest(readFile(join(name, MANIFEST_NAME)));
    return openFolder(name, manifest.id);
  }
  if (existsSync(name)) return null;
  throw new EpochLabError(
    'invalid-argument',
    `There is no data set "${name}": it is neither one of ${names.join(', ')}, nor a file or folder.`,
  );
}

/** Says what was skipped: the first few, and how many more. */
export function remarkOn({ skipped, skippedCount, notes }: ImportReport, output: Output): void {
  for (const note of notes) output.remark(note);
  if (skippedCount === 0) return;
  output.remark(`${count(skippedCount)} skipped:`);
  for (const { file, line, reason } of skipped.slice(0, MAX_REMARKS)) {
    output.remark(`  ${file}${line === undefined ? '' : `, line ${count(line)}`}: ${reason}`);
  }
  if (skippedCount > MAX_REMARKS) output.remark(`  … and ${count(skippedCount - MAX_REMARKS)} more`);
}

function openFolder(folder: string, id: string): Promise<Dataset> {
  const files = listFolder(folder).filter((path) => statSync(path).isFile());
  return openDataset({ id, files: files.map((path) => ({ name: basename(path), bytes: readFile(path) })) });
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

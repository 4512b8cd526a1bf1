import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeDatasetFolder } from '../../engine/data/dataset-folder.ts';
import { generateShapes } from '../../engine/data/shapes.ts';
import { prepareDataset } from '../../engine/data/prepare.ts';
import type { DatasetFolder } from '../../engine/protocol/dataset-calls.ts';
import { recipeSchema } from '../../engine/protocol/datasets.ts';
import { parse } from '../../engine/protocol/parse.ts';
import { OwnDatasets } from './own-datasets.ts';

let userData: string;
let own: OwnDatasets;

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'own-datasets-'));
  own = new OwnDatasets(userData);
});
afterEach(() => rm(userData, { recursive: true, force: true }));

async function someDataset(): Promise<DatasetFolder> {
  const recipe = parse(
    recipeSchema,
    { name: 'Rings', classes: ['ring', 'cross'], perClass: 5, testPerClass: 2 },
    'recipe',
  );
  const dataset = await prepareDataset(await generateShapes(), recipe);
  return { info: dataset.info, files: await writeDatasetFolder(dataset) };
}

test('keeps a data set, lists it, takes it away and brings it back', async () => {
  const made = await someDataset();
  const { id } = made.info;
  await own.save(made);
  const listed = { id, name: 'Rings', classes: 2, images: 14, height: 28, width: 28 };
  expect(await own.list()).toEqual([listed]);
  // The same again takes its own place.
  await own.save(made);
  expect(await own.list()).toEqual([listed]);

  await own.remove(id);
  expect(await own.list()).toEqual([]);
  await own.restore(id);
  expect(await own.list()).toEqual([listed]);

  await own.remove(id);
  await own.tidy();
  await expect(own.restore(id)).rejects.toMatchObject({ code: 'file-unavailable' });
});

test('writes no file that a data set does not have, and nothing half', async () => {
  const made = await someDataset();
  const bad = {
    ...made,
    files: [...made.files.slice(0, 2), { name: '../escaped.gz', bytes: new Uint8Array(1) }],
  };
  await expect(own.save(bad)).rejects.toThrow('is no file of a data set');
  expect(await readdir(userData)).toEqual([]);
  await expect(own.save({ ...made, info: { ...made.info, id: 'mnist' } })).rejects.toThrow(
    'no data set “mnist”',
  );
});

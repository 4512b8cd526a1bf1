import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDataset } from './datasets.ts';
import { OwnDatasets } from './own-datasets.ts';

const own = new OwnDatasets('nowhere');

let resources: string;
let folder: string;

beforeEach(async () => {
  resources = await mkdtemp(join(tmpdir(), 'resources-'));
  folder = join(resources, 'datasets', 'mnist');
});
afterEach(async () => {
  await rm(resources, { recursive: true, force: true });
});

test('gives every file of the folder', async () => {
  await mkdir(join(folder, 'thumbnails'), { recursive: true });
  await writeFile(join(folder, 'manifest.json'), '{}');
  await writeFile(join(folder, 'labels.gz'), 'abc');
  await writeFile(join(folder, '.DS_Store'), 'x');
  const { id, files } = await readDataset(resources, own, 'mnist');
  expect(id).toBe('mnist');
  expect(files.map(({ name, bytes }) => [name, bytes.length]).sort()).toEqual([
    ['labels.gz', 3],
    ['manifest.json', 2],
  ]);
});

test('says that a folder is missing', async () => {
  await expect(readDataset(resources, own, 'mnist')).rejects.toMatchObject({
    code: 'file-unavailable',
    message: expect.stringContaining('its folder cannot be read') as unknown,
    details: { dataset: 'mnist', reason: 'ENOENT' },
  });
});

test('says that the manifest is missing', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'labels.gz'), 'abc');
  await expect(readDataset(resources, own, 'mnist')).rejects.toMatchObject({
    code: 'file-unavailable',
    message: expect.stringContaining('“manifest.json” is missing') as unknown,
  });
});

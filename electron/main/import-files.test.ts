import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ImportFiles } from './import-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('lists a folder with the folders in it, and follows no link out of it', async () => {
  await mkdir(join(folder, 'cat', 'big'), { recursive: true });
  await writeFile(join(folder, 'cat', 'big', '1.png'), 'abc');
  await writeFile(join(folder, 'cat', '2.png'), 'de');
  await symlink('/etc', join(folder, 'cat', 'etc'));
  const files = await ImportFiles.list([folder]);
  expect(files.list).toEqual([
    { path: 'cat/2.png', size: 2 },
    { path: 'cat/big/1.png', size: 3 },
  ]);
  expect(files.skipped).toEqual([{ file: 'cat/etc', reason: 'it is a link.' }]);
  expect(new TextDecoder().decode(await files.read('cat/2.png'))).toBe('de');
  await expect(files.read('../secret')).rejects.toThrow('is not among the chosen files');
});

test('takes the labels that lie beside images', async () => {
  await writeFile(join(folder, 'train-images-idx3-ubyte'), 'a');
  await writeFile(join(folder, 'train-labels-idx1-ubyte'), 'b');
  const files = await ImportFiles.list([join(folder, 'train-images-idx3-ubyte')]);
  expect(files.list.map(({ path }) => path)).toEqual(['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']);
});

test('refuses a file that changed since it was chosen', async () => {
  const path = join(folder, 'a.csv');
  await writeFile(path, '1,2,3');
  const files = await ImportFiles.list([path]);
  await appendFile(path, '\n4,5,6');
  await expect(files.read('a.csv')).rejects.toThrow('changed while it was read');
});

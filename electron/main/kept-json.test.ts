import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readKeptJson } from './kept-json.ts';

let folder: string;
let path: string;
const note = vi.fn();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
  path = join(folder, 'work.json');
  note.mockClear();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = () => readKeptJson(v.strictObject({ answer: v.number() }), path, 1000, note);

test('gives what was kept; before there is any, null', async () => {
  expect(await read()).toBeNull();
  await writeFile(path, '{"answer": 42}');
  expect(await read()).toEqual({ answer: 42 });
  expect(note).not.toHaveBeenCalled();
});

test.each(['{"answer": 4', '{"answer": "x"}'])('%s is put aside, and told', async (text) => {
  await writeFile(path, text);
  expect(await read()).toBeNull();
  expect(await readdir(folder)).toEqual(['work.damaged.json']);
  expect(await readFile(join(folder, 'work.damaged.json'), 'utf8')).toBe(text);
  expect(note).toHaveBeenCalledOnce();
});

test('what cannot be read at the moment stays where it is', async () => {
  await mkdir(path);
  await expect(read()).rejects.toMatchObject({ code: 'file-unavailable' });
  expect(await readdir(folder)).toEqual(['work.json']);
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Settings } from './settings.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const path = () => join(folder, 'preferences.json');

test('begin with defaults, quietly', async () => {
  const note = vi.fn();
  const settings = await Settings.load(folder, note);
  expect(settings.current).toMatchObject({ theme: 'system', language: 'system', projector: false });
  expect(note).not.toHaveBeenCalled();
});

test('are there at the next start', async () => {
  const settings = await Settings.load(folder, vi.fn());
  await Promise.all([settings.change({ theme: 'light' }), settings.change({ theme: 'dark' })]);
  expect(settings.current.theme).toBe('dark');
  expect((await Settings.load(folder, vi.fn())).current).toMatchObject({ theme: 'dark' });
  expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({ theme: 'dark' });
});

test.each([
  ['half a file', '{"theme": "da'],
  ['another shape', '"dark"'],
  ['an unknown theme', '{"theme": "plaid"}'],
  ['no text', Uint8Array.of(0xff, 0xfe, 0x00)],
])('%s gives the defaults and keeps the file aside', async (_, content) => {
  await writeFile(path(), content);
  const note = vi.fn();
  const settings = await Settings.load(folder, note);
  expect(settings.current).toMatchObject({ theme: 'system', language: 'system', projector: false });
  expect(note).toHaveBeenCalledOnce();
  expect(await readdir(folder)).toEqual(['preferences.damaged.json']);
  await settings.change({ theme: 'dark' });
  expect((await readdir(folder)).sort()).toEqual(['preferences.damaged.json', 'preferences.json']);
});

test('of a newer version are read as far as they are understood', async () => {
  await writeFile(path(), '{"theme": "dark", "volume": 11}');
  expect((await Settings.load(folder, vi.fn())).current).toMatchObject({ theme: 'dark' });
});

test('that cannot be written take effect all the same, and say so', async () => {
  const settings = await Settings.load(folder, vi.fn());
  await rm(folder, { recursive: true });
  await expect(settings.change({ theme: 'dark' })).rejects.toMatchObject({ code: 'file-unavailable' });
  expect(settings.current.theme).toBe('dark');
});

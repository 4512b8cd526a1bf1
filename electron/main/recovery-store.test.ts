import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readFileCapped } from './files.ts';
import { newWork, RecoveryStore } from './recovery-store.ts';

vi.mock(import('./files.ts'), async (original) => {
  const files = await original();
  return { ...files, readFileCapped: vi.fn(files.readFileCapped) };
});

let folder: string;
let store: RecoveryStore;
let work: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'recovery-')), 'recovery');
  store = new RecoveryStore(folder);
  work = newWork();
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const keep = (value: number, of = work, ended = false) =>
  store.keep({ work: of, bytes: Uint8Array.of(value, 1, 2, 3), ended });
const first = async (of = work) => (await store.load(of))?.bytes[0];
/** The name of the file that holds this checkpoint of a work. */
const nameOf = async (number: number) => {
  const name = (await readdir(folder)).find((each) => each.includes(`-${String(number).padStart(10, '0')}-`));
  if (name === undefined) throw new Error(`there is no checkpoint ${number}`);
  return name;
};

test('brings back the newest checkpoint, and whether there is something left to train', async () => {
  await keep(1);
  await keep(2);
  expect(await store.load(work)).toMatchObject({ work, bytes: Uint8Array.of(2, 1, 2, 3), ended: false });
  await keep(3, work, true);
  expect(await store.load(work)).toMatchObject({ bytes: Uint8Array.of(3, 1, 2, 3), ended: true });
  // Another start reads the same.
  expect(await new RecoveryStore(folder).works()).toEqual([work]);
});

test('before the first there is nothing, and nothing goes wrong', async () => {
  expect(await store.works()).toEqual([]);
  expect(await store.load(work)).toBeNull();
  await store.discard(work);
  await store.tidy();
});

describe('is of a bounded size', () => {
  test('two checkpoints of a piece of work, three pieces of work', async () => {
    const works = Array.from({ length: 5 }, () => newWork());
    for (const each of works) for (let i = 0; i < 4; i++) await keep(i, each);
    expect(await store.works()).toEqual(works.slice(2).reverse());
    expect(await readdir(folder)).toHaveLength(6);
    for (const each of works.slice(2)) expect(await first(each)).toBe(3);
  });

  test('so many bytes, but the newest of each work stays', async () => {
    const works = [newWork(), newWork()];
    const small = new RecoveryStore(folder, 4);
    for (const each of works)
      for (let i = 0; i < 2; i++)
        await small.keep({ work: each, bytes: new Uint8Array(4).fill(i), ended: false });
    expect(await readdir(folder)).toHaveLength(2);
    for (const each of works) expect(await first(each)).toBe(1);
  });
});

test('a clock that was set back does not make an old checkpoint the newest', async () => {
  await keep(1);
  await keep(2);
  const [past, future] = [new Date(Date.now() - 1e9), new Date(Date.now() + 1e9)];
  await utimes(join(folder, await nameOf(1)), future, future);
  await utimes(join(folder, await nameOf(2)), past, past);
  expect(await first()).toBe(2);
  // Nor is it the new one that makes room.
  await keep(3);
  expect(await first()).toBe(3);
  expect(await readdir(folder)).toHaveLength(2);
});

test.each([
  ['cut off', Uint8Array.of(2)],
  ['changed', Uint8Array.of(2, 1, 2, 4)],
  ['empty', new Uint8Array()],
])('a checkpoint that is %s is passed over for the one before', async (_, damaged) => {
  await keep(1);
  await keep(2);
  await writeFile(join(folder, await nameOf(2)), damaged);
  expect(await first()).toBe(1);
  expect(await readdir(folder)).toHaveLength(1);
});

test('a checkpoint that cannot be read just now is passed over, and stays', async () => {
  await keep(1);
  await keep(2);
  vi.mocked(readFileCapped).mockRejectedValueOnce(new Error('locked'));
  expect(await first()).toBe(1);
  expect(await first()).toBe(2);
});

test('where both are damaged, there is nothing', async () => {
  await keep(1);
  await writeFile(join(folder, await nameOf(1)), 'x');
  expect(await store.load(work)).toBeNull();
});

test('what was being written when the power went is cleared away, and nothing else', async () => {
  await keep(1);
  await writeFile(join(folder, '.epoch-lab-0123456789ab.tmp'), 'half');
  await writeFile(join(folder, 'session.json'), '{}');
  await mkdir(join(folder, 'a folder'));
  await store.tidy();
  expect((await readdir(folder)).sort()).toEqual([await nameOf(1), 'a folder', 'session.json'].sort());
});

test('what cannot be written is told by its reason', async () => {
  await writeFile(folder, 'a file where the folder should be');
  await expect(keep(1)).rejects.toMatchObject({ code: 'file-unavailable', details: { reason: 'ENOTDIR' } });
});

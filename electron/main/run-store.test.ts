import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewRun, RunCurves } from '../shared/run-record.ts';
import { RunStore } from './run-store.ts';
import { newRun } from '../shared/testing/runs.ts';

let folder: string;
let store: RunStore;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'runs-')), 'runs');
  store = new RunStore(folder);
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const run: NewRun = {
  ...newRun,
  training: { accuracy: 0.9, loss: 0.3 },
  test: { accuracy: 0.95, loss: null },
};
const curves: RunCurves = {
  training: { step: [1, 2], epoch: [0.5, 1], loss: [2.3, null], accuracy: [0.1, 0.2] },
  validation: { step: [], epoch: [], loss: [], accuracy: [] },
};
const weights = Uint8Array.of(1, 2, 3, 4);

test('keeps runs, the newest first, with curves and weights', async () => {
  const first = await store.add(run, curves, weights);
  const second = await store.add({ ...run, startedAt: run.startedAt + 1000 }, curves, null);
  expect(first.id).toMatch(/^20261128-072344-[0-9a-f]{6}$/);
  expect(await store.list()).toEqual({ runs: [second, first], damaged: [] });
  expect(await store.curves(first.id)).toEqual(curves);
  expect(await store.model(first.id)).toEqual(weights);
  await expect(store.model(second.id)).rejects.toMatchObject({ code: 'bad-file' });
  expect(await new RunStore(folder).list()).toEqual({ runs: [second, first], damaged: [] });
});

test('changes notes and nothing else, one after the other', async () => {
  const { id } = await store.add(run, curves, weights);
  await Promise.all([store.change(id, { note: 'slow' }), store.change(id, { star: true, colour: 3 })]);
  const [changed] = (await store.list()).runs;
  expect(changed).toMatchObject({ note: 'slow', star: true, colour: 3, fingerprint: '3f9a-77c1' });
  expect(await store.model(id)).toEqual(weights);
});

describe('what was changed behind its back', () => {
  test('is noticed by its hash', async () => {
    const { id } = await store.add(run, curves, weights);
    await writeFile(join(folder, id, 'model.safetensors'), Uint8Array.of(1, 2, 3, 5));
    await expect(store.model(id)).rejects.toThrow('changed or damaged');
    const text = await readFile(join(folder, id, 'curves.json'), 'utf8');
    await writeFile(join(folder, id, 'curves.json'), text.replace('2.3', '1.3'));
    await expect(store.curves(id)).rejects.toThrow('changed or damaged');
  });

  test.each([
    ['half a record', '{"version": 1'],
    ['another shape', '[]'],
    ['no text', Uint8Array.of(0xff, 0xfe)],
  ])('%s is named, and hides no other run', async (_, content) => {
    const { id } = await store.add(run, curves, weights);
    const good = await store.add(run, curves, weights);
    await writeFile(join(folder, id, 'run.json'), content);
    const { runs, damaged } = await store.list();
    expect(runs.map((each) => each.id)).toEqual([good.id]);
    expect(damaged).toMatchObject([{ id, problem: expect.stringContaining('run.json') }]);
  });
});

test('no id leads out of the folder', async () => {
  for (const id of ['..', '../..', '/etc/passwd', '.deleted']) {
    await expect(store.curves(id)).rejects.toThrow();
  }
});

test('brings back what was deleted, until the next start', async () => {
  const [a, b] = [await store.add(run, curves, weights), await store.add(run, curves, weights)];
  await store.remove([a.id, b.id]);
  expect((await store.list()).runs).toEqual([]);
  await store.restore([a.id]);
  expect((await store.list()).runs).toEqual([a]);
  await store.tidy();
  await expect(store.restore([b.id])).rejects.toMatchObject({ code: 'file-unavailable' });
  expect((await store.list()).runs).toEqual([a]);
});

test('two instances keep, change and list side by side, and nothing is lost', async () => {
  const stores = [store, new RunStore(folder)];
  const kept = await Promise.all(
    Array.from({ length: 24 }, (_, i) => stores[i % 2]!.add({ ...run, note: String(i) }, curves, weights)),
  );
  await Promise.all([
    ...kept.map(({ id }, i) => stores[i % 2]!.change(id, { star: true })),
    ...kept.map(() => stores[1]!.list()),
  ]);
  const { runs, damaged } = await stores[1]!.list();
  expect(damaged).toEqual([]);
  expect(runs.map(({ note }) => note).sort()).toEqual(kept.map(({ note }) => note).sort());
  expect(runs.every(({ star }) => star)).toBe(true);
  expect((await readdir(folder)).filter((name) => name.startsWith('.new'))).toEqual([]);
});

test('two processes write at once, and one is killed: every run is whole', { timeout: 60_000 }, async () => {
  const writer = await bundle(join(import.meta.dirname, 'testing', 'run-writer.ts'));
  const { id: shared } = await store.add(run, curves, weights);
  const start = (name: string, count: number) =>
    spawn(process.execPath, [writer, folder, name, String(count), shared], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const [one, two, killed] = [start('one', 20), start('two', 20), start('killed', 10_000)];
  const ends = Promise.all([one, two].map((child) => once(child, 'exit')));
  await expect.poll(async () => (await store.list()).runs.length, { timeout: 30_000 }).toBeGreaterThan(10);
  killed.kill('SIGKILL');
  expect(await ends).toEqual([
    [0, null],
    [0, null],
  ]);
  const { runs, damaged } = await store.list();
  expect(damaged).toEqual([]);
  const notes = runs.filter(({ id }) => id !== shared).map(({ note }) => note);
  for (const name of ['one', 'two']) expect(notes.filter((note) => note.startsWith(name))).toHaveLength(20);
  for (const { id, model } of runs) if (model) expect((await store.model(id)).length).toBe(model.bytes);
  expect(runs.find(({ id }) => id === shared)?.note).toMatch(/^(one|two|killed) \d+$/);
});

/** One program of a module and all that it imports. */
async function bundle(entry: string): Promise<string> {
  const outDir = join(folder, '..', 'program');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir, rolldownOptions: { output: { entryFileNames: 'writer.mjs' } } },
  });
  return join(outDir, 'writer.mjs');
}

import { expect, test, vi } from 'vitest';
import type { RunRecord } from '../../electron/shared/run-record.ts';
import { presets } from '../../engine/protocol/presets.ts';
import { axesOf, combinations, Sweep } from './sweep.svelte.ts';

const settings = { ...presets.report.settings, threads: 1 };
const axes = [
  { field: 'learningRate', values: [0.1, 0.01] },
  { field: 'batchSize', values: [1, 32] },
] as const;

test('every combination is trained once, row by row', () => {
  const all = combinations(settings, axes).map(({ optimizer, batchSize }) => [
    optimizer.learningRate,
    batchSize,
  ]);
  expect(all).toEqual([
    [0.1, 1],
    [0.1, 32],
    [0.01, 1],
    [0.01, 32],
  ]);
});

test('what was varied is read back from the runs', () => {
  const runs = combinations(settings, axes).map((each) => ({ settings: each }));
  expect(axesOf(runs)).toEqual([
    { field: 'learningRate', values: [0.01, 0.1] },
    { field: 'batchSize', values: [1, 32] },
  ]);
});

test('runs follow one another and share a group; one that is stopped ends the sweep', async () => {
  const begun: unknown[] = [];
  const join = vi.fn();
  const sweep: Sweep = new Sweep({
    begin: (_, each) => {
      begun.push(each.optimizer.learningRate);
      const status = begun.length === 3 ? 'stopped' : 'finished';
      setTimeout(() => sweep.onKept({ id: String(begun.length), status, settings: each } as RunRecord));
      return Promise.resolve({} as never);
    },
    stop: () => Promise.resolve(),
    isOpen: () => false,
    join,
  });
  await sweep.start(presets.report.network, settings, [{ field: 'learningRate', values: [1, 2, 3, 4, 5] }]);
  expect(begun).toEqual([1, 2, 3]);
  expect(join).toHaveBeenCalledTimes(3);
  expect(new Set(join.mock.calls.map(([, group]) => group as string)).size).toBe(1);
  expect(sweep.isGoing).toBe(false);
});

test('a run that cannot begin ends the sweep and says why', async () => {
  const sweep = new Sweep({
    begin: () => Promise.reject(new Error('no data set')),
    stop: () => Promise.resolve(),
    isOpen: () => false,
    join: vi.fn(),
  });
  await sweep.start(presets.report.network, settings, axes);
  expect(sweep.problem).not.toBeNull();
  expect(sweep.isGoing).toBe(false);
});

test('a sweep whose engine was lost ends when it is stopped', async () => {
  const sweep = new Sweep({
    begin: () => Promise.resolve({} as never),
    stop: () => Promise.resolve(),
    isOpen: () => false,
    join: vi.fn(),
  });
  const going = sweep.start(presets.report.network, settings, axes);
  await sweep.stop();
  await going;
  expect(sweep.isGoing).toBe(false);
});

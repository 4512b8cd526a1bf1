import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../electron/shared/run-record.ts';
import { keptRun } from '../../../electron/shared/testing/runs.ts';
import { presets } from '../../../engine/protocol/presets.ts';
import { differences } from './run-difference.ts';
import { namesOf, scoreWords, sweepName } from './run-words.ts';
import { rowsOf, type Filter, type Sorting } from './run-table.ts';

const record = (number: number, changes: Partial<RunRecord> = {}): RunRecord =>
  keptRun({
    id: `20261128-07234${number}-aaaaaa`,
    startedAt: number * 1000,
    seconds: 10 - number,
    settings: { ...presets.report.settings, threads: 2, seed: number },
    fingerprint: `000${number}-77c1`,
    ...changes,
  });

const runs = [
  record(1, { test: { accuracy: 0.9, loss: 1 }, note: 'Too slow' }),
  record(2, { star: true, datasetName: 'Fashion-MNIST' }),
  record(3, { test: { accuracy: 0.95, loss: 1 }, group: 'sweep' }),
];
const rows = (
  query: string,
  filter: Filter = 'all',
  sorting: Sorting = { column: 'startedAt', direction: 1 },
) => rowsOf(runs, query, filter, sorting, () => 'Report network').map(({ settings }) => settings.seed);

describe('the table of runs', () => {
  it('sorts, with what is missing last either way', () => {
    expect(rows('', 'all', { column: 'test', direction: 1 })).toEqual([1, 3, 2]);
    expect(rows('', 'all', { column: 'test', direction: -1 })).toEqual([3, 1, 2]);
    expect(rows('', 'all', { column: 'seconds', direction: 1 })).toEqual([3, 2, 1]);
    expect(rows('', 'all', { column: 'fingerprint', direction: -1 })).toEqual([3, 2, 1]);
  });

  it('finds by all words, wherever they stand', () => {
    expect(rows('slow')).toEqual([1]);
    expect(rows('report fashion')).toEqual([2]);
    expect(rows('SEED 3')).toEqual([3]);
    expect(rows('seed 1')).toEqual([1]);
    expect(rows('0002-77c1')).toEqual([2]);
    expect(rows('nothing of the kind')).toEqual([]);
  });

  it('filters', () => {
    expect(rows('', 'starred')).toEqual([2]);
    expect(rows('', 'sweeps')).toEqual([3]);
    expect(rows('', 'references')).toEqual([]);
  });
});

describe('two configurations', () => {
  it('differ where a setting does, also where only one has it', () => {
    const a = record(1);
    const b = record(1, {
      network: presets.lenet5.network,
      settings: {
        ...a.settings,
        batchSize: 99,
        optimizer: { kind: 'momentum', learningRate: 0.5, momentum: 0.9 },
      },
    });
    const different = differences(a, b).filter(({ isSame }) => !isSame);
    const at = (path: string) => different.find((each) => each.path === path);
    expect(at('batchSize')).toMatchObject({ before: String(a.settings.batchSize), after: '99' });
    expect(at('optimizer.kind')).toMatchObject({ before: 'SGD', after: 'Momentum' });
    expect(at('optimizer.momentum')).toMatchObject({ before: null, after: '0.9' });
    expect(at('layer.1')?.after).toBe('Convolution, 5 × 5, 6 filters, padding 2');
    expect(at('seed')).toBeUndefined();
    expect(differences(a, a).every(({ isSame }) => isSame)).toBe(true);
  });
});

it('lists what was done in the course of a run as one setting', () => {
  const steered = { rateChanges: [{ step: 120, learningRate: 0.01 }], continued: [2, 3] };
  const found = differences(record(1), record(1, { settings: { ...record(1).settings, ...steered } }));
  expect(found.filter(({ isSame }) => !isSame).map(({ path, after }) => [path, after])).toEqual([
    ['rateChanges', '0.01 from step 120'],
    ['continued', '2; 3'],
  ]);
});

it('says how well a run read, as far as that is known', () => {
  expect(scoreWords({ accuracy: 0.9587, loss: 0.1432 }).replaceAll('\u00a0', ' ')).toBe(
    '95.87 %, 0.143 nats',
  );
  expect(scoreWords({ accuracy: 0.1, loss: null })).toContain('∞');
  expect(scoreWords({ accuracy: null, loss: null })).toBe('–');
  expect(scoreWords(null)).toBe('–');
});

it('tells runs of one name apart by what differs between them', () => {
  const one = record(1);
  const other = record(2);
  const rate = record(3, {
    settings: { ...one.settings, optimizer: { kind: 'sgd', learningRate: 0.5 } },
  });
  const named = record(4, { note: 'mine' });
  expect([...namesOf([one, other, named]).values()]).toEqual([
    'Report network, seed 1',
    'Report network, seed 2',
    'mine',
  ]);
  expect([...namesOf([one, rate]).values()]).toEqual([
    'Report network, learning rate 0.05',
    'Report network, learning rate 0.5',
  ]);
  expect([...namesOf([one, { ...one, id: rate.id, fingerprint: '1234-5678' }]).values()]).toEqual([
    'Report network, 0001-77c1',
    'Report network, 1234-5678',
  ]);
  // Where the first two settings do not do, the next ones are told as well; but no run's whole configuration.
  const set = (number: number, learningRate: number, batchSize: number, epochs: number) =>
    record(number, {
      settings: { ...one.settings, optimizer: { kind: 'sgd', learningRate }, batchSize, epochs },
    });
  expect([
    ...namesOf([set(1, 0.1, 16, 3), set(2, 0.2, 16, 3), set(3, 0.1, 32, 3), set(4, 0.1, 32, 9)]).values(),
  ]).toEqual([
    'Report network, learning rate 0.1, batch size 16, epochs 3',
    'Report network, learning rate 0.2, batch size 16, epochs 3',
    'Report network, learning rate 0.1, batch size 32, epochs 3',
    'Report network, learning rate 0.1, batch size 32, epochs 9',
  ]);
});

it('calls a sweep by what it varied and when it began, and not as it is kept', () => {
  const group = 'seed-batchSize 2026-11-29T18:09:58';
  const batches = [16, 64].map((batchSize, i) =>
    record(i + 1, { group, settings: { ...presets.report.settings, threads: 2, seed: i + 1, batchSize } }),
  );
  expect(sweepName(batches)).toMatch(/^Batch size, Seed, .*1970/);
  // What is left of one whose other runs were deleted.
  expect(sweepName(batches.slice(1))).toMatch(/^[^,]*1970/);
});

import type { RunRecord } from '../../../electron/shared/run-record.ts';

/** The table of runs: what is in a column, in which order, and which rows are there. */

export const columns = [
  'startedAt',
  'name',
  'learningRate',
  'batchSize',
  'epoch',
  'seed',
  'validation',
  'test',
  'seconds',
  'fingerprint',
] as const;
export type Column = (typeof columns)[number];

export interface Sorting {
  readonly column: Column;
  readonly direction: 1 | -1;
}

export const filters = ['all', 'starred', 'sweeps', 'references'] as const;
export type Filter = (typeof filters)[number];

/** What a column is sorted by. */
export function sortValue(run: RunRecord, column: Column, nameOf: (run: RunRecord) => string) {
  switch (column) {
    case 'startedAt':
      return run.startedAt;
    case 'name':
      return nameOf(run);
    case 'learningRate':
      return run.settings.optimizer.learningRate;
    case 'batchSize':
      return run.settings.batchSize;
    case 'epoch':
      return run.epoch;
    case 'seed':
      return run.settings.seed;
    case 'validation':
      return run.validation?.accuracy ?? null;
    case 'test':
      return run.test?.accuracy ?? null;
    case 'seconds':
      return run.seconds;
    case 'fingerprint':
      return run.fingerprint;
    default:
      return column satisfies never;
  }
}

/** Rows that match, in order. Whatever a run lacks comes last, whichever way it is sorted. */
export function rowsOf(
  runs: readonly RunRecord[],
  query: string,
  filter: Filter,
  { column, direction }: Sorting,
  nameOf: (run: RunRecord) => string,
): RunRecord[] {
  // "seed 1" is one thing to look for, and is not seed 12.
  const words = query
    .toLowerCase()
    .replaceAll(/\b(seed|batch)\s+(\d+)/g, '$1:$2')
    .split(/\s+/)
    .filter(Boolean);
  const matches = (run: RunRecord) => {
    const all = ` ${wordsOf(run, nameOf)} `;
    return words.every((word) => all.includes(word.includes(':') ? ` ${word} ` : word));
  };
  return runs
    .filter((run) => passes(run, filter) && matches(run))
    .sort((a, b) => compare(sortValue(a, column, nameOf), sortValue(b, column, nameOf), direction));
}

function passes(run: RunRecord, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'starred':
      return run.star;
    case 'sweeps':
      return run.group !== null;
    case 'references':
      return run.reference;
    default:
      return filter satisfies never;
  }
}

function wordsOf(run: RunRecord, nameOf: (run: RunRecord) => string): string {
  const { settings, note, datasetName, fingerprint, group } = run;
  const { optimizer, batchSize, seed } = settings;
  return [
    nameOf(run),
    note,
    datasetName,
    fingerprint ?? '',
    group ?? '',
    optimizer.kind,
    optimizer.learningRate,
    `batch:${batchSize}`,
    `seed:${seed}`,
  ]
    .join(' ')
    .toLowerCase();
}

function compare(a: string | number | null, b: string | number | null, direction: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' || typeof b === 'string') return String(a).localeCompare(String(b)) * direction;
  return (a - b) * direction;
}

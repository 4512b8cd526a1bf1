import type { RunRecord } from '../../../electron/shared/run-record.ts';
import {
  formatCount,
  formatDateTime,
  formatDuration,
  formatEpoch,
  formatPercent,
  formatPlain,
  text,
} from '../../i18n/index.ts';
import { columns, sortValue, type Column } from './run-table.ts';
import { runName } from './run-words.ts';

/** What stands in the cells of the table of runs, on the screen and in a spreadsheet. */

/** Columns of numbers stand at the right. */
export const numericColumns: readonly Column[] = [
  'learningRate',
  'batchSize',
  'epoch',
  'seed',
  'validation',
  'test',
  'seconds',
];

export function cellOf(run: RunRecord, column: Column): string {
  const { none } = text.runs;
  const share = (accuracy: number | null | undefined) =>
    accuracy === null || accuracy === undefined ? none : formatPercent(accuracy, 2);
  switch (column) {
    case 'startedAt':
      return formatDateTime(run.startedAt);
    case 'name':
      return runName(run);
    case 'learningRate':
      return formatPlain(run.settings.optimizer.learningRate);
    case 'batchSize':
      return formatCount(run.settings.batchSize);
    case 'epoch':
      return formatEpoch(run.epoch);
    case 'seed':
      return formatPlain(run.settings.seed);
    case 'validation':
      return share(run.validation?.accuracy);
    case 'test':
      return share(run.test?.accuracy);
    case 'seconds':
      return formatDuration(run.seconds);
    case 'fingerprint':
      return run.fingerprint ?? none;
    default:
      return column satisfies never;
  }
}

/** The whole table, with all digits: a spreadsheet rounds by itself. */
export function tableOf(runs: readonly RunRecord[]): (string | number | null)[][] {
  const head = columns.map((column) => text.runs.columns[column]);
  const lines = runs.map((run) => [
    ...columns.map((column) =>
      column === 'startedAt' ? new Date(run.startedAt).toISOString() : sortValue(run, column, runName),
    ),
    run.datasetName,
    run.status,
    run.note,
  ]);
  return [[...head, text.results.dataset, text.runs.statusColumn, text.runs.note], ...lines];
}

import * as v from 'valibot';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import type { Chosen } from './chosen.ts';
import { runChangesSchema, runIdSchema, type RunCurves, type RunList, type RunRecord } from './run-record.ts';

/** What the window may ask of main about the runs that are kept. */

const ids = v.pipe(v.array(runIdSchema), v.maxLength(10_000));

export const runsCalls = {
  runs: v.undefined(),
  runCurves: v.strictObject({ id: runIdSchema }),
  changeRun: v.strictObject({ id: runIdSchema, changes: runChangesSchema }),
  /** Takes runs out of the list. They can be brought back until the app is closed. */
  removeRuns: v.strictObject({ ids }),
  restoreRuns: v.strictObject({ ids }),
  /** Makes the weights that a run ended with the current model. */
  openRun: v.strictObject({ id: runIdSchema }),
  /** Asks for a place and writes the run's curve there, for others to compare theirs with. */
  exportReference: v.strictObject({ id: runIdSchema }),
  /** Asks for such a file and takes it into the list. */
  importReference: v.undefined(),
} as const;

export interface RunsResults {
  runs: RunList;
  runCurves: RunCurves;
  changeRun: RunRecord;
  removeRuns: undefined;
  restoreRuns: undefined;
  openRun: ModelInfo;
  exportReference: Chosen<{ readonly fileName: string }>;
  importReference: Chosen<{ readonly run: RunRecord }>;
}

export interface RunsEvents {
  /** A run has ended and is kept. */
  runKept: RunRecord;
  /** A run has ended and could not be kept. */
  runNotKept: { readonly message: string };
}

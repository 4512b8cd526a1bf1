import * as v from 'valibot';
import { classSetCalls, type ClassSetResults } from './class-sets.ts';
import { datasetCalls, type DatasetResults } from './dataset-calls.ts';
import type { DatasetInfo, ImageSet } from './dataset-info.ts';
import { datasetIdSchema } from './datasets.ts';
import { drawingSchema } from './drawing.ts';
import type { ErrorCode } from './errors.ts';
import type { ExplainResults } from './explain-answers.ts';
import { explainCalls } from './explain-calls.ts';
import type { ExplainEvents } from './explain-walk.ts';
import { bytesUpTo, fileNameSchema, fileSchema, MAX_FILE_BYTES } from './files.ts';
import { labCalls, type LabResults } from './lab-calls.ts';
import { modelCalls, type ModelCallResults } from './model-calls.ts';
import { splitSchema, type Evaluation, type History, type ModelInfo } from './model-info.ts';
import { networkSchema, type NetworkSpec } from './network.ts';
import { integer } from './parse.ts';
import { resultsCalls, type ResultsEvents, type ResultsResults } from './results-calls.ts';
import { runCalls, untilSchema, type RunResults } from './run-calls.ts';
import type { RunStatus } from './run-status.ts';
import { trainingSettingsSchema, type TrainingSettings } from './settings.ts';

export * from './dataset-info.ts';
export * from './model-info.ts';
export { MAX_FILE_BYTES } from './files.ts';

/**
 * The engine's contract: what may be asked of it (`engineCalls`, with the schema of each argument), what it
 * answers (`EngineResults`) and what it tells unasked (`EngineEvents`). Types of both ends are inferred from
 * here; nothing repeats it.
 */

const nothing = v.undefined();

export const engineCalls = {
  /** Everything a window needs to draw itself anew: after its start, after a reload. */
  status: nothing,

  /**
   * Opens a data set from the files of its folder (manifest.json and what it lists), checking each hash; the one
   * that the engine draws itself comes without files.
   */
  loadDataset: v.strictObject({
    id: datasetIdSchema,
    files: v.pipe(v.array(fileSchema), v.maxLength(64)),
  }),

  /** Images of the open data set, for looking at. At most 1,000 at once. */
  images: v.strictObject({
    split: splitSchema,
    indices: v.pipe(v.array(integer(0, 10_000_000)), v.maxLength(1000)),
  }),

  /** Replaces the current model by a new, untrained one and trains it. Answers when the run has begun. */
  train: v.strictObject({
    network: networkSchema,
    settings: trainingSettingsSchema,
    /** Left out, it goes on to its end. */
    until: v.exactOptional(untilSchema),
  }),
  pause: nothing,
  resume: nothing,
  /** Ends the run; the weights stay as they are. Stopping is an outcome, not an error. */
  stop: nothing,

  /** Reads a drawing with the current weights, also while they are being trained. */
  readDrawing: v.strictObject({
    drawing: drawingSchema,
    /** Whether to normalise as the MNIST images were, or only to shrink the whole pad. */
    normalise: v.boolean(),
  }),

  /** Accuracy and loss of the current weights over a whole split. */
  evaluate: v.strictObject({ split: splitSchema }),

  /** The current model as a file. */
  exportModel: nothing,
  /** Replaces the current model by the one in a file. */
  importModel: fileSchema,
  /** Brings back what a `checkpoint` event held: an unended run comes back paused, anything else as a model. */
  restoreCheckpoint: v.strictObject({
    bytes: bytesUpTo(MAX_FILE_BYTES),
    ended: v.boolean(),
    fileName: v.nullable(fileNameSchema),
  }),

  ...datasetCalls,
  ...explainCalls,
  ...classSetCalls,
  ...labCalls,
  ...modelCalls,
  ...resultsCalls,
  ...runCalls,
} as const;

export type EngineCalls = typeof engineCalls;
export type EngineCallName = keyof EngineCalls;

export interface EngineResults
  extends
    ClassSetResults,
    DatasetResults,
    ExplainResults,
    LabResults,
    ModelCallResults,
    ResultsResults,
    RunResults<RunInfo> {
  status: EngineStatus;
  loadDataset: DatasetInfo;
  images: ImageSet;
  train: RunInfo;
  pause: RunInfo;
  resume: RunInfo;
  stop: RunInfo;
  readDrawing: DrawingReading;
  evaluate: Evaluation;
  exportModel: ModelFile;
  importModel: ModelInfo;
  restoreCheckpoint: RunInfo | null;
}

export interface EngineEvents extends ResultsEvents, ExplainEvents {
  /** Sent at most 20 times a second while a run goes on. */
  progress: Progress;
  /** Sent whenever a run begins, pauses, resumes or ends. */
  run: RunInfo;
  /** Sent whenever the current model is replaced, or is given its test result. */
  model: ModelInfo;
  /** The state on its way into safety: every few seconds of a run, at its end, and when a file was opened. */
  checkpoint: Checkpoint;
}

/** Main keeps the last one, and gives it to `restoreCheckpoint` should the engine's process be lost. */
export interface Checkpoint {
  /** A model file. */
  readonly bytes: Uint8Array;
  /** There is nothing left to train: the run finished, was stopped or failed, or the model came from a file. */
  readonly ended: boolean;
  readonly fileName: string | null;
}

export interface EngineStatus {
  readonly version: string;
  /** Threads this machine can sensibly use. */
  readonly threads: number;
  readonly dataset: DatasetInfo | null;
  readonly model: ModelInfo | null;
  readonly run: RunInfo | null;
  /** The whole history of the current model, in order. */
  readonly history: History;
}

export type { RunStatus } from './run-status.ts';

export interface RunInfo {
  readonly id: number;
  readonly status: RunStatus;
  readonly network: NetworkSpec;
  readonly settings: TrainingSettings;
  readonly step: number;
  readonly totalSteps: number;
  /** What went wrong, with `failed`; also why a run came back paused after the engine was restarted. */
  readonly problem: { readonly code: ErrorCode; readonly message: string } | null;
}

export interface Progress {
  readonly runId: number;
  readonly step: number;
  readonly totalSteps: number;
  /** Epochs done, with the fraction of the one going on. */
  readonly epoch: number;
  /** Over the last second or so. */
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
  /** What was recorded since the last event. */
  readonly history: History;
}

export interface DrawingReading {
  /** height × width bytes: what the network sees. */
  readonly image: Uint8Array;
  readonly height: number;
  readonly width: number;
  /** Nothing was drawn; there is no prediction. */
  readonly empty: boolean;
  /** One a class; empty when nothing was drawn. They sum to 1. */
  readonly probabilities: readonly number[];
  /** Steps the weights that read it had seen. */
  readonly step: number;
}

export interface ModelFile {
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
}

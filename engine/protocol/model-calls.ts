import * as v from 'valibot';
import { fileSchema } from './files.ts';
import type { Evaluation, History, ModelInfo } from './model-info.ts';
import { networkSchema, type NetworkSpec } from './network.ts';
import { trainingSettingsSchema, type TrainingSettings } from './settings.ts';

/** Calls about models as files: what is in one, weights from elsewhere, and exports for other programs. */

export const exportFormatSchema = v.picklist(['onnx', 'npz', 'pytorch']);
export type ExportFormat = v.InferOutput<typeof exportFormatSchema>;

export const modelCalls = {
  /** What is in a file, without opening it. Never fails for what the file is: the answer says what is wrong. */
  inspectModel: fileSchema,
  /** Replaces the current model by this network with the weights of a file of another program, or of an export. */
  importWeights: v.strictObject({
    file: fileSchema,
    network: networkSchema,
    settings: trainingSettingsSchema,
  }),
  /** The current model for other programs. */
  exportAs: v.strictObject({
    format: exportFormatSchema,
    /** Names the files, without extension. */
    stem: v.pipe(v.string(), v.regex(/^[^/\\]{1,100}$/, 'must be a file name')),
  }),
} as const;

export interface ModelCallResults {
  inspectModel: ModelSummary;
  importWeights: ModelInfo;
  exportAs: ExportedModel;
}

/**
 * - `model`: saved by this app. `checkpoint`: the same, of a run that goes on.
 * - `onnx`: exported by this app.
 * - `weights`: safetensors of another program; its network is not known.
 * - `other`: none of these, or too damaged to tell.
 */
export type ModelFileKind = 'model' | 'checkpoint' | 'onnx' | 'weights' | 'other';

export interface ModelSummary {
  readonly kind: ModelFileKind;
  readonly fileName: string;
  readonly bytes: number;
  /** This version of the app can open it: weights only into a network that fits them. */
  readonly canOpen: boolean;
  /** Why it cannot be opened. */
  readonly problem: string | null;
  readonly formatVersion: number | null;
  /** What the file says of itself; null where it could not be read. */
  readonly model: ModelContents | null;
  /** Of `weights`, the first hundred. */
  readonly tensors: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly number[];
  }[];
}

export interface ModelContents {
  readonly network: NetworkSpec;
  readonly parameterCount: number;
  readonly settings: TrainingSettings;
  readonly classes: readonly string[];
  readonly dataset: { readonly id: string; readonly name: string; readonly sha256: string };
  readonly step: number;
  readonly epoch: number;
  /** At most a few hundred points, for looking at. */
  readonly history: History;
  readonly test: Evaluation | null;
  readonly fingerprint: string | null;
  /** Whether the weights are those that the fingerprint was made of; null where there is none. */
  readonly fingerprintHolds: boolean | null;
  readonly kernels: string;
}

export interface ExportedModel {
  readonly format: ExportFormat;
  /** Names relative to the place that is chosen; the first is the export itself. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** What was tried; null where this machine has nothing to try it with. */
  readonly verification: Verification | null;
}

/** The exported file, run by another program, beside the engine. */
export interface Verification {
  /** "ONNX Runtime 1.30.0" */
  readonly program: string;
  readonly images: number;
  /** Of test images; of made-up ones where there is no data set that fits. */
  readonly ofTestImages: boolean;
  /** Between the two programs' logits, in absolute terms, and the largest logit, to measure it by. */
  readonly largestDifference: number;
  readonly largestLogit: number;
  /** Images for which both name the same class. */
  readonly sameClass: number;
  /** Within what another order of summing in single precision explains. */
  readonly passed: boolean;
}

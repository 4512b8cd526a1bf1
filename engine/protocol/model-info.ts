import * as v from 'valibot';
import type { NetworkSpec } from './network.ts';
import type { Observation } from './run-calls.ts';
import type { TrainingSettings } from './settings.ts';

/** What is known of a model besides its weights: what it is, how it learned, and how well it does. */

export const splitSchema = v.picklist(['train', 'test']);
export type Split = v.InferOutput<typeof splitSchema>;

/** Mean loss and accuracy over the training images of the steps since the point before. */
export interface TrainingPoint {
  /** Steps done at its end. */
  readonly step: number;
  readonly epoch: number;
  readonly loss: number;
  /** A fraction of 1. */
  readonly accuracy: number;
  /** Of its last step; left out in validation, and where it was not recorded. */
  readonly learningRate?: number;
}

/** Loss and accuracy over all validation images, with the weights after `step` steps. */
export type ValidationPoint = TrainingPoint;

export interface History {
  readonly training: readonly TrainingPoint[];
  readonly validation: readonly ValidationPoint[];
  /** Looks into the network, some a second at most; left out where nobody looked. */
  readonly observations?: readonly Observation[];
  /** Where the loss was no longer a finite number, with a run that failed by it. */
  readonly diverged?: { readonly step: number; readonly epoch: number };
}

export interface Evaluation {
  readonly split: Split;
  readonly images: number;
  /** A fraction of 1. */
  readonly accuracy: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
}

export interface ModelInfo {
  readonly network: NetworkSpec;
  readonly settings: TrainingSettings;
  readonly classes: readonly string[];
  readonly datasetName: string;
  readonly parameterCount: number;
  /** Training steps these weights have seen. */
  readonly step: number;
  readonly epoch: number;
  readonly test: Evaluation | null;
  /** Short hash of configuration, data and weights, "3f9a-77c1"; null while they are changing. */
  readonly fingerprint: string | null;
  /** Where it came from: trained here, or the name of a file. */
  readonly fileName: string | null;
  /** Its file was changed or damaged since it was saved: the fingerprint in it is of other weights. */
  readonly isAltered?: true;
}

import * as v from 'valibot';
import { bytesUpTo, MAX_MODEL_BYTES } from './files.ts';
import { splitSchema, type History, type ModelInfo, type Split } from './model-info.ts';

/** What may be asked of the engine about models that were trained: how they do, image by image, and what a file holds. */

export const resultsCalls = {
  /** The current model's reading of every image of a split. Told on the way: the event `analysis`. */
  analyse: v.strictObject({ split: splitSchema }),

  /** What a model file says of the run that made it. The current model stays what it is. */
  describeModel: v.strictObject({ bytes: bytesUpTo(MAX_MODEL_BYTES) }),
} as const;

export interface ResultsResults {
  analyse: Analysis;
  describeModel: ModelDescription;
}

export interface ResultsEvents {
  /** Images read so far in an analysis that is going on. */
  analysis: { readonly done: number; readonly total: number };
}

/** How a model reads the images of a split. Lists of images are in the order of the split. */
export interface Analysis {
  readonly split: Split;
  readonly datasetName: string;
  readonly datasetSha256: string;
  readonly classes: readonly string[];
  readonly images: number;
  /** A fraction of 1. */
  readonly accuracy: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** How many images of class `row` were read as class `column`, at row · classes + column. */
  readonly confusion: Uint32Array;
  readonly perClass: readonly ClassScore[];
  readonly reliability: readonly ReliabilityBin[];
  /** Mean distance between how sure the readings were and how often they were right, a fraction of 1. */
  readonly calibrationError: number;
  /** One an image: its label, what it was read as, and the probability of that reading and of the label. */
  readonly labels: Uint8Array;
  readonly predicted: Uint8Array;
  readonly confidence: Float32Array;
  readonly truth: Float32Array;
}

/** Of the images of one class. A share of nothing is null. */
export interface ClassScore {
  /** Images with this label. */
  readonly images: number;
  /** Images read as this class. */
  readonly readAs: number;
  readonly correct: number;
  /** correct / readAs */
  readonly precision: number | null;
  /** correct / images */
  readonly recall: number | null;
  /** The harmonic mean of the two. */
  readonly f1: number | null;
}

/** The readings whose confidence lies from `from` up to `to`. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly images: number;
  /** Means over them; null where there are none. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

export interface ModelDescription {
  readonly model: ModelInfo;
  readonly history: History;
  readonly datasetSha256: string;
  readonly kernels: string;
}

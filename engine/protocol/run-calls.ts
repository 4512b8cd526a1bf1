import * as v from 'valibot';
import { integer, seedSchema } from './parse.ts';
import { augmentationSchema, learningRateSchema, trainingSettingsSchema } from './settings.ts';

/** What may be asked of a run while it goes on, and about one before it begins. Part of the engine's contract. */

export const untilSchema = v.picklist(['end', 'epoch', 'step']);
/** How far a run goes on before it pauses by itself: to its end, to the end of the epoch, or one batch. */
export type Until = v.InferOutput<typeof untilSchema>;

export const MAX_PREVIEW_IMAGES = 64;

export const runCalls = {
  /** Lets a run go on that is paused or running. */
  proceed: v.strictObject({ until: untilSchema }),
  /** From the next step on. It becomes a part of the run's settings. */
  changeLearningRate: v.strictObject({ learningRate: learningRateSchema }),
  /** Goes on with a run that has ended, until it has this many epochs in all. */
  continueRun: v.strictObject({
    epochs: integer(1, 10_000),
    until: v.exactOptional(untilSchema),
    /** As `changeLearningRate` would set it. Left out, it stays as it is. */
    learningRate: v.exactOptional(learningRateSchema),
  }),

  /** Histograms of the current weights and of the newest gradients, and the weights as pictures. */
  weights: v.strictObject({
    /** Which input channel of a convolution is pictured; the last, where a layer has fewer. */
    channel: integer(0, 4095),
  }),

  /** The learning rate over a run with these settings, as far as it is known before. */
  schedule: v.strictObject({ settings: trainingSettingsSchema, points: integer(2, 1000) }),
  /** Training images as augmentation would change them. */
  augmented: v.strictObject({
    augmentation: augmentationSchema,
    seed: seedSchema,
    /** Each is shown as it is, and then as it would be in so many epochs. */
    indices: v.pipe(v.array(integer(0, 10_000_000)), v.maxLength(MAX_PREVIEW_IMAGES)),
    variations: integer(1, 16),
  }),
} as const;

/** @typeParam Run what is told of a run: `RunInfo` of the contract, which composes this. */
export interface RunResults<Run> {
  proceed: Run;
  changeLearningRate: Run;
  continueRun: Run;
  weights: WeightView;
  schedule: ScheduleView;
  augmented: AugmentedImages;
}

export interface WeightView {
  /** Steps the weights have seen. */
  readonly step: number;
  /** One for each layer that has weights. */
  readonly layers: readonly LayerWeights[];
}

export interface LayerWeights {
  /** Its place in the network. */
  readonly layer: number;
  readonly weights: Histogram;
  /** Of the newest training step; null where there was none. */
  readonly gradients: Histogram | null;
  /** A convolution's filters, or the weights of units that look at an image; null where they are no pictures. */
  readonly pictures: WeightPictures | null;
}

export interface Histogram {
  readonly from: number;
  readonly to: number;
  /** How many values are in each of equal stretches between them. */
  readonly counts: readonly number[];
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
  /** Values that are not finite; they are in no stretch. */
  readonly notFinite: number;
}

export interface WeightPictures {
  readonly height: number;
  readonly width: number;
  readonly channel: number;
  readonly channels: number;
  /** Pictures there are; of very many only the first are sent. */
  readonly total: number;
  /** One after the other, row by row. */
  readonly values: Float32Array;
}

export interface ScheduleView {
  /** Evenly from the first step to the last. */
  readonly rates: readonly number[];
  readonly epochs: number;
  /** The rate will also fall when the loss does not, which nobody knows before. */
  readonly dependsOnLoss: boolean;
}

export interface AugmentedImages {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** For each image itself and its variations, one after the other. */
  readonly pixels: Uint8Array;
}

/** What was measured of one training step, now and then. */
export interface Observation {
  readonly step: number;
  readonly epoch: number;
  readonly imagesPerSecond: number;
  /** One for each layer that learns. */
  readonly layers: readonly LayerObservation[];
}

export interface LayerObservation {
  readonly layer: number;
  /** Length of the gradient by this layer's parameters. */
  readonly gradientNorm: number;
  /** Length of the step that its parameters made, divided by their own length; about 0.001 is usual. */
  readonly updateRatio: number;
}

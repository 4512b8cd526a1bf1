import * as v from 'valibot';
import { EpochLabError } from './errors.ts';
import { integer, number, seedSchema } from './parse.ts';
import { count, counted } from './english.ts';

/**
 * Everything besides network and data that decides how a run goes. What is left out is off: settings that were
 * written before an option was invented mean what they always meant, and keep their fingerprint.
 */

export const learningRateSchema = number(0, 100, { above: true });
/** λ: each step also makes the weights a little smaller. Left out, it is 0. */
const weightDecay = v.exactOptional(number(0, 10));
const momentum = v.optional(number(0, 1, { below: true }), 0.9);
const epsilon = v.optional(number(0, 1, { above: true }), 1e-8);
const beta1 = v.optional(number(0, 1, { below: true }), 0.9);
const beta2 = v.optional(number(0, 1, { below: true }), 0.999);

/** What each of them does is said in engine/nn/optimizers; defaults are PyTorch's. */
export const optimizerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('sgd'), learningRate: learningRateSchema, weightDecay }),
  v.strictObject({ kind: v.literal('momentum'), learningRate: learningRateSchema, momentum, weightDecay }),
  v.strictObject({ kind: v.literal('nesterov'), learningRate: learningRateSchema, momentum, weightDecay }),
  v.strictObject({
    kind: v.literal('rmsprop'),
    learningRate: learningRateSchema,
    /** α: how much of the running mean of squared gradients is kept at each step. */
    smoothing: v.optional(number(0, 1, { below: true }), 0.99),
    epsilon,
    weightDecay,
  }),
  v.strictObject({
    kind: v.literal('adam'),
    learningRate: learningRateSchema,
    beta1,
    beta2,
    epsilon,
    weightDecay,
  }),
  v.strictObject({
    kind: v.literal('adamw'),
    learningRate: learningRateSchema,
    beta1,
    beta2,
    epsilon,
    weightDecay: v.optional(number(0, 10), 0.01),
  }),
]);

export const optimizerKinds = optimizerSchema.options.map(({ entries }) => entries.kind.literal);

/** What is done about gradients that are too large, before the optimiser sees them (engine/nn/optimizers). */
export const clippingSchema = v.variant('kind', [
  /** The whole gradient is shortened to this length, if it is longer. */
  v.strictObject({ kind: v.literal('norm'), limit: number(0, 1e6, { above: true }) }),
  /** Each of its values is brought into −limit … limit. */
  v.strictObject({ kind: v.literal('value'), limit: number(0, 1e6, { above: true }) }),
]);

/** How the learning rate changes in the course of a run (engine/training/schedules.ts). */
export const scheduleSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('constant') }),
  v.strictObject({
    kind: v.literal('step'),
    /** So many epochs after each other have one rate. */
    epochs: integer(1, 10_000),
    factor: v.optional(number(0, 1, { above: true }), 0.1),
  }),
  v.strictObject({
    kind: v.literal('cosine'),
    /** The rate that it ends at, as a fraction of the first. */
    minimum: v.optional(number(0, 1), 0),
  }),
  v.strictObject({
    kind: v.literal('plateau'),
    factor: v.optional(number(0, 1, { above: true, below: true }), 0.1),
    /** So many epochs without progress are waited for before the rate is reduced. */
    patience: v.optional(integer(0, 10_000), 10),
    /** Less progress than this fraction of the best loss is none. */
    threshold: v.optional(number(0, 1), 1e-4),
  }),
]);

export const scheduleKinds = scheduleSchema.options.map(({ entries }) => entries.kind.literal);

/** Chance changes of the training images, each up to this much either way (engine/data/augment.ts). */
export const augmentationSchema = v.strictObject({
  /** Pixels. */
  shift: v.optional(number(0, 14), 0),
  /** Degrees. */
  rotate: v.optional(number(0, 180), 0),
  /** As a fraction: 0.1 is from 0.9 to 1.1 times the size. */
  scale: v.optional(number(0, 0.5), 0),
  /** How far a row is moved for each row that it is away from the middle, as a fraction. */
  shear: v.optional(number(0, 1), 0),
  /** Pixels that a place is moved by on average, its neighbours with it. */
  elastic: v.optional(number(0, 5), 0),
  /** This share of the images is replaced by the same digit from a made-up hand (engine/data/handwriting). */
  handwriting: v.exactOptional(number(0, 1)),
});

/** Training ends when the validation loss has not reached a new low for so many epochs. */
export const earlyStoppingSchema = v.strictObject({ patience: integer(1, 10_000) });

/** From this step on, the schedule goes by this rate instead: what a person did while the run went on. */
const rateChangeSchema = v.strictObject({
  step: integer(0, Number.MAX_SAFE_INTEGER),
  learningRate: learningRateSchema,
});

/** Of one run. Each is a part of what repeats it, so none can be forgotten. */
export const MAX_RATE_CHANGES = 1000;
export const MAX_CONTINUATIONS = 1000;

export const MAX_BATCH_SIZE = 1024;
export const MAX_THREADS = 16;

export const trainingSettingsSchema = v.strictObject({
  optimizer: optimizerSchema,
  /** Left out, gradients are taken as they are. */
  clipping: v.exactOptional(clippingSchema),
  /** Left out, the learning rate is constant. */
  schedule: v.exactOptional(scheduleSchema),
  /** In the first so many steps the learning rate grows evenly from almost nothing. Left out, it is 0. */
  warmUpSteps: v.exactOptional(integer(0, 1_000_000)),
  augmentation: v.exactOptional(augmentationSchema),
  earlyStopping: v.exactOptional(earlyStoppingSchema),
  /**
   * How training and validation images are chosen. `stratified`: by chance, from the seed, with the same share of
   * each class in both (engine/data/validation-split.ts). Left out: the first ones are learned from, the last ones held out.
   */
  split: v.exactOptional(v.literal('stratified')),
  /** In the order of their steps. */
  rateChanges: v.exactOptional(v.pipe(v.array(rateChangeSchema), v.maxLength(MAX_RATE_CHANGES))),
  /**
   * At these numbers of epochs the run was to end, and was continued. A cosine schedule begins anew at each; for all
   * others it makes no difference, and is left out.
   */
  continued: v.exactOptional(v.pipe(v.array(integer(1, 10_000)), v.maxLength(MAX_CONTINUATIONS))),
  batchSize: integer(1, MAX_BATCH_SIZE),
  epochs: integer(1, 10_000),
  /** So many images of the training split are learned from. */
  trainImages: integer(1, 10_000_000),
  /** So many images of the training split are held out and only ever looked at. */
  validationImages: integer(0, 10_000_000),
  seed: seedSchema,
  /** Threads the kernels run on. Changes the speed, never a bit of the result. */
  threads: integer(1, MAX_THREADS),
  /**
   * Kernels that may round a product and a sum at once: faster, but the last bits then depend on the processor. Left
   * out, the same seed gives the same bits everywhere.
   */
  fast: v.exactOptional(v.literal(true, 'must be true, or left out')),
});

export type OptimizerSettings = v.InferOutput<typeof optimizerSchema>;
export type OptimizerKind = OptimizerSettings['kind'];
export type ScheduleSettings = v.InferOutput<typeof scheduleSchema>;
export type AugmentationSettings = v.InferOutput<typeof augmentationSchema>;
export type ClippingSettings = v.InferOutput<typeof clippingSchema>;
export type TrainingSettings = v.InferOutput<typeof trainingSettingsSchema>;

/** Steps of an epoch: the last batch may be smaller than the others. */
export function stepsPerEpoch({
  trainImages,
  batchSize,
}: Pick<TrainingSettings, 'trainImages' | 'batchSize'>): number {
  return Math.ceil(trainImages / batchSize);
}

/** What settings can ask of a data set that it has not. */
export type DataConflict =
  'too-many-training-images' | 'too-many-images' | 'nothing-held-out' | 'batch-too-large';

/** The setting that each is about. */
export const conflictingSettings: Readonly<Record<DataConflict, keyof TrainingSettings>> = {
  'too-many-training-images': 'trainImages',
  'too-many-images': 'validationImages',
  'nothing-held-out': 'validationImages',
  'batch-too-large': 'batchSize',
};

/** @param available images in the data set's training split. */
export function findDataConflict(settings: TrainingSettings, available: number): DataConflict | null {
  const { trainImages, validationImages, batchSize } = settings;
  if (trainImages > available) return 'too-many-training-images';
  if (trainImages + validationImages > available) return 'too-many-images';
  if (settings.earlyStopping && validationImages === 0) return 'nothing-held-out';
  if (batchSize > trainImages) return 'batch-too-large';
  return null;
}

export function describeDataConflict(
  conflict: DataConflict,
  { trainImages, validationImages, batchSize }: TrainingSettings,
  available: number,
): string {
  switch (conflict) {
    case 'too-many-training-images':
      return `${counted(trainImages, 'training image is', 'training images are')} asked for, but the data set has ${count(available)}.`;
    case 'too-many-images':
      return (
        `${count(trainImages)} training and ${count(validationImages)} validation images are ` +
        `${count(trainImages + validationImages)} together, but the data set has ${count(available)}. ` +
        'No image can be in both.'
      );
    case 'nothing-held-out':
      return 'Early stopping goes by the validation loss, but no validation images are held out.';
    case 'batch-too-large':
      return `A batch of ${count(batchSize)} is larger than the ${counted(trainImages, 'training image', 'training images')}.`;
  }
}

/**
 * Refuses settings that the data set cannot satisfy.
 *
 * @throws EpochLabError `invalid-argument`, with `details.path` the setting.
 */
export function checkSettingsAgainstData(settings: TrainingSettings, available: number): void {
  const conflict = findDataConflict(settings, available);
  if (conflict === null) return;
  throw new EpochLabError('invalid-argument', describeDataConflict(conflict, settings, available), {
    path: conflictingSettings[conflict],
  });
}

import * as v from 'valibot';
import { EpochLabError } from './errors.ts';
import { integer } from './parse.ts';

/** Everything besides network and data that decides how a run goes. */

const learningRateMessage = 'must be a number above 0 and at most 100';
const learningRate = v.pipe(
  v.number(learningRateMessage),
  v.finite(learningRateMessage),
  v.gtValue(0, learningRateMessage),
  v.maxValue(100, learningRateMessage),
);

/** Plain stochastic gradient descent: w ← w − learningRate · ∂L/∂w, the gradient averaged over the batch. */
const sgd = v.strictObject({ kind: v.literal('sgd'), learningRate });

export const optimizerSchema = v.variant('kind', [sgd]);

export const MAX_BATCH_SIZE = 1024;
export const MAX_THREADS = 16;

export const trainingSettingsSchema = v.strictObject({
  optimizer: optimizerSchema,
  batchSize: integer(1, MAX_BATCH_SIZE),
  epochs: integer(1, 10_000),
  /** The first so many images of the training split are learned from. */
  trainImages: integer(1, 10_000_000),
  /** The last so many images of the training split are held out and only ever looked at. */
  validationImages: integer(0, 10_000_000),
  seed: integer(0, 2 ** 32 - 1),
  /** Threads the kernels run on. Changes the speed, never a bit of the result. */
  threads: integer(1, MAX_THREADS),
});

export type OptimizerSettings = v.InferOutput<typeof optimizerSchema>;
export type TrainingSettings = v.InferOutput<typeof trainingSettingsSchema>;

/**
 * Refuses settings that the data set cannot satisfy.
 *
 * @throws EpochLabError `invalid-argument`, with `details.path` the setting.
 */
export function checkSettingsAgainstData(settings: TrainingSettings, available: number): void {
  const { trainImages, validationImages, batchSize } = settings;
  const refuse = (path: keyof TrainingSettings, message: string): never => {
    throw new EpochLabError('invalid-argument', message, { path });
  };
  const count = (n: number) => n.toLocaleString('en');
  if (trainImages > available) {
    refuse(
      'trainImages',
      `${count(trainImages)} training images are asked for, but the data set has ${count(available)}.`,
    );
  }
  if (trainImages + validationImages > available) {
    refuse(
      'validationImages',
      `${count(trainImages)} training and ${count(validationImages)} validation images are ` +
        `${count(trainImages + validationImages)} together, but the data set has ${count(available)}. ` +
        'No image can be in both.',
    );
  }
  if (batchSize > trainImages) {
    refuse(
      'batchSize',
      `A batch of ${count(batchSize)} is larger than the ${count(trainImages)} training images.`,
    );
  }
}

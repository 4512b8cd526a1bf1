import { Augmenter, checkAugmentation } from '../data/augment.ts';
import type { KeptDataset } from '../data/kept-dataset.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { AugmentedImages, ScheduleView } from '../protocol/run-calls.ts';
import { stepsPerEpoch, type AugmentationSettings, type TrainingSettings } from '../protocol/settings.ts';
import { learningRateAt } from '../training/schedules.ts';

/** What settings will do, shown before a run begins: computed by the same code that the run uses. */

export function scheduleView(settings: TrainingSettings, points: number): ScheduleView {
  const perEpoch = stepsPerEpoch(settings);
  const totalSteps = perEpoch * settings.epochs;
  const rates = Array.from({ length: points }, (_, i) => {
    const step = Math.round((i * (totalSteps - 1)) / (points - 1));
    return learningRateAt(step, settings, { stepsPerEpoch: perEpoch, totalSteps }, 0);
  });
  return { rates, epochs: settings.epochs, dependsOnLoss: settings.schedule?.kind === 'plateau' };
}

export function augmentedImages(
  { info, train }: KeptDataset,
  wanted: {
    readonly augmentation: AugmentationSettings;
    readonly seed: number;
    readonly indices: readonly number[];
    readonly variations: number;
  },
): AugmentedImages {
  const { height, width, channels } = info;
  const size = height * width * channels;
  checkAugmentation(wanted.augmentation, info);
  const augmenter = new Augmenter(wanted.augmentation, info, wanted.seed);
  const row = wanted.variations + 1;
  const pixels = new Uint8Array(wanted.indices.length * row * size);
  wanted.indices.forEach((index, place) => {
    if (index >= info.trainImages) {
      throw new EpochLabError('invalid-argument', `There is no training image ${index}.`);
    }
    const original = train.image(index);
    pixels.set(original, place * row * size);
    for (let epoch = 0; epoch < wanted.variations; epoch++) {
      const at = (place * row + epoch + 1) * size;
      augmenter.augment(pixels.subarray(at, at + size), original, 0, epoch, index, train.labels[index]);
    }
  });
  return { height, width, channels, pixels };
}

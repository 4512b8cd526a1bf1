import { Augmenter } from '../data/augment.ts';
import type { LabelledImages, NetworkRunner } from '../nn/network-runner.ts';
import type { DatasetInfo } from '../protocol/contract.ts';
import type { TrainingSettings } from '../protocol/settings.ts';

/** Makes variations of a batch's images where there is room for them, behind all others. */
export interface Augmentation {
  /** @returns the numbers of the variations. */
  vary(batch: Uint32Array, epoch: number): Uint32Array;
}

/** @returns null where the settings ask for none. */
export function augmentationOf(
  { augmentation, seed, batchSize }: TrainingSettings,
  info: DatasetInfo,
  trainSet: LabelledImages,
  runner: NetworkRunner,
): Augmentation | null {
  if (!augmentation) return null;
  const augmenter = new Augmenter(augmentation, info, seed);
  const { height, width, channels } = info;
  const size = height * width * channels;
  const { pixels, labels } = runner.images;
  const first = labels.length - batchSize;
  const numbers = Uint32Array.from({ length: batchSize }, (_, i) => first + i);
  const places = Array.from(numbers, (number) => pixels.subarray(number * size, (number + 1) * size));
  return {
    vary(batch, epoch) {
      for (let i = 0; i < batch.length; i++) {
        const image = batch[i]!;
        const label = trainSet.labels[image]!;
        augmenter.augment(places[i]!, trainSet.pixels, image * size, epoch, image, label);
        labels[first + i] = label;
      }
      return numbers.subarray(0, batch.length);
    },
  };
}

/** Room for the variations, behind all other images. */
export function blankImages(count: number, { height, width, channels }: DatasetInfo): LabelledImages {
  const size = height * width * channels;
  return { pixels: new Uint8Array(count * size), labels: new Uint8Array(count) };
}

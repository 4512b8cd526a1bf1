import type { Dataset } from '../data/dataset.ts';
import { stratifiedSplit } from '../data/validation-split.ts';
import { checkLabels, type LabelledImages } from '../nn/network-runner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { gather, slice } from './evaluation.ts';

/** The images that are learned from, and those that are held out. */
export function splitOf(settings: TrainingSettings, dataset: Dataset): [LabelledImages, LabelledImages] {
  const { trainImages, validationImages, seed } = settings;
  const { info, train } = dataset;
  if (settings.split !== 'stratified') {
    const first = info.trainImages - validationImages;
    return [slice(dataset, 'train', 0, trainImages), slice(dataset, 'train', first, validationImages)];
  }
  checkLabels(train.labels, info.classes.length);
  const sizes = { train: trainImages, validation: validationImages };
  const split = stratifiedSplit(train.labels, info.classes.length, sizes, seed);
  return [gather(dataset, split.train), gather(dataset, split.validation)];
}

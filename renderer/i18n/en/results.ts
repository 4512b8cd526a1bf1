import { formatCount, formatEpoch, formatPercent } from '../format.ts';
import { byNumber, plural, steps } from './words.ts';

/** In English: the place Results. */

export const results = {
  title: 'Results',
  intro: 'How well the network reads images that it has never seen.',
  none: 'No trained model yet',
  noneHint: 'Train a network or open a model. Its results on the test images appear here.',
  running: 'The run is going on',
  runningHint: 'The test images are read when it ends.',
  testAccuracy: 'Test accuracy',
  testLoss: 'Test loss',
  lossUnit: 'nats',
  guessing: (value: string) => `guessing: ${value}`,
  measured: (wrong: number, images: number) =>
    `Measured on ${plural(images, 'test image', 'test images')}: ${plural(wrong, 'was', 'were')} read wrong.`,
  notMeasured: 'Not measured yet',
  notMeasuredHint: 'These weights have not read the test images so far.',
  measure: 'Measure on the test images',
  measuring: 'Reading the test images…',
  untrainedHint: (classes: number) =>
    `These weights are untrained: expect about 1 image in ${formatCount(classes)} to be read right.`,
  staleTitle: 'These results belong to another network',
  staleText: (model: string, drawn: string) =>
    `They are those of “${model}”. You have chosen “${drawn}” since: press Train to get its results.`,
  starterTitle: 'These results are those of the starter network',
  starterText: (drawn: string) =>
    `It came with Epoch Lab, already trained, so that the pad can read at once. Press Train to get the results of “${drawn}”.`,
  configuration: 'How it was trained',
  curve: 'Learning curve',
  network: 'Network',
  dataset: 'Data set',
  weights: 'Weights',
  trained: 'Trained for',
  trainedFor: (step: number, epoch: number) =>
    `${steps(step)}, ${formatEpoch(epoch)} ${byNumber(epoch, 'epoch', 'epochs')}`,
  fingerprint: 'Fingerprint',
  fingerprintHint: 'Equal fingerprints: equal settings, data and weights, on whatever machine.',
  fingerprintChanging: 'while training: none',
  file: 'File',
  noFile: 'not saved',
  previousTitle: 'The model before this one is kept',
  previous: (name: string, step: number) => `${name}, ${steps(step)}`,
  previousAccuracy: (accuracy: number) => formatPercent(accuracy, 2),
  bringBack: 'Bring it back',
} as const;

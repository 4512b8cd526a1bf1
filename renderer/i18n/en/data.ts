import { formatCount } from '../format.ts';

/** In English: the place Data. */

export const data = {
  title: 'Data',
  intro: 'What the network learns from, and what it is tested on.',
  opening: 'Opening MNIST…',
  openingHint: 'Unpacking 70,000 images and checking them against their hashes.',
  failedTitle: 'The data set could not be opened',
  tryAgain: 'Try again',
  about:
    'Handwritten digits, centred in small grey images. Classifiers have been compared on them since 1998.',
  trainImages: 'training images',
  testImages: 'test images',
  size: 'pixels, grey',
  classes: 'classes',
  licence: 'Licence',
  attribution: 'Attribution',
  source: 'Source',
  sample: 'A sample',
  split: 'Images to look at',
  train: 'Training',
  test: 'Test',
  another: 'Another sample',
  imageLabel: (label: string, index: number) => `${label}, image ${formatCount(index)}`,
  gridLabel: 'Sample of images, each with its label',
  balance: 'Class balance',
  origin: 'Origin',
  classCount: (name: string, count: number) => `${name}: ${formatCount(count)} images`,
} as const;

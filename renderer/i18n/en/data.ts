import { images } from './words.ts';

/** In English: the place Data. */

export const data = {
  title: 'Data',
  intro: 'What the network learns from, and what it is tested on.',
  choose: 'Choose a data set',
  notWhileTraining: 'A training run is going on. Stop it before you choose another data set.',
  names: { mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST', shapes: 'Shapes in noise' },
  summaries: {
    mnist: '70,000 handwritten digits. Where most begin.',
    'fashion-mnist': '70,000 pieces of clothing. As small as MNIST, and harder.',
    shapes: '3,600 shapes, drawn by Epoch Lab itself. Trains in a second or two.',
  },
  opening: (name: string) => `Opening ${name}…`,
  openingHint: 'Unpacking the images and checking them against their hashes.',
  failedTitle: 'The data set could not be opened',
  tryAgain: 'Try again',
  about: {
    mnist:
      'Handwritten digits, centred in small grey images. Classifiers have been compared on them since 1998.',
    'fashion-mnist':
      'Photographs of clothing in ten kinds, made small and grey: a harder set in exactly the form of MNIST.',
    shapes:
      'Circles, rings, squares, triangles and crosses of any size, turned and in noise, drawn from a seed.',
  },
  trainImages: 'training images',
  testImages: 'test images',
  size: 'pixels, grey',
  classes: 'classes',
  licence: 'Licence',
  attribution: 'Attribution',
  source: 'Source',
  split: 'Images to look at',
  train: 'Training',
  test: 'Test',
  balance: 'Class balance',
  origin: 'Origin',
  classCount: (name: string, count: number) => `${name}: ${images(count)}`,
} as const;

import { formatCount } from '../format.ts';
import { plural } from './words.ts';

/** In English: the place Results, image by image. */

export const analysis = {
  title: 'Image by image',
  intro: 'Every image is read once more, to see which are read wrong, as what, and how sure the network was.',
  images: 'Images',
  splits: {
    test: (count: number) => `Test images (${formatCount(count)})`,
    train: (count: number) => `Training images (${formatCount(count)})`,
  },
  of: (dataset: string) => `of ${dataset}, the open data set`,
  start: 'Read them',
  again: 'Read them again',
  cancel: 'Cancel',
  progress: 'Images read',
  notRead: 'The images could not be read',
  summary: (dataset: string, images: number, accuracy: string, loss: string, wrong: number) =>
    `${dataset}: ${accuracy} of ${plural(images, 'image', 'images')} read right, loss ${loss} nats, ${plural(wrong, 'mistake', 'mistakes')}.`,
  staleTitle: 'This belongs to other weights or to another data set',
  staleText: 'The model or the data has changed since these images were read.',
  confusion: 'Confusion matrix',
  confusionHint:
    'A cell counts the images of its row’s class that were read as its column’s class. Open one to see them.',
  confusionCaption: 'How many images of each class were read as which class',
  said: 'read as',
  drawn: 'is',
  cell: (label: string, said: string, images: number) =>
    `${label} read as ${said}: ${plural(images, 'image', 'images')}`,
  cellTitle: (label: string, said: string, images: number) =>
    label === said
      ? `${label}, read right: ${plural(images, 'image', 'images')}`
      : `${label}, read as ${said}: ${plural(images, 'image', 'images')}`,
  perClass: 'Class by class',
  class: 'Class',
  imagesShort: 'Images',
  precision: 'Precision',
  precisionHint: 'Of the images read as this class, how many are.',
  recall: 'Recall',
  recallHint: 'Of the images that are of this class, how many were read as it.',
  f1: 'F1',
  f1Hint: 'The harmonic mean of the two: high only when both are.',
  mistakes: 'The most confident mistakes',
  mistakesHint: 'What it is → what was read, and how sure the network was.',
  noMistakes: 'None: every image was read right.',
  imageLabel: (image: number, label: string, said: string, sure: string) =>
    `Image ${formatCount(image)}: is ${label}, read as ${said}, ${sure} sure`,
  more: (count: string) => `Show more (${count})`,
  reliability: 'Reliability',
  reliabilityHint:
    'When the network says 80 %, is it right eight times out of ten? On the dashed line, confidence and accuracy agree.',
  reliabilityLabel: (error: string) =>
    `Reliability diagram: accuracy by confidence. On average they are ${error} apart.`,
  reliabilityBar: (from: string, to: string, accuracy: string, images: number) =>
    `${from} to ${to} sure: ${accuracy} right of ${plural(images, 'image', 'images')}`,
  confidence: 'How sure',
  rightShare: 'Read right',
  calibration: (error: string) => `Confidence and accuracy are ${error} apart on average.`,
  asTable: 'As a table',
} as const;

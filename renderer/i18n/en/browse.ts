import { formatCount } from '../format.ts';

/** In English: looking through a data set. */

export const browse = {
  title: 'Images',
  label: 'Images of the data set',
  help: 'Arrow keys move, Enter shows an image large.',
  classLabel: 'Class',
  allClasses: 'All classes',
  shown: (count: number) => `${formatCount(count)} shown`,
  none: 'No image of this class in this part.',
  notFetched: 'The images could not be fetched',
  image: (name: string, index: number) => `${name}, image ${formatCount(index)}`,
  means: 'Mean images',
  mean: (name: string) => `Mean of all images of class ${name}`,
  only: (name: string) => `Show only ${name}`,
  close: 'Close',
  previous: 'Previous image',
  next: 'Next image',
  pixel: (row: number, column: number, value: number) =>
    `Row ${formatCount(row)}, column ${formatCount(column)}: ${formatCount(value)}`,
  pixelHint: 'Each number is a pixel: 0 is background, 255 is full ink. Point at one to read it.',
  large: (name: string, index: number) =>
    `Image ${formatCount(index)}, ${name}, enlarged with its pixel values`,
  values: 'Pixel values as a table',
} as const;

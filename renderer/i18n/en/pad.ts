import { steps } from './words.ts';
import { formatCount } from '../format.ts';

/** In English: the drawing pad. */

export const pad = {
  title: 'Drawing pad',
  canvas: 'Drawing pad',
  help: 'Draw with pen, finger or mouse. With the keyboard: arrow keys move over a grid of 28 by 28 cells, Space inks a cell, Shift with an arrow key draws.',
  hint: 'Draw a digit here',
  hintAny: 'Draw here',
  keyboardHint: 'Arrows move · Space inks',
  cell: (row: number, column: number, isInked: boolean) =>
    `Row ${formatCount(row)}, column ${formatCount(column)}${isInked ? ', inked' : ''}`,
  undo: 'Undo',
  redo: 'Redo',
  clear: 'Clear',
  replay: 'Replay, as it was drawn',
  explain: 'Its way through the network',
  modes: { docked: 'Beside the place', floating: 'Over the place', full: 'Fill the window' },
  move: 'Move the drawing pad, also with the arrow keys',
  seen: 'What the network sees',
  seenLabel: 'The drawing as the network sees it, 28 by 28 pixels',
  normalise: 'Normalise like MNIST',
  normaliseHint:
    'Cuts the drawing out, scales it to 20 × 20 and centres it by its mass, as the training images were.',
  pressure: 'Pen pressure',
  pressureHint: 'A pen that is pressed harder draws wider. For pens that can tell.',
  bars: 'Probability of each class',
  bar: (name: string, percent: string) => `${name}: ${percent}`,
  answer: 'Answer',
  notSure: 'Not sure',
  notSureBetween: (first: string, second: string) => `${first} or ${second}`,
  emptyAnswer: 'Nothing drawn',
  noWeights: 'No weights yet',
  noWeightsHint: 'Press Train, or open a model.',
  announceAnswer: (name: string, percent: string) => `Read as ${name}, ${percent}`,
  announceNotSure: (first: string, second: string) => `Not sure: ${first} or ${second}`,
  readBy: (network: string, step: number) => `${network} · ${step === 0 ? 'untrained' : steps(step)}`,
} as const;

import { formatCount } from '../format.ts';
import { steps } from './words.ts';

/** In English: the settings of a run. */

export const settings = {
  title: 'Settings',
  reset: 'Reset to preset',
  groups: { learning: 'Learning', images: 'Images', machine: 'Machine' },
  more: 'Higher',
  less: 'Lower',
  problem: (label: string, reason: string) => `${label} ${reason}.`,
  stepsAnEpoch: (perEpoch: number, total: number) =>
    `${steps(perEpoch)} an epoch, ${formatCount(total)} in all`,
  locked: 'For the next run; this one keeps its own.',
  learningRate: { label: 'Learning rate', unit: '', explanation: 'How far a step moves the weights.' },
  batchSize: {
    label: 'Batch size',
    unit: 'images',
    explanation: 'Images averaged for one step.',
  },
  epochs: { label: 'Epochs', unit: '', explanation: 'How often every training image is seen.' },
  trainImages: {
    label: 'Training images',
    unit: '',
    explanation: 'Taken from the front of the training set.',
  },
  validationImages: {
    label: 'Validation images',
    unit: '',
    explanation: 'Held out at its end; never learned from.',
  },
  seed: { label: 'Seed', unit: '', explanation: 'Same seed, same curve, everywhere.' },
  threads: { label: 'Threads', unit: '', explanation: 'Changes the speed, not the result.' },
} as const;

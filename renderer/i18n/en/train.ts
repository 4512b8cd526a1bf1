import { formatCount, formatPercent } from '../format.ts';
import { steps } from './words.ts';

/** In English: the place Train. */

export const train = {
  title: 'Train',
  intro: 'Each step moves the weights a little, down the slope of the loss.',
  curves: 'Learning curves',
  emptyTitle: 'Ready to train',
  emptyText: 'Press Train: loss and accuracy appear here.',
  notKeptTitle: 'This model came without its curve',
  epoch: 'Epoch',
  step: 'Step',
  of: (total: number) => `of ${formatCount(total)}`,
  speed: 'Images a second',
  timeLeft: 'Time left',
  notYet: '–',
  finishedTitle: 'The run is finished',
  finishedText: (accuracy: number) => `${formatPercent(accuracy, 2)} of the test images read right`,
  seeResults: 'See results',
  stoppedTitle: 'The run was stopped',
  stoppedText: (step: number) => `The weights stay as they were after ${steps(step)}.`,
  pausedTitle: 'The run is paused',
  pausedText: 'Resume goes on with the next step; Stop keeps the weights as they are.',
  testingTitle: 'Testing',
  testingText: 'The network reads the test images, which it has never seen.',
  failedTitle: 'The run failed',
  lowerRate: (rate: string) => `Set the learning rate to ${rate}`,
  notBegunTitle: 'That did not work',
  table: 'Curves as a table',
} as const;

import { formatCount, formatEpoch } from '../format.ts';

/** In English: charts. */

export const chart = {
  loss: 'Loss',
  lossUnit: 'nats',
  accuracy: 'Accuracy',
  accuracyUnit: 'read right',
  training: 'Training',
  validation: 'Validation',
  guessing: (value: string) => `guessing ${value}`,
  epochs: 'Epochs',
  tooltipTitle: (epoch: number, step: number) => `Epoch ${formatEpoch(epoch)}, step ${formatCount(step)}`,
  summary: (metric: string, training: string, validation: string) =>
    `${metric} by epoch. Now: training ${training}, validation ${validation}.`,
  emptySummary: (metric: string) => `${metric} by epoch. Nothing to show yet.`,
  tableCaption: 'Loss and accuracy by epoch',
  nothing: '–',
} as const;

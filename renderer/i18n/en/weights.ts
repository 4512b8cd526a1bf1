import { formatCount } from '../format.ts';
import { plural, steps } from './words.ts';

/** In English: weights and gradients, to be looked at. */

export const weights = {
  weights: 'Weights',
  gradients: 'Gradients',
  noGradients: 'Gradients are there once a step was trained.',
  spread: (mean: string, deviation: string) => `mean ${mean}, spread ${deviation}`,
  range: (from: string, to: string) => `from ${from} to ${to}`,
  notFinite: (count: number) => `${plural(count, 'value is', 'values are')} not finite`,
  pictures: (layer: string, count: number) =>
    `${layer}: its weights as ${plural(count, 'picture', 'pictures')}`,
  shown: (shown: number, total: number) =>
    shown < total ? `the first ${formatCount(shown)} of ${formatCount(total)}` : '',
  channel: (channel: number, channels: number) =>
    `input channel ${formatCount(channel)} of ${formatCount(channels)}`,
  channelBefore: 'The input channel before',
  channelAfter: 'The next input channel',
  at: (step: number) => `After ${steps(step)}`,
  none: 'No weights yet',
  noneHint: 'Press Train: filters, weights and gradients appear here and move as the network learns.',
} as const;

import { pluralIn } from '../../../engine/protocol/plural.ts';
import { formatCount } from '../format.ts';

const form = pluralIn('en', ['one']);

/** What is said of one thing, or of another number of things: "was" or "were". */
export const byNumber = (count: number, one: string, other: string) => form(count, { one, other });

/** 1 → "1 step", 60000 → "60,000 steps" */
export const plural = (count: number, one: string, other: string) =>
  `${formatCount(count)} ${byNumber(count, one, other)}`;

export const steps = (count: number) => plural(count, 'step', 'steps');
export const images = (count: number) => plural(count, 'image', 'images');
export const runsCount = (count: number) => plural(count, 'run', 'runs');

export const layerNames = {
  conv2d: 'Convolution',
  maxPool: 'Max-pooling',
  averagePool: 'Average-pooling',
  dense: 'Dense',
  relu: 'ReLU',
  leakyRelu: 'Leaky ReLU',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  dropout: 'Dropout',
  batchNorm: 'Batch norm',
  flatten: 'Flatten',
} as const;

import { formatCount } from '../format.ts';

/** 1 → "1 step", 60000 → "60,000 steps" */
export const plural = (count: number, one: string, many: string) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

export const steps = (count: number) => plural(count, 'step', 'steps');

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

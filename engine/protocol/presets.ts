import type { NetworkSpec } from './network.ts';
import type { TrainingSettings } from './settings.ts';

/** A network to start from, with settings that train it well. Names and words for people are in the window's catalogue. */
export interface Preset {
  readonly network: NetworkSpec;
  readonly settings: Omit<TrainingSettings, 'threads'>;
}

const input = { height: 28, width: 28, channels: 1 } as const;

export const presets = {
  /** The report's network: 72 + 13,520 + 10 = 13,602 parameters. No activation between its layers. */
  report: {
    network: {
      input,
      layers: [
        { kind: 'conv2d', filters: 8, kernel: 3, stride: 1, padding: 0, bias: false },
        { kind: 'maxPool', size: 2, stride: 2 },
        { kind: 'flatten' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'report',
    },
    settings: {
      optimizer: { kind: 'sgd', learningRate: 0.05 },
      batchSize: 16,
      epochs: 3,
      trainImages: 20_000,
      split: 'stratified',
      validationImages: 2_000,
      seed: 1,
    },
  },
  /** LeNet-5 (LeCun et al. 1998) with ReLU and max-pooling: 61,706 parameters. */
  lenet5: {
    network: {
      input,
      layers: [
        { kind: 'conv2d', filters: 6, kernel: 5, stride: 1, padding: 2, bias: true },
        { kind: 'relu' },
        { kind: 'maxPool', size: 2, stride: 2 },
        { kind: 'conv2d', filters: 16, kernel: 5, stride: 1, padding: 0, bias: true },
        { kind: 'relu' },
        { kind: 'maxPool', size: 2, stride: 2 },
        { kind: 'flatten' },
        { kind: 'dense', units: 120, bias: true },
        { kind: 'relu' },
        { kind: 'dense', units: 84, bias: true },
        { kind: 'relu' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    },
    settings: {
      optimizer: { kind: 'sgd', learningRate: 0.05 },
      batchSize: 32,
      epochs: 3,
      trainImages: 20_000,
      split: 'stratified',
      validationImages: 2_000,
      seed: 1,
    },
  },
  /** A perceptron with one hidden layer: 101,770 parameters. */
  mlp: {
    network: {
      input,
      layers: [
        { kind: 'flatten' },
        { kind: 'dense', units: 128, bias: true },
        { kind: 'relu' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    },
    settings: {
      optimizer: { kind: 'sgd', learningRate: 0.1 },
      batchSize: 32,
      epochs: 3,
      trainImages: 20_000,
      split: 'stratified',
      validationImages: 2_000,
      seed: 1,
    },
  },
  /** The convolutional network of Keras's introduction, without its dropout: 34,826 parameters. */
  convnet: {
    network: {
      input,
      layers: [
        { kind: 'conv2d', filters: 32, kernel: 3, stride: 1, padding: 0, bias: true },
        { kind: 'relu' },
        { kind: 'maxPool', size: 2, stride: 2 },
        { kind: 'conv2d', filters: 64, kernel: 3, stride: 1, padding: 0, bias: true },
        { kind: 'relu' },
        { kind: 'maxPool', size: 2, stride: 2 },
        { kind: 'flatten' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    },
    settings: {
      optimizer: { kind: 'sgd', learningRate: 0.05 },
      batchSize: 32,
      epochs: 2,
      trainImages: 10_000,
      split: 'stratified',
      validationImages: 1_000,
      seed: 1,
    },
  },
  /** A small network in the manner of VGG (Simonyan and Zisserman 2015), pairs of 3 × 3: 467,818 parameters. */
  vgg: {
    network: {
      input,
      layers: [
        { kind: 'conv2d', filters: 32, kernel: 3, stride: 1, padding: 1, bias: true },
        { kind: 'relu' },
        { kind: 'conv2d', filters: 32, kernel: 3, stride: 1, padding: 1, bias: true },
        { kind: 'relu' },
        { kind: 'maxPool', size: 2, stride: 2 },
        { kind: 'conv2d', filters: 64, kernel: 3, stride: 1, padding: 1, bias: true },
        { kind: 'relu' },
        { kind: 'conv2d', filters: 64, kernel: 3, stride: 1, padding: 1, bias: true },
        { kind: 'relu' },
        { kind: 'maxPool', size: 2, stride: 2 },
        { kind: 'flatten' },
        { kind: 'dense', units: 128, bias: true },
        { kind: 'relu' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    },
    settings: {
      optimizer: { kind: 'sgd', learningRate: 0.05 },
      batchSize: 32,
      epochs: 1,
      trainImages: 5_000,
      split: 'stratified',
      validationImages: 500,
      seed: 1,
    },
  },
} as const satisfies Record<string, Preset>;

export type PresetId = keyof typeof presets;
export const presetIds = Object.keys(presets) as PresetId[];

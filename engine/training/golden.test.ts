import { beforeAll, expect, test } from 'vitest';
import type { Dataset } from '../data/dataset.ts';
import { fingerprint } from '../formats/fingerprint.ts';
import { KERNEL_BUILD } from '../kernels/kernels.ts';
import type { Machine } from '../nn/machine.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import type { OptimizerSettings, TrainingSettings } from '../protocol/settings.ts';
import { threadedMachine } from '../testing/machine.ts';
import { openMnist } from '../testing/mnist.ts';
import { TrainingRun } from './training-run.ts';

/**
 * Golden fingerprints: what a class of thirty laptops is promised to see. They change only when a kernel sums in
 * another order, or a stream of random numbers is drawn otherwise; whoever does that changes them knowingly, here.
 */

let machine: Machine;
let mnist: Dataset;
beforeAll(async () => {
  machine = await threadedMachine();
  mnist = await openMnist();
});

const ADAM: OptimizerSettings = { kind: 'adam', learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

async function train(network: NetworkSpec, change: Partial<TrainingSettings>): Promise<string> {
  const settings: TrainingSettings = {
    ...{
      optimizer: ADAM,
      batchSize: 32,
      epochs: 1,
      trainImages: 200,
      validationImages: 0,
      seed: 1,
      threads: 2,
    },
    ...change,
  };
  const dataset = { ...mnist, info: { ...mnist.info, testImages: 100 } };
  const run = await TrainingRun.create(machine, dataset, network, settings);
  for (const piece of run.work()) expect(piece).not.toBe('validating');
  const parameters = run.runner.parameters();
  run.runner.release();
  const datasetSha256 = mnist.info.sha256;
  return fingerprint({ network, settings, datasetSha256, kernels: KERNEL_BUILD, parameters });
}

test('M1, the report’s network', async () => {
  expect(await train(presets.report.network, {})).toMatchInlineSnapshot(`"8ef1-9a94"`);
});

test('M2, LeNet-5', async () => {
  expect(await train(presets.lenet5.network, {})).toMatchInlineSnapshot(`"865e-107e"`);
});

test('M3, the convolutional network of Keras', async () => {
  expect(await train(presets.convnet.network, {})).toMatchInlineSnapshot(`"aff8-45ec"`);
});

test('M4, the small VGG', async () => {
  expect(await train(presets.vgg.network, { trainImages: 64 })).toMatchInlineSnapshot(`"1444-743a"`);
});

test('everything at once', async () => {
  const network: NetworkSpec = {
    input: { height: 28, width: 28, channels: 1 },
    layers: [
      { kind: 'conv2d', filters: 8, kernel: 3, stride: 2, padding: 1, bias: false },
      { kind: 'batchNorm' },
      { kind: 'leakyRelu', slope: 0.1 },
      { kind: 'averagePool', size: 2, stride: 2 },
      { kind: 'conv2d', filters: 12, kernel: 3, stride: 1, padding: 1, bias: true },
      { kind: 'tanh' },
      { kind: 'maxPool', size: 2, stride: 2 },
      { kind: 'flatten' },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'dense', units: 16, bias: true },
      { kind: 'sigmoid' },
      { kind: 'dense', units: 10, bias: true },
    ],
    initialiser: 'torch-default',
  };
  const print = await train(network, {
    optimizer: { ...ADAM, kind: 'adamw', weightDecay: 0.01 },
    clipping: { kind: 'norm', limit: 1 },
    schedule: { kind: 'cosine', minimum: 0.1 },
    warmUpSteps: 3,
    augmentation: { shift: 2, rotate: 10, scale: 0.1, shear: 0.1, elastic: 1 },
    epochs: 2,
  });
  expect(print).toMatchInlineSnapshot(`"be0a-db36"`);
});

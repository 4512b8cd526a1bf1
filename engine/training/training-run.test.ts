import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../data/dataset.ts';
import type { Machine } from '../nn/machine.ts';
import { emptyTally } from '../nn/network-runner.ts';
import { presets } from '../protocol/presets.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { openMnist } from '../testing/mnist.ts';
import { readModelFile, writeModelFile } from '../formats/model-file.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { TrainingRun, type Resumption } from './training-run.ts';

let machine: Machine;
let mnist: Dataset;
beforeAll(async () => {
  machine = await singleThreadMachine();
  mnist = await openMnist();
});

const { network } = presets.report;

/** The report's way: stochastic gradient descent with a batch of one. */
const reportSettings: TrainingSettings = {
  optimizer: { kind: 'sgd', learningRate: 0.005 },
  batchSize: 1,
  epochs: 3,
  trainImages: 1000,
  validationImages: 0,
  seed: 1,
  threads: 1,
};

function create(settings: Partial<TrainingSettings>, resumption?: Resumption): Promise<TrainingRun> {
  return TrainingRun.create(machine, mnist, network, { ...reportSettings, ...settings }, resumption);
}

/** A few images of each split, so that a run takes no time. */
function few(train: number, test: number): Dataset {
  const cut = ({ images, labels }: Dataset['train'], count: number) => ({
    images: images.subarray(0, count * 784),
    labels: labels.subarray(0, count),
  });
  const info = { ...mnist.info, trainImages: train, testImages: test };
  return { info, train: cut(mnist.train, train), test: cut(mnist.test, test) };
}

function toEnd(run: TrainingRun): void {
  for (const _ of run.work()) void _;
}

describe('the report’s network learns as it is known to', () => {
  test('1,000 images, 3 epochs: about 83 % of the first 1,000 test images', async () => {
    const run = await create({});
    toEnd(run);
    const firstThousand = emptyTally();
    for (let first = 0; first < 1000; first += 100) run.runner.evaluate(1000 + first, 100, firstThousand);
    expect(firstThousand.correct / firstThousand.images).toBeGreaterThan(0.8);
    expect(firstThousand.correct / firstThousand.images).toBeLessThan(0.87);

    const firstEpoch = run.history.training.filter(({ step }) => step <= 1000);
    const mean = (points: typeof firstEpoch) =>
      points.reduce((sum, { loss }) => sum + loss, 0) / points.length;
    expect(mean(firstEpoch.slice(0, 34))).toBeGreaterThan(2);
    expect(mean(firstEpoch.slice(-34))).toBeLessThan(0.85);
  });

  test('60,000 images, 1 epoch: about 95.9 % of all test images', async () => {
    const run = await create({ trainImages: 60_000, epochs: 1 });
    toEnd(run);
    expect(run.test?.images).toBe(10_000);
    // Over seeds 0 to 2 the known range is 95.89 to 96.07 %; the shuffle is ours, so a little more is allowed.
    expect(run.test?.accuracy).toBeGreaterThan(0.955);
    expect(run.test?.accuracy).toBeLessThan(0.965);
    // One for every three steps: a curve does not grow with the run.
    expect(run.history.training).toHaveLength(20_000);
  });
});

test('an untrained network guesses: about 10 %, and a loss of about −ln(0.1)', async () => {
  const run = await create({ validationImages: 1000 });
  for (const piece of run.work()) if (piece === 'training') break;
  const [start] = run.history.validation;
  expect(start?.step).toBe(0);
  expect(start?.accuracy).toBeGreaterThan(0.04);
  expect(start?.accuracy).toBeLessThan(0.2);
  expect(start?.loss).toBeCloseTo(Math.LN10, 1);
});

test('the same seed gives the same bits, another seed others', async () => {
  const settings = { trainImages: 640, batchSize: 32, epochs: 1 };
  const runs = await Promise.all([create(settings), create(settings), create({ ...settings, seed: 2 })]);
  runs.forEach(toEnd);
  const [one, again, other] = runs.map((run) => ({
    parameters: run.runner.parameters(),
    history: run.history,
  }));
  expect(again).toEqual(one);
  expect(other?.parameters).not.toEqual(one?.parameters);
});

test('a run that was cut off and taken up again ends in the same bits', async () => {
  const settings = { trainImages: 500, batchSize: 8, epochs: 3, validationImages: 100 };
  const whole = await create(settings);
  toEnd(whole);

  const first = await create(settings);
  for (const _ of first.work()) if (first.step === 100 && first.atRecordedPoint) break;
  const resumed = await create(settings, {
    parameters: first.runner.parameters(),
    step: first.step,
    history: structuredClone(first.history),
  });
  toEnd(resumed);

  expect(resumed.runner.parameters()).toEqual(whole.runner.parameters());
  expect(resumed.history.training).toEqual(whole.history.training);
  expect(resumed.test).toEqual(whole.test);
});

/** All that has a state or a stream of its own. */
const everything: NetworkSpec = {
  input: network.input,
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 2, padding: 0, bias: false },
    { kind: 'batchNorm' },
    { kind: 'relu' },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'dense', units: 10, bias: true },
  ],
  initialiser: 'torch-default',
};

test.each([
  { kind: 'nesterov', learningRate: 0.02, momentum: 0.9, weightDecay: 1e-4 },
  { kind: 'rmsprop', learningRate: 0.001, smoothing: 0.99, epsilon: 1e-8 },
  { kind: 'adamw', learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
] as const)(
  'paused, saved to a file, closed, opened and resumed: the same bits ($kind)',
  async (optimizer) => {
    const settings: TrainingSettings = {
      optimizer,
      clipping: { kind: 'norm', limit: 1 },
      schedule: { kind: 'plateau', factor: 0.5, patience: 0, threshold: 0.2 },
      warmUpSteps: 20,
      augmentation: { shift: 2, rotate: 10, scale: 0.1, shear: 0.1, elastic: 1 },
      batchSize: 16,
      epochs: 4,
      trainImages: 300,
      validationImages: 50,
      seed: 3,
      threads: 1,
    };
    const dataset = few(400, 100);
    const whole = await TrainingRun.create(machine, dataset, everything, settings);
    toEnd(whole);
    expect(whole.learningRate, 'the plateau was reached').toBeLessThan(optimizer.learningRate);

    for (const stop of [1, 19, 38, 70]) {
      const first = await TrainingRun.create(machine, dataset, everything, settings);
      // 38 is the end of an epoch: the run is cut off between its last step and its validation.
      for (const piece of first.work()) if (piece === 'training' && first.step >= stop) break;
      const bytes = writeModelFile({
        network: everything,
        settings,
        classes: dataset.info.classes,
        dataset: { id: 'mnist', name: 'MNIST', sha256: dataset.info.sha256 },
        parameters: first.runner.parameters(),
        history: first.history,
        test: null,
        fingerprint: null,
        progress: { step: first.step, epoch: first.epoch },
        kernels: 'wasm-simd',
        memories: first.runner.optimizerState().memories,
      });
      const saved = readModelFile(bytes, 'checkpoint');
      const resumed = await TrainingRun.create(machine, dataset, saved.network, saved.settings, {
        parameters: saved.parameters,
        step: saved.progress.step,
        history: saved.history,
        optimizer: { steps: saved.progress.step, memories: saved.memories! },
      });
      toEnd(resumed);
      expect(resumed.runner.parameters()).toEqual(whole.runner.parameters());
      expect(resumed.runner.optimizerState()).toEqual(whole.runner.optimizerState());
      expect(resumed.history).toEqual(whole.history);
      expect(resumed.test).toEqual(whole.test);
    }
  },
);

test('a learning rate that is asked for at any moment changes no bit of the run', async () => {
  const settings: TrainingSettings = {
    ...reportSettings,
    // Every epoch is one without progress: the rate depends on how many of them are known.
    schedule: { kind: 'plateau', factor: 0.5, patience: 0, threshold: 1 },
    batchSize: 16,
    epochs: 4,
    trainImages: 160,
    validationImages: 40,
  };
  const [alone, asked] = await Promise.all(
    [1, 2].map(() => TrainingRun.create(machine, few(200, 10), network, settings)),
  );
  toEnd(alone!);
  // Also between an epoch's last step and its validation, where a paused run may stand.
  for (const _ of asked!.work()) expect(asked!.learningRate).toBeGreaterThan(0);
  expect(asked!.history).toEqual(alone!.history);
  expect(asked!.runner.parameters()).toEqual(alone!.runner.parameters());
});

describe('data at its limits', () => {
  test('a single image can be learned from', async () => {
    const run = await TrainingRun.create(machine, few(1, 1), network, { ...reportSettings, trainImages: 1 });
    toEnd(run);
    expect(run.step).toBe(3);
    expect(run.test?.images).toBe(1);
  });

  test('without test images there is no test', async () => {
    const run = await TrainingRun.create(machine, few(20, 0), network, {
      ...reportSettings,
      trainImages: 20,
    });
    toEnd(run);
    expect(run.test).toBeNull();
  });

  test('a class without images is learned to be rare', async () => {
    const dataset = few(200, 50);
    const labels = dataset.train.labels.map((label) => (label === 3 ? 4 : label));
    const without = { ...dataset, train: { ...dataset.train, labels } };
    const settings = { ...reportSettings, trainImages: 200, epochs: 5 };
    const run = await TrainingRun.create(machine, without, network, settings);
    toEnd(run);
    const probabilities = run.runner.predict(mnist.train.images.subarray(7 * 784, 8 * 784));
    expect(mnist.train.labels[7], 'the image shows the class').toBe(3);
    expect(probabilities.every(Number.isFinite)).toBe(true);
    expect(probabilities[3]).toBeLessThan(0.1);
  });

  test.each([{}, { split: 'stratified' }] as const)(
    'a label that is no class is refused %o',
    async (split) => {
      const dataset = few(20, 5);
      const labels = dataset.train.labels.with(7, 10);
      const wrong = { ...dataset, train: { ...dataset.train, labels } };
      await expect(
        TrainingRun.create(machine, wrong, network, { ...reportSettings, ...split, trainImages: 20 }),
      ).rejects.toThrow(/Image 7 has the label 10, but there are only 10 classes/);
    },
  );
});

test('the last batch of an epoch may be smaller; every image is learned from once', async () => {
  const run = await create({ trainImages: 70, batchSize: 32, epochs: 2 });
  expect(run.totalSteps).toBe(6);
  toEnd(run);
  expect(run.trainedImages).toBe(140);
});

test('a rate that is too high stops the run at the step where it broke, and keeps weights that are good', async () => {
  const run = await create({ optimizer: { kind: 'sgd', learningRate: 100 }, batchSize: 16 });
  expect(() => toEnd(run)).toThrow(
    /At step \d+ the loss was no longer a finite number. It began in layer \d \((conv2d|maxPool|dense)\).*were kept.*smaller learning rate/,
  );
  for (const values of run.runner.parameters().flat()) expect(values.every(Number.isFinite)).toBe(true);
});

test.each([
  [network, 3, 'weights', Infinity, { layer: 3, part: 'weights' }],
  [network, 0, 'weights', 3e38, { layer: 0, part: 'output' }],
  [everything, 1, 'shift', NaN, { layer: 1, part: 'shift' }],
  [everything, 1, 'scale', 3e38, { layer: 1, part: 'output' }],
  [everything, 5, 'bias', -Infinity, { layer: 5, part: 'bias' }],
] as const)('names the layer where it began (%#)', async (spec, layer, parameter, value, details) => {
  const settings = { ...reportSettings, trainImages: 40, batchSize: 20 };
  const fresh = await TrainingRun.create(machine, few(40, 1), spec, settings);
  const parameters = fresh.runner.parameters();
  const position = inferShapes(spec, 10)[layer]!.parameters.findIndex(({ name }) => name === parameter);
  parameters[layer]![position]!.fill(value);
  const start = { parameters, step: 0, history: { training: [], validation: [] } };
  const run = await TrainingRun.create(machine, few(40, 1), spec, settings, start);
  expect(() => toEnd(run)).toThrow(
    expect.objectContaining({ code: 'diverged', details: { step: 1, ...details } }),
  );
});

const conv = { kind: 'conv2d', filters: 8, kernel: 3, stride: 1, padding: 1, bias: true } as const;
const classifier = [{ kind: 'flatten' }, { kind: 'dense', units: 10, bias: true }] as const;
const pool = { kind: 'maxPool', size: 2, stride: 2 } as const;

test.each([
  [
    'computed by itself',
    [conv, { kind: 'sigmoid' }, conv, { kind: 'leakyRelu', slope: 0.1 }, { kind: 'relu' }],
    2,
  ],
  ['computed with the convolution', [conv, { kind: 'sigmoid' }, conv, { kind: 'relu' }], 2],
  ['and a pool computed with it by Winograd', [conv, { kind: 'sigmoid' }, conv, { kind: 'relu' }, pool], 2],
  ['behind a pool, by Winograd', [conv, { kind: 'sigmoid' }, conv, pool, { kind: 'relu' }], 2],
  ['and a pool computed with it', [conv, { kind: 'relu' }, pool], 0],
  ['behind a pool, both computed with it', [conv, pool, { kind: 'relu' }], 0],
] as const)('−∞ is where it began, though a ReLU hides it: %s', async (_, begin, layer) => {
  const spec: NetworkSpec = { ...network, layers: [...begin, ...classifier] };
  const settings = { ...reportSettings, trainImages: 40, batchSize: 20 };
  const fresh = await TrainingRun.create(machine, few(40, 1), spec, settings);
  const parameters = fresh.runner.parameters();
  // Every sum is finite, and below the smallest float only with the bias.
  parameters[layer]![0]!.fill(layer === 0 ? 3e37 : -3e36);
  parameters[layer]![1]!.fill(-3e38);
  parameters.at(-1)[1]!.fill(NaN);
  const start = { parameters, step: 0, history: { training: [], validation: [] } };
  const run = await TrainingRun.create(machine, few(40, 1), spec, settings, start);
  expect(() => toEnd(run)).toThrow(
    expect.objectContaining({ code: 'diverged', details: { step: 1, layer, part: 'output' } }),
  );
  const kept = run.runner.parameters();
  expect(kept[layer], 'the weights are as they were').toEqual(parameters[layer]);
});

describe('settings that the data cannot satisfy are refused', () => {
  test.each([
    [{ trainImages: 60_001 }, /60,001 training images are asked for, but the data set has 60,000/],
    [{ trainImages: 60_000, validationImages: 1 }, /60,001 together/],
    [{ trainImages: 10, batchSize: 11 }, /batch of 11 is larger than the 10 training images/],
  ])('%o', async (settings, message) => {
    await expect(create(settings)).rejects.toThrow(message);
  });
});

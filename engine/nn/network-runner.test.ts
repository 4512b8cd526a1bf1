import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { EpochLabError } from '../protocol/errors.ts';
import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { singleThreadMachine, threadedMachine } from '../testing/machine.ts';
import { initialValues } from './initialisation.ts';
import type { Machine } from './machine.ts';
import { emptyTally, NetworkRunner, type LabelledImages } from './network-runner.ts';
import { randomStream } from './random.ts';
import { ReferenceNetwork, scaleImage } from './reference-network.ts';
import { softmaxCrossEntropy } from './layers/softmax-cross-entropy.ts';

/**
 * Single precision against double: each value is a sum of up to some thousand products, each rounded at 6e-8 of
 * its size, and the loss of digits grows with the sum. Measured: below 2e-6 of the largest value.
 */
const RELATIVE_TOLERANCE = 1e-5;
/**
 * Winograd's large tiles evaluate polynomials of degree 8 at points up to 2: rounding errors grow by about 30
 * (winograd.test.ts). Measured: below 2e-5 of the largest value.
 */
const WINOGRAD_TOLERANCE = 6e-5;
/**
 * Batch norm divides by the deviation of a channel, which may be much smaller than its values: their rounding errors
 * grow as much. Measured: below 2e-4 over thousands of stacks, most of them below 1e-5.
 */
const BATCH_NORM_TOLERANCE = 5e-4;

let machine: Machine;
let threaded: Machine;
beforeAll(async () => {
  machine = await singleThreadMachine();
  threaded = await threadedMachine();
});

function randomImages(network: NetworkSpec, count: number, classes: number, seed: number): LabelledImages {
  const random = randomStream(seed, 'split');
  const { height, width, channels } = network.input;
  const pixels = Uint8Array.from({ length: count * height * width * channels }, () => random.below(256));
  const labels = Uint8Array.from({ length: count }, () => random.below(classes));
  return { pixels, labels };
}

function largest(values: Iterable<number>): number {
  let result = 0;
  for (const value of values) result = Math.max(result, Math.abs(value));
  return result;
}

/** One step at learning rate 1 moves each weight by its gradient: so that is what is compared. */
async function compareWithReference(network: NetworkSpec, classes: number, batchSize: number, seed: number) {
  const initial = initialValues(network, inferShapes(network, classes), seed);
  const images = randomImages(network, batchSize, classes, seed);
  const { height, width, channels } = network.input;
  const size = height * width * channels;
  const normalised = network.layers.some(({ kind }) => kind === 'batchNorm');
  const convolves = network.layers.some((layer) => layer.kind === 'conv2d' && layer.kernel === 3);
  const singleTolerance = convolves ? WINOGRAD_TOLERANCE : RELATIVE_TOLERANCE;
  const tolerance = normalised ? BATCH_NORM_TOLERANCE : singleTolerance;

  const reference = new ReferenceNetwork(network, classes, initial);
  const scaled = Array.from({ length: batchSize }, (_, i) =>
    scaleImage(images.pixels.subarray(i * size, (i + 1) * size)),
  );
  const loss = reference.lossAndGradients(scaled, images.labels, { seed, step: 0 });

  const runner = await NetworkRunner.create(machine, network, classes, initial, [images], {
    batchSize,
    threads: 1,
    seed,
  });
  const tally = emptyTally();
  runner.trainStep(
    Uint32Array.from({ length: batchSize }, (_, i) => i),
    1,
    tally,
  );
  const after = runner.parameters().flat();
  runner.release();

  expect(Math.abs(tally.lossSum / batchSize - loss) / loss).toBeLessThan(tolerance);
  const scaleOfLayer = new Map(
    reference.layers.flatMap(({ parameters }) => {
      const scale = Math.max(...parameters.map(({ gradient }) => largest(gradient)));
      return parameters.map((parameter) => [parameter, scale] as const);
    }),
  );
  reference.parameters.forEach((parameter, index) => {
    const { gradient, values, learned } = parameter;
    if (!learned) {
      values.forEach((value, i) => expect(Math.abs(after[index]![i]! - value)).toBeLessThan(tolerance));
      return;
    }
    // Gradients of a whole layer may cancel to nearly nothing; p − y, of which they are made, does not. That of a
    // bias before batch norm is nothing at all, for the mean is taken off again: there the weights' is the measure.
    const scale = Math.max(scaleOfLayer.get(parameter)!, largest(values), 1e-2);
    gradient.forEach((expected, i) => {
      const moved = initial.flat()[index]![i]! - after[index]![i]!;
      expect(Math.abs(moved - expected) / scale).toBeLessThan(tolerance);
    });
  });
}

describe('forward pass, loss and gradients agree with the reference', () => {
  test.each([1, 3, 32, 33])('report network, batch of %i', async (batch) => {
    await compareWithReference(presets.report.network, 10, batch, 1);
  });

  test.each([1, 5])('LeNet-5, batch of %i', async (batch) => {
    await compareWithReference(presets.lenet5.network, 10, batch, 2);
  });

  test.each([
    ['as in the Keras convnet', 13, 32, 64, 0, 9],
    ['as in the small VGG', 14, 32, 64, 1, 5],
    ['tiles that hang over, one image', 10, 8, 24, 1, 1],
    ['fewer pixels than a tile', 3, 8, 8, 0, 3],
    ['padding 2', 6, 16, 8, 2, 20],
  ] as const)('3×3 by Winograd: %s', async (_, side, channels, filters, padding, batch) => {
    const network: NetworkSpec = {
      input: { height: side, width: side, channels: 1 },
      layers: [
        { kind: 'conv2d', filters: channels, kernel: 1, stride: 1, padding: 0, bias: true },
        { kind: 'conv2d', filters, kernel: 3, stride: 1, padding, bias: true },
        { kind: 'relu' },
        { kind: 'flatten' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    };
    await compareWithReference(network, 10, batch, 6);
  });

  test.each([
    ['tiles of 4', 8, 1, ['relu', 'maxPool']],
    ['tiles of 5, ReLU behind the pool', 10, 1, ['maxPool', 'relu']],
    ['tiles of 6, no ReLU', 6, 1, ['maxPool']],
    ['tiles of 7, a line that no window covers', 17, 0, ['relu', 'maxPool', 'relu']],
    ['tiles that hang over', 18, 1, ['relu', 'maxPool']],
  ] as const)('3×3 by Winograd with its pool: %s', async (_, side, padding, behind) => {
    const network: NetworkSpec = {
      input: { height: side, width: side - 2, channels: 1 },
      layers: [
        { kind: 'conv2d', filters: 8, kernel: 1, stride: 1, padding: 0, bias: true },
        { kind: 'conv2d', filters: 16, kernel: 3, stride: 1, padding, bias: true },
        ...behind.map((kind): LayerSpec => (kind === 'relu' ? { kind } : { kind, size: 2, stride: 2 })),
        { kind: 'flatten' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    };
    await compareWithReference(network, 10, 37, 9);
  });

  test.each([
    ['Winograd, ReLU', 'maxPool', 8, [{ kind: 'relu' }]],
    ['Winograd, two activations', 'averagePool', 8, [{ kind: 'tanh' }, { kind: 'leakyRelu', slope: 0.1 }]],
    ['direct', 'averagePool', 5, [{ kind: 'sigmoid' }]],
    ['direct, none', 'maxPool', 3, []],
  ] as const)('rows and columns that no pool sees: %s, %s', async (_, pool, filters, activations) => {
    const network: NetworkSpec = {
      input: { height: 14, width: 13, channels: 1 },
      layers: [
        { kind: 'conv2d', filters: 8, kernel: 2, stride: 1, padding: 0, bias: true },
        { kind: 'conv2d', filters, kernel: 3, stride: 1, padding: 0, bias: true },
        ...activations,
        { kind: pool, size: 3, stride: 3 },
        { kind: 'flatten' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'he-normal',
    };
    await compareWithReference(network, 10, 5, 8);
  });

  test('3×3 by Winograd between two batch norms, several shards', async () => {
    const network: NetworkSpec = {
      input: { height: 9, width: 10, channels: 1 },
      layers: [
        { kind: 'conv2d', filters: 8, kernel: 3, stride: 1, padding: 1, bias: false },
        { kind: 'batchNorm' },
        { kind: 'tanh' },
        { kind: 'conv2d', filters: 16, kernel: 3, stride: 1, padding: 1, bias: false },
        { kind: 'batchNorm' },
        { kind: 'averagePool', size: 2, stride: 2 },
        { kind: 'flatten' },
        { kind: 'dense', units: 10, bias: true },
      ],
      initialiser: 'glorot-normal',
    };
    await compareWithReference(network, 10, 19, 6);
  });

  test.each([
    ['5×5 over several channels, padded', 7, 5, 2, true],
    ['an even kernel, padded', 5, 4, 1, true],
    ['ReLU behind the pool', 6, 3, 0, false],
  ] as const)('convolution, ReLU and pool at once: %s', async (_, filters, kernel, padding, reluFirst) => {
    const conv: LayerSpec = { kind: 'conv2d', filters, kernel, stride: 1, padding, bias: true };
    const pool: LayerSpec = { kind: 'maxPool', size: 2, stride: 2 };
    const stage: LayerSpec[] = reluFirst ? [conv, { kind: 'relu' }, pool] : [conv, pool, { kind: 'relu' }];
    const network: NetworkSpec = {
      input: { height: 21, width: 22, channels: 1 },
      layers: [...stage, ...stage, { kind: 'flatten' }, { kind: 'dense', units: 10, bias: true }],
      initialiser: 'he-normal',
    };
    await compareWithReference(network, 10, 9, 7);
  });

  const elementwise: fc.Arbitrary<LayerSpec> = fc.oneof(
    fc.constant({ kind: 'relu' as const }),
    fc.constant({ kind: 'leakyRelu' as const, slope: 0.25 }),
    fc.constant({ kind: 'sigmoid' as const }),
    fc.constant({ kind: 'tanh' as const }),
    fc.constant({ kind: 'dropout' as const, rate: 0.4 }),
  );
  const layer: fc.Arbitrary<LayerSpec> = fc.oneof(
    fc.record({
      kind: fc.constant('conv2d' as const),
      filters: fc.integer({ min: 1, max: 9 }),
      kernel: fc.integer({ min: 1, max: 4 }),
      stride: fc.integer({ min: 1, max: 3 }),
      padding: fc.integer({ min: 0, max: 2 }),
      bias: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('maxPool' as const),
      size: fc.integer({ min: 2, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      kind: fc.constant('averagePool' as const),
      size: fc.integer({ min: 2, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
    }),
    elementwise,
    fc.constant({ kind: 'batchNorm' as const }),
  );
  const stack = fc.record({
    height: fc.integer({ min: 4, max: 11 }),
    width: fc.integer({ min: 4, max: 11 }),
    channels: fc.integer({ min: 1, max: 3 }),
    images: fc.array(layer, { maxLength: 5 }),
    hidden: fc.option(fc.integer({ min: 1, max: 13 })),
    bends: fc.array(fc.oneof(elementwise, fc.constant({ kind: 'batchNorm' as const })), { maxLength: 3 }),
    classes: fc.integer({ min: 2, max: 11 }),
    batchSize: fc.integer({ min: 1, max: 11 }),
    seed: fc.nat(),
  });

  test('any stack of layers that fits together', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        stack,
        async ({ height, width, channels, images, hidden, bends, classes, batchSize, seed }) => {
          const layers: LayerSpec[] = [
            ...images,
            { kind: 'flatten' },
            ...(hidden === null ? [] : [{ kind: 'dense', units: hidden, bias: true } as const, ...bends]),
            { kind: 'dense', units: classes, bias: true },
          ];
          const network: NetworkSpec = {
            input: { height, width, channels },
            layers,
            initialiser: 'he-normal',
          };
          try {
            inferShapes(network, classes);
          } catch (problem) {
            if (problem instanceof EpochLabError && problem.code === 'impossible-network') return;
            throw problem;
          }
          const normalised = layers.some(({ kind }) => kind === 'batchNorm');
          await compareWithReference(network, classes, normalised ? 3 + batchSize : batchSize, seed);
          compared += 1;
        },
      ),
      // A fixed seed: one value in millions lies so near a corner that rounding puts it on the other side.
      { numRuns: 200, seed: 1 },
    );
    expect(compared).toBeGreaterThan(40);
  });
});

test('a batch and a single image give the same bits', async () => {
  const { network } = presets.lenet5;
  const initial = initialValues(network, inferShapes(network, 10), 3);
  const images = randomImages(network, 13, 10, 3);
  const runner = await NetworkRunner.create(machine, network, 10, initial, [images], {
    batchSize: 16,
    threads: 1,
  });
  const together = emptyTally();
  runner.evaluate(0, 13, together);
  const alone = emptyTally();
  for (let i = 0; i < 13; i++) {
    const probabilities = runner.predict(images.pixels.subarray(i * 784, (i + 1) * 784));
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const one = emptyTally();
    runner.evaluate(i, 1, one);
    alone.lossSum += one.lossSum;
    alone.correct += one.correct;
  }
  // Summing 13 numbers in another grouping may cost the last bit; the numbers themselves are the same.
  expect(Math.abs(alone.lossSum - together.lossSum)).toBeLessThan(1e-12);
  expect(alone.correct).toBe(together.correct);
});

test('predictions agree with the reference', async () => {
  const { network } = presets.report;
  const initial = initialValues(network, inferShapes(network, 10), 4);
  const { pixels } = randomImages(network, 1, 10, 4);
  const runner = await NetworkRunner.create(machine, network, 10, initial, [], { batchSize: 1, threads: 1 });
  const reference = new ReferenceNetwork(network, 10, initial);
  const expected = softmaxCrossEntropy(reference.forward(scaleImage(pixels)), 0).probabilities;
  runner.predict(pixels).forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 6));
});

/** Every kind of layer, twice a meeting of all threads within a step. */
const mixed: NetworkSpec = {
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { kind: 'conv2d', filters: 8, kernel: 3, stride: 2, padding: 1, bias: false },
    { kind: 'batchNorm' },
    { kind: 'leakyRelu', slope: 0.1 },
    { kind: 'averagePool', size: 2, stride: 2 },
    { kind: 'conv2d', filters: 12, kernel: 3, stride: 1, padding: 1, bias: true },
    { kind: 'tanh' },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'flatten' },
    { kind: 'dense', units: 13, bias: true },
    { kind: 'batchNorm' },
    { kind: 'sigmoid' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: 10, bias: true },
  ],
  initialiser: 'torch-default',
};

test('in use, dropout lets everything through and batch norm takes its running averages', async () => {
  const initial = initialValues(mixed, inferShapes(mixed, 10), 4);
  initial
    .flat()
    .forEach((values, parameter) =>
      values.forEach((value, i) => (values[i] = value + ((i * 7 + parameter) % 5) / 20)),
    );
  const { pixels } = randomImages(mixed, 1, 10, 4);
  const runner = await NetworkRunner.create(machine, mixed, 10, initial, [], { batchSize: 1, threads: 1 });
  const reference = new ReferenceNetwork(mixed, 10, initial);
  const expected = softmaxCrossEntropy(reference.forward(scaleImage(pixels)), 0).probabilities;
  runner.predict(pixels).forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 6));
});

test('another seed drops others, and so does another step', async () => {
  const initial = initialValues(mixed, inferShapes(mixed, 10), 4);
  const images = randomImages(mixed, 20, 10, 4);
  const all = Uint32Array.from({ length: 20 }, (_, i) => i);
  const losses = async (seed: number) => {
    const run = { batchSize: 20, threads: 1, seed };
    const runner = await NetworkRunner.create(machine, mixed, 10, initial, [images], run);
    return [1, 2].map(() => {
      const tally = emptyTally();
      runner.trainStep(all, 0, tally);
      return tally.lossSum;
    });
  };
  const [first, second] = await losses(1);
  expect(first).not.toBe(second);
  expect(await losses(1)).toEqual([first, second]);
  expect(await losses(2)).not.toContain(first);
});

test('a single value per channel has no variance: the shift comes out, and the averages stay', async () => {
  const network: NetworkSpec = {
    input: { height: 3, width: 3, channels: 1 },
    layers: [
      { kind: 'flatten' },
      { kind: 'dense', units: 4, bias: true },
      { kind: 'batchNorm' },
      { kind: 'dense', units: 2, bias: true },
    ],
    initialiser: 'he-normal',
  };
  const initial = initialValues(network, inferShapes(network, 2), 1);
  const images = randomImages(network, 1, 2, 1);
  const run = { batchSize: 1, threads: 1 };
  const runner = await NetworkRunner.create(machine, network, 2, initial, [images], run);
  const tally = emptyTally();
  runner.trainStep(Uint32Array.of(0), 0.1, tally);
  const reference = new ReferenceNetwork(network, 2, initial);
  const loss = reference.lossAndGradients([scaleImage(images.pixels)], images.labels);
  expect(tally.lossSum).toBeCloseTo(loss, 6);
  expect(runner.parameters()[2]!.slice(2)).toEqual(initial[2]!.slice(2));
});

describe('a sum that is too large for a float', () => {
  const network = (...layers: LayerSpec[]): NetworkSpec => ({
    input: { height: 5, width: 5, channels: 1 },
    layers: [...layers, { kind: 'flatten' }, { kind: 'dense', units: 3, bias: true }],
    initialiser: 'he-normal',
  });
  const dense: LayerSpec[] = [{ kind: 'flatten' }, { kind: 'dense', units: 6, bias: true }];
  const conv = { kind: 'conv2d', filters: 6, kernel: 2, stride: 1, padding: 0, bias: true } as const;
  const pool = { kind: 'maxPool', size: 2, stride: 2 } as const;

  /** A step on a white image, the first unit's or filter's weights all `weight`; and what it should have been. */
  async function step(spec: NetworkSpec, weight: number) {
    const initial = initialValues(spec, inferShapes(spec, 3), 1);
    const [weights] = initial.flat();
    for (let i = 0; i < weights!.length; i += 6) weights![i] = weight;
    const images = { pixels: new Uint8Array(25).fill(255), labels: Uint8Array.of(1) };
    const reference = new ReferenceNetwork(spec, 3, initial);
    const loss = reference.lossAndGradients([scaleImage(images.pixels)], images.labels);
    const run = { batchSize: 1, threads: 1 };
    const runner = await NetworkRunner.create(machine, spec, 3, initial, [images], run);
    const tally = emptyTally();
    const finite = runner.trainStep(Uint32Array.of(0), 1, tally);
    const after = runner.parameters().flat();
    runner.release();
    const before = initial.flat();
    const moved = reference.parameters.map((_, i) => before[i]!.map((value, j) => value - after[i]![j]!));
    return { finite, loss: tally.lossSum, moved, expected: { loss, reference } };
  }

  test.each([
    ['ReLU', network(...dense, { kind: 'relu' })],
    ['sigmoid', network(...dense, { kind: 'sigmoid' })],
    ['tanh', network(...dense, { kind: 'tanh' })],
    ['ReLU and pool', network(conv, { kind: 'relu' }, pool)],
    ['pool and ReLU', network(conv, pool, { kind: 'relu' })],
  ])('gives what it would give with room for it, where %s takes it in', async (_, spec) => {
    const { finite, loss, moved, expected } = await step(spec, -3e38);
    expect(finite).toBe(true);
    expect(loss).toBeCloseTo(expected.loss, 5);
    expected.reference.parameters.forEach(({ gradient }, i) => {
      gradient.forEach((value, j) => expect(moved[i]![j]).toBeCloseTo(value, 5));
    });
  });

  test('stops the run where it goes on', async () => {
    expect((await step(network(...dense, { kind: 'relu' }), 3e38)).finite).toBe(false);
    expect((await step(network(...dense), -3e38)).finite).toBe(false);
  });
});

describe('any number of threads gives the same bits', () => {
  test.each([
    ['mixed', 1],
    ['mixed', 50],
    ['report', 1],
    ['report', 32],
    ['lenet5', 50],
  ] as const)('%s, batch of %i', async (preset, batchSize) => {
    const network = preset === 'mixed' ? mixed : presets[preset].network;
    const images = randomImages(network, 200, 10, 5);
    const results: { parameters: Float32Array[]; loss: number }[] = [];
    for (const threads of [1, 2, 3, 4, 7]) {
      const initial = initialValues(network, inferShapes(network, 10), 5);
      const runner = await NetworkRunner.create(threaded, network, 10, initial, [images], {
        batchSize,
        threads,
      });
      const tally = emptyTally();
      for (let first = 0; first + batchSize <= 200; first += batchSize) {
        runner.trainStep(
          Uint32Array.from({ length: batchSize }, (_, i) => first + i),
          0.01,
          tally,
        );
      }
      runner.evaluate(0, 200, tally);
      results.push({ parameters: runner.parameters().flat(), loss: tally.lossSum });
      runner.release();
    }
    for (const result of results.slice(1)) expect(result).toEqual(results[0]);
  });
});

test('threads are let go where the network that they were called for is refused', async () => {
  const { network } = presets.report;
  const initial = initialValues(network, inferShapes(network, 10), 1);
  const images = { pixels: new Uint8Array(784), labels: Uint8Array.of(10) };
  let teams = 0;
  const start = () => Promise.resolve({ stop: () => void teams++ });
  const wanted = NetworkRunner.create({ ...machine, helpers: { start } }, network, 10, initial, [images], {
    batchSize: 1,
    threads: 1,
  });
  await expect(wanted).rejects.toThrow('Image 0 has the label 10');
  expect(teams).toBe(1);
});

describe('a helper that is late', () => {
  afterEach(() => vi.restoreAllMocks());

  /** A step of two threads, of which the second is but a number in memory. */
  async function stepWith(wait: typeof Atomics.wait) {
    vi.spyOn(Atomics, 'wait').mockImplementation(wait);
    const { network } = presets.report;
    const initial = initialValues(network, inferShapes(network, 10), 1);
    const images = { pixels: new Uint8Array(8 * 784), labels: new Uint8Array(8) };
    const settings = { batchSize: 8, threads: 2 };
    const runner = await NetworkRunner.create(machine, network, 10, initial, [images], settings);
    return () => runner.trainStep(Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7]), 0.01, emptyTally());
  }

  test('is waited for, and a clock that leaps does not make it lost', async () => {
    let waits = 0;
    const step = await stepWith((control, index) => {
      if (++waits % 3 > 0) return 'timed-out';
      Atomics.store(control as Int32Array, index, 1);
      return 'ok';
    });
    expect(step()).toBe(true);
    expect(waits).toBeGreaterThan(0);
  });

  test('is lost in the end', async () => {
    const step = await stepWith(() => 'timed-out');
    expect(step).toThrow('does not answer');
  });
});

test('a memory too large to have is refused with what to do about it', async () => {
  const network: NetworkSpec = {
    input: { height: 28, width: 28, channels: 1 },
    layers: [
      { kind: 'conv2d', filters: 512, kernel: 3, stride: 1, padding: 1, bias: true },
      { kind: 'flatten' },
      { kind: 'dense', units: 10, bias: true },
    ],
    initialiser: 'he-normal',
  };
  const initial = initialValues(network, inferShapes(network, 10), 1);
  const wanted = NetworkRunner.create(machine, network, 10, initial, [], { batchSize: 1024, threads: 64 });
  await expect(wanted).rejects.toThrow(/MB of memory.*smaller batch/);
});

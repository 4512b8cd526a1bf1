import { beforeAll, describe, expect, it } from 'vitest';
import { createMemory, instantiateKernels, PAGE_BYTES, type Kernels } from '../../kernels/kernels.ts';
import { parse } from '../../protocol/parse.ts';
import { presets } from '../../protocol/presets.ts';
import { optimizerSchema, type ClippingSettings, type OptimizerSettings } from '../../protocol/settings.ts';
import { inferShapes } from '../../protocol/shapes.ts';
import { singleThreadMachine, threadedMachine } from '../../testing/machine.ts';
import { initialValues } from '../initialisation.ts';
import type { Parameter } from '../layers/layer.ts';
import type { Machine } from '../machine.ts';
import { emptyTally, NetworkRunner } from '../network-runner.ts';
import { randomStream } from '../random.ts';
import { fillRule, RULE_FLOATS } from '../update-rule.ts';
import { clipGradients } from './clipping.ts';
import { createOptimizer } from './create-optimizer.ts';

/** What each optimiser computes is held to PyTorch in ../pytorch.test.ts; here the kernels are held to it. */

let machine: Machine;
let threaded: Machine;
beforeAll(async () => {
  machine = await singleThreadMachine();
  threaded = await threadedMachine();
});

const settings = (value: Record<string, unknown>) => parse(optimizerSchema, value, 'The optimiser');
const all: OptimizerSettings[] = [
  settings({ kind: 'sgd', learningRate: 0.1 }),
  settings({ kind: 'sgd', learningRate: 0.1, weightDecay: 0.1 }),
  settings({ kind: 'momentum', learningRate: 0.1, weightDecay: 0.1 }),
  settings({ kind: 'nesterov', learningRate: 0.1 }),
  settings({ kind: 'rmsprop', learningRate: 0.01 }),
  settings({ kind: 'adam', learningRate: 0.01, weightDecay: 0.1 }),
  settings({ kind: 'adamw', learningRate: 0.01, weightDecay: 0.1 }),
];
const named = all.map((optimizer) => [JSON.stringify(optimizer), optimizer] as const);

describe('a kernel takes the steps that the definition takes', () => {
  const COUNT = 68;
  const SHARDS = 3;
  const memory = createMemory(8 * PAGE_BYTES);
  const floats = (page: number, count: number) =>
    new Float32Array(memory.buffer, page * PAGE_BYTES, count).fill(0);

  function step(kernels: Kernels, { kind }: OptimizerSettings): void {
    const [weights, one, two, gradients, rule] = [1, 2, 3, 4, 5].map((page) => page * PAGE_BYTES);
    const rest = [gradients!, COUNT * 4, SHARDS, COUNT, rule!] as const;
    if (kind === 'sgd') kernels.sgdStep(weights!, ...rest);
    else if (kind === 'momentum') kernels.momentumStep(weights!, one!, ...rest);
    else if (kind === 'nesterov') kernels.nesterovStep(weights!, one!, ...rest);
    else if (kind === 'rmsprop') kernels.rmspropStep(weights!, one!, ...rest);
    else kernels.adamStep(weights!, one!, two!, ...rest);
  }

  it.each(named)('%s', (_, optimizer) => {
    const kernels = instantiateKernels(machine.module, memory);
    const random = randomStream(1, 'split');
    const clipping: ClippingSettings = { kind: 'value', limit: 1.5 };
    const weights = floats(1, COUNT + 1).map(() => random.normal());
    new Float32Array(memory.buffer, PAGE_BYTES, COUNT + 1).set(weights);
    [floats(2, COUNT), floats(3, COUNT)].forEach((array) => array.fill(0));
    const gradients = floats(4, COUNT * SHARDS);
    const rule = floats(5, RULE_FLOATS);

    const reference = createOptimizer(optimizer);
    const parameter: Parameter = {
      name: 'weights',
      dimensions: [COUNT],
      learned: true,
      values: Float64Array.from(weights.subarray(0, COUNT)),
      gradient: new Float64Array(COUNT),
    };
    for (let t = 1; t <= 5; t++) {
      gradients.forEach((_, i) => (gradients[i] = random.normal()));
      const rate = optimizer.learningRate / t;
      fillRule(rule, optimizer, clipping, rate, t, 0.9);
      step(kernels, optimizer);

      parameter.gradient.forEach((_, i) => {
        let sum = 0;
        for (let shard = 0; shard < SHARDS; shard++) sum += gradients[shard * COUNT + i]!;
        parameter.gradient[i] = 0.9 * sum;
      });
      clipGradients([parameter], clipping);
      reference.step([parameter], rate);
    }
    const result = new Float32Array(memory.buffer, PAGE_BYTES, COUNT + 1);
    // Five steps of some ten roundings each, of values up to about 3.
    parameter.values.forEach((value, i) => expect(Math.abs(result[i]! - value)).toBeLessThan(4e-6));
    expect(result[COUNT], 'nothing is written past the end').toBe(weights[COUNT]);
  });

  it('the shards’ gradients are summed in their order, and so are the squares', () => {
    const kernels = instantiateKernels(machine.module, memory);
    const random = randomStream(2, 'split');
    const gradients = floats(4, COUNT * SHARDS);
    gradients.forEach((_, i) => (gradients[i] = random.normal()));
    const expected = Float32Array.from({ length: COUNT }, (_, i) =>
      Math.fround(Math.fround(gradients[i]! + gradients[COUNT + i]!) + gradients[2 * COUNT + i]!),
    );
    const squares = kernels.sumShards(4 * PAGE_BYTES, COUNT * 4, SHARDS, COUNT);
    expect(gradients.slice(0, COUNT)).toEqual(expected);
    expect(squares).toBeCloseTo(
      expected.reduce((sum, g) => sum + g * g, 0),
      12,
    );
  });
});

describe('a training with', () => {
  const { network } = presets.report;
  const SIZE = 28 * 28;
  const IMAGES = 100;
  const random = randomStream(3, 'split');
  const images = {
    pixels: Uint8Array.from({ length: IMAGES * SIZE }, () => random.below(256)),
    labels: Uint8Array.from({ length: IMAGES }, () => random.below(10)),
  };
  const initial = initialValues(network, inferShapes(network, 10), 3);

  async function create(optimizer: OptimizerSettings, threads: number, clipping?: ClippingSettings) {
    const run = { batchSize: 40, threads, optimizer, clipping };
    return NetworkRunner.create(threaded, network, 10, initial, [images], run);
  }

  function train(runner: NetworkRunner, first: number, last: number): void {
    for (let step = first; step < last; step++) {
      const batch = Uint32Array.from({ length: 40 }, (_, i) => (step * 40 + i) % IMAGES);
      runner.trainStep(batch, 0.01 / (1 + step), emptyTally());
    }
  }

  it.each(named)('%s: gives the same bits with any number of threads', async (_, optimizer) => {
    const results: unknown[] = [];
    for (const threads of [1, 2, 3, 4, 7]) {
      const runner = await create(optimizer, threads, { kind: 'norm', limit: 0.1 });
      train(runner, 0, 6);
      results.push([runner.parameters(), runner.optimizerState()]);
      runner.release();
    }
    for (const result of results.slice(1)) expect(result).toEqual(results[0]);
  });

  it.each(named)('%s: goes on from its saved state as if nothing had been', async (_, optimizer) => {
    const whole = await create(optimizer, 1);
    train(whole, 0, 6);
    const first = await create(optimizer, 1);
    train(first, 0, 3);
    const second = await create(optimizer, 1);
    second.setParameters(first.parameters());
    second.setOptimizerState(first.optimizerState());
    train(second, 3, 6);
    expect(second.parameters()).toEqual(whole.parameters());
    expect(second.optimizerState()).toEqual(whole.optimizerState());
  });

  it('clipping by norm: takes a step of just that length', async () => {
    const runner = await create({ kind: 'sgd', learningRate: 1 }, 1, { kind: 'norm', limit: 0.01 });
    runner.trainStep(
      Uint32Array.from({ length: 40 }, (_, i) => i),
      1,
      emptyTally(),
    );
    const before = initial.flat();
    let squares = 0;
    runner
      .parameters()
      .flat()
      .forEach((values, index) =>
        values.forEach((value, i) => (squares += (value - before[index]![i]!) ** 2)),
      );
    expect(Math.sqrt(squares)).toBeCloseTo(0.01, 5);
  });
});

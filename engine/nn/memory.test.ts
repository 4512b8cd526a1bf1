import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { initialValues } from './initialisation.ts';
import type { Machine } from './machine.ts';
import { emptyTally, NetworkRunner } from './network-runner.ts';

/** What the garbage collector leaves: objects of JavaScript, and buffers outside of its heap. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Enough steps that a single object forgotten in each would show. */
const STEPS = 2_000;
/** What the test runner and the compiler of V8 do meanwhile. */
const NOISE_BYTES = 64 * 1024;
const BYTES_OF_AN_OBJECT = 40;

let machine: Machine;
beforeAll(async () => {
  machine = await singleThreadMachine();
}, 60_000);

test('training keeps nothing from one step to the next', async () => {
  const { network } = presets.report;
  const parameters = initialValues(network, inferShapes(network, 10), 1);
  const images = { pixels: new Uint8Array(8 * 784).fill(7), labels: new Uint8Array(8) };
  const settings = { batchSize: 4, threads: 1 };
  const runner = await NetworkRunner.create(machine, network, 10, parameters, [images], settings);
  const batch = Uint32Array.of(0, 3, 5, 7);
  const tally = emptyTally();
  const train = (steps: number) => {
    for (let step = 0; step < steps; step++) runner.trainStep(batch, 0.001, tally);
  };

  const growth = () => {
    const before = bytesInUse();
    train(STEPS);
    return bytesInUse() - before;
  };

  train(500);
  // Twice: on a busy machine the compiler may still be at work the first time.
  const grown = Math.min(growth(), growth());
  runner.release();
  expect(tally.images).toBe(4 * (500 + 2 * STEPS));
  expect(grown).toBeLessThan(Math.min(STEPS * BYTES_OF_AN_OBJECT, NOISE_BYTES));
}, 60_000);

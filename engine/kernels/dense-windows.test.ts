import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { windowListBytes } from '../nn/conv-pool.ts';
import { randomStream } from '../nn/random.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { createMemory, instantiateKernels, PAGE_BYTES, type Kernels } from './kernels.ts';

/** The gradients of windows, those on even ground as one sum, against each window's alone. */

const memory = createMemory(24 * PAGE_BYTES);
let kernels: Kernels;
beforeAll(async () => {
  const { module } = await singleThreadMachine();
  kernels = instantiateKernels(module, memory);
});

const at = (page: number) => page * PAGE_BYTES;
const floats = (page: number, count: number) => new Float32Array(memory.buffer, at(page), count);
const [INPUT, WEIGHTS, OUT, LIST, ROWS, DENSE, TURNED, SUMS] = [1, 3, 4, 7, 9, 10, 14, 18];
const [ALL, GATHERED] = [19, 21];
const [IMAGES, HEIGHT, WIDTH, SIDE] = [5, 28, 28, 13];

/** MNIST's first test images; the last of them has no even ground. */
function fillImages(): void {
  const file = readFileSync('resources/datasets/mnist/t10k-images-idx3-ubyte.gz');
  const pixels = gunzipSync(file).subarray(16);
  const random = randomStream(1, 'split');
  const noisy = (IMAGES - 1) * HEIGHT * WIDTH;
  const input = floats(INPUT, IMAGES * HEIGHT * WIDTH);
  input.forEach((_, i) => (input[i] = i < noisy ? pixels[i]! / 255 - 0.5 : random.normal()));
}

test.each([
  [8, 10],
  [8, 1],
  [16, 7],
  [24, 16],
])('%i filters, %i units', (filters, units) => {
  fillImages();
  const random = randomStream(filters * units, 'split');
  const windows = SIDE * SIDE;
  const inputs = windows * filters;
  const stride = Math.ceil(units / 4) * 4;
  floats(WEIGHTS, 9 * filters).forEach((_, i, all) => (all[i] = random.normal()));
  floats(DENSE, inputs * stride).forEach((_, i, all) => (all[i] = i % stride < units ? random.normal() : 0));
  floats(ROWS, IMAGES * stride).forEach((_, i, all) => (all[i] = i % stride < units ? random.normal() : 0));
  const layer = [HEIGHT, WIDTH, 1, SIDE, SIDE, filters, filters, 3, false, true] as const;
  kernels.convPool(at(OUT), 0, at(LIST), at(INPUT), at(WEIGHTS), 0, IMAGES, ...layer);
  kernels.turnFew(at(TURNED), at(DENSE), 0, inputs, inputs, stride);

  kernels.denseFewInputGradient(at(ALL), at(ROWS), at(TURNED), IMAGES, inputs, units, stride);
  kernels.gatherGround(at(ALL), at(LIST), IMAGES, SIDE, SIDE, filters);

  const GUARD = 99;
  const gathered = floats(GATHERED, IMAGES * inputs + 1).fill(GUARD);
  kernels.sumWindows(at(SUMS), at(TURNED), windows, filters, units);
  kernels.denseWindowsGradient(
    at(GATHERED),
    at(ROWS),
    at(TURNED),
    at(SUMS),
    at(LIST),
    IMAGES,
    SIDE,
    SIDE,
    filters,
    units,
    stride,
  );

  const bytes = windowListBytes(IMAGES, { height: SIDE, width: SIDE, channels: filters, flat: false });
  const list = new Uint32Array(memory.buffer, at(LIST), bytes / 4);
  const counts = list.subarray(IMAGES * windows * 2);
  expect(counts[IMAGES - 1], 'noise has no ground').toBe(windows);
  expect(Math.max(...counts.subarray(0, IMAGES - 1))).toBeLessThan(windows);
  const computed = counts.reduce((sum, count) => sum + count);
  const isComputed = new Set(Array.from({ length: computed }, (_, i) => list[2 * i + 1]! / 4));
  const all = floats(ALL, IMAGES * inputs);
  for (let window = 0; window < IMAGES * windows; window++) {
    for (let place = window * filters; place < (window + 1) * filters; place++) {
      if (!isComputed.has(window * filters)) expect(gathered[place], 'left alone').toBe(GUARD);
      // Sums of up to 169 · 16 products of normal numbers, each rounded at 6e-8 of its size.
      else expect(Math.abs(gathered[place]! - all[place]!)).toBeLessThan(2e-4);
    }
  }
  expect(gathered.at(-1)).toBe(GUARD);
});

import { beforeAll, expect, test } from 'vitest';
import { createMemory, instantiateKernels, type Kernels } from '../kernels/kernels.ts';
import type { Shape } from '../protocol/shapes.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { randomStream } from './random.ts';
import { winogradBackward, winogradForward, winogradPrepare, winogradPrepareBack } from './winograd-pass.ts';
import { planWinograd } from './winograd.ts';

/**
 * Winograd's rounding errors against a direct convolution in double precision, for tiles of each size. The bounds
 * are relative to the root mean square of the values: of the errors' own, and of the largest error. Both grow with
 * the tile; a direct product in single precision has 2e-7 and 2e-6.
 */
const BOUNDS = {
  4: { side: 8, channels: 8, rms: 3e-6, largest: 5e-5 },
  5: { side: 10, channels: 16, rms: 3e-6, largest: 5e-5 },
  6: { side: 11, channels: 16, rms: 5e-6, largest: 8e-5 },
  7: { side: 14, channels: 32, rms: 1.2e-5, largest: 2e-4 },
} as const;

const IMAGES = 3;
const FILTERS = 16;

let kernels: Kernels;
const memory = createMemory(64 * 2 ** 20);
beforeAll(async () => {
  kernels = instantiateKernels((await singleThreadMachine()).module, memory);
});

/** Bytes handed out one after the other. */
function allocator(start: number) {
  let end = start;
  return (bytes: number) => {
    const address = end;
    end += Math.ceil((bytes + 64) / 64) * 64;
    return address;
  };
}

function errors(found: Float32Array, expected: Float64Array) {
  let squares = 0;
  let expectedSquares = 0;
  let largest = 0;
  found.forEach((value, i) => {
    const error = Math.abs(value - expected[i]!);
    squares += error ** 2;
    expectedSquares += expected[i]! ** 2;
    largest = Math.max(largest, error);
  });
  const rms = Math.sqrt(expectedSquares / found.length);
  return { rms: Math.sqrt(squares / found.length) / rms, largest: largest / rms };
}

test.each([
  [4, 'a padded image', 8, 1],
  [5, 'a padded image', 10, 1],
  [5, 'an image of whose outputs the last are left out', 13, 0],
  [6, 'a padded image', 11, 1],
  [7, 'a padded image', 14, 1],
] as const)('tiles with %i outputs a side, %s: within bounds', (size, _, inputSide, padding) => {
  const { side, channels } = BOUNDS[size];
  const output: Shape = { height: side, width: side, channels: FILTERS, flat: false };
  const input: Shape = { height: inputSide, width: inputSide, channels, flat: false };
  const home = 65_536;
  const inArena = allocator(0);
  const plan = planWinograd(input, output, padding, null, IMAGES, IMAGES, inArena);
  expect(plan.size).toBe(size);
  const take = allocator(home + inArena(0));
  const floats = (count: number) => new Float32Array(memory.buffer, take(count * 4), count);

  const random = randomStream(size, 'split');
  const x = floats(IMAGES * input.height * input.width * channels);
  const w = floats(9 * channels * FILTERS);
  const bias = floats(FILTERS);
  const y = floats(IMAGES * output.height * output.width * FILTERS);
  const dy = floats(y.length);
  const dw = floats(w.length);
  const db = floats(FILTERS);
  const dx = floats(x.length);
  // What comes out of a ReLU, weights as He initialises them, and gradients.
  for (let i = 0; i < x.length; i++) x[i] = Math.max(0, random.normal());
  for (let i = 0; i < w.length; i++) w[i] = random.normal() * Math.sqrt(2 / (9 * channels));
  for (let i = 0; i < FILTERS; i++) bias[i] = random.normal();
  for (let i = 0; i < dy.length; i++) dy[i] = random.normal();
  // What is there from the step before must not be seen.
  dx.fill(NaN);

  const call = { plan, home, in: input, out: output };
  winogradPrepare(kernels, call, w.byteOffset);
  winogradPrepareBack(kernels, call);
  const at = bias.byteOffset;
  winogradForward(kernels, call, home, y.byteOffset, x.byteOffset, at, IMAGES, false, true);
  const [weightsAt, biasAt, inputAt] = [dw.byteOffset, db.byteOffset, dx.byteOffset];
  winogradBackward(kernels, call, home, weightsAt, biasAt, inputAt, dy.byteOffset, 0, IMAGES);

  const expectedY = new Float64Array(y.length);
  const expectedW = new Float64Array(w.length);
  const expectedX = new Float64Array(x.length);
  const expectedB = new Float64Array(FILTERS);
  let outIndex = 0;
  for (let image = 0; image < IMAGES; image++) {
    for (let row = 0; row < output.height; row++) {
      for (let column = 0; column < output.width; column++) {
        for (let filter = 0; filter < FILTERS; filter++, outIndex++) {
          let sum = bias[filter]!;
          for (let cell = 0; cell < 9; cell++) {
            const fromRow = row + Math.floor(cell / 3) - padding;
            const fromColumn = column + (cell % 3) - padding;
            if (Math.min(fromRow, fromColumn) < 0) continue;
            if (Math.max(fromRow, fromColumn) >= input.height) continue;
            const pixel = ((image * input.height + fromRow) * input.width + fromColumn) * channels;
            for (let channel = 0; channel < channels; channel++) {
              const weight = (cell * channels + channel) * FILTERS + filter;
              sum += x[pixel + channel]! * w[weight]!;
              expectedW[weight]! += x[pixel + channel]! * dy[outIndex]!;
              expectedX[pixel + channel]! += w[weight]! * dy[outIndex]!;
            }
          }
          expectedY[outIndex] = sum;
          expectedB[filter]! += dy[outIndex]!;
        }
      }
    }
  }
  db.forEach((value, filter) => expect(Math.abs(value - expectedB[filter]!)).toBeLessThan(1e-4));
  for (const [found, expected] of [
    [y, expectedY],
    [dw, expectedW],
    [dx, expectedX],
  ] as const) {
    const { rms, largest } = errors(found, expected);
    expect(rms).toBeLessThan(BOUNDS[size].rms);
    expect(largest).toBeLessThan(BOUNDS[size].largest);
    // The bounds say something: they are not far above what is measured.
    expect(rms).toBeGreaterThan(BOUNDS[size].rms / 50);
  }
});

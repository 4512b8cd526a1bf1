import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { framedWeightFloats, scratchFloats, windowListBytes } from '../nn/conv-pool.ts';
import { randomStream } from '../nn/random.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { createMemory, instantiateKernels, PAGE_BYTES, type Kernels } from './kernels.ts';

/** Convolution, ReLU and pool at once, against the three kernels one after the other. */

const memory = createMemory(24 * PAGE_BYTES);
let kernels: Kernels;
beforeAll(async () => {
  const { module } = await singleThreadMachine();
  kernels = instantiateKernels(module, memory);
});

interface Case {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: number;
  readonly bias: boolean;
  readonly relu: boolean;
  /** Small whole numbers, so that there are ties. */
  readonly whole: boolean;
  /** A few strokes on an even ground, as handwriting has it. */
  readonly ground?: boolean;
  readonly seed: number;
}

const cases = fc
  .record({
    images: fc.integer({ min: 1, max: 3 }),
    kernel: fc.integer({ min: 1, max: 7 }),
    moreHeight: fc.integer({ min: 1, max: 6 }),
    moreWidth: fc.integer({ min: 1, max: 6 }),
    channels: fc.integer({ min: 1, max: 9 }),
    filters: fc.integer({ min: 1, max: 17 }),
    bias: fc.boolean(),
    relu: fc.boolean(),
    whole: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ moreHeight, moreWidth, ...rest }): Case => ({
    ...rest,
    height: rest.kernel + moreHeight,
    width: rest.kernel + moreWidth,
  }));

const at = (page: number) => page * PAGE_BYTES;
const floats = (page: number, count: number) => new Float32Array(memory.buffer, at(page), count);
const [INPUT, WEIGHTS, BIAS, CONV, OUT, WINNERS, EXPECTED, PLACES] = [1, 2, 3, 4, 6, 7, 8, 9];
const [GRADIENT, DW, DX, FRAMED, SCRATCH] = [10, 11, 12, 13, 16];
const [OUT_ALONE, LIST, DB] = [17, 18, 19];
const GUARD = 99;

function check(one: Case): void {
  const { images, height, width, channels, filters, kernel, relu, whole } = one;
  const random = randomStream(one.seed, 'split');
  const draw = () => (whole ? random.below(3) - 1 : random.normal());
  const [outHeight, outWidth] = [height - kernel + 1, width - kernel + 1];
  const [down, across] = [outHeight >> 1, outWidth >> 1];
  const stride = Math.ceil(filters / 4) * 4;
  const taps = kernel * kernel * channels;
  const inputs = height * width * channels;
  const input = floats(INPUT, images * inputs);
  const paper = draw();
  input.forEach((_, i) => (input[i] = one.ground && random.below(24) > 0 ? paper : draw()));
  const weights = floats(WEIGHTS, taps * stride).fill(0);
  for (let tap = 0; tap < taps; tap++) for (let f = 0; f < filters; f++) weights[tap * stride + f] = draw();
  const values = floats(BIAS, stride).fill(0);
  for (let f = 0; f < filters; f++) values[f] = draw();
  const bias = one.bias ? at(BIAS) : 0;

  const count = images * down * across * filters;
  const out = floats(OUT, count + 1).fill(GUARD);
  const winners = new Int32Array(memory.buffer, at(WINNERS), count + 1).fill(GUARD);
  const shape = [height, width, channels] as const;
  const pool = { height: down, width: across, channels: filters, flat: false };
  const list = floats(LIST, windowListBytes(images, pool) / 4 + 1).fill(GUARD);
  kernels.convPool(
    at(OUT),
    at(WINNERS),
    at(LIST),
    at(INPUT),
    at(WEIGHTS),
    bias,
    images,
    ...shape,
    down,
    across,
    filters,
    stride,
    kernel,
    relu,
    false,
  );

  const before = [at(CONV), at(INPUT), at(WEIGHTS), bias, images] as const;
  kernels.conv2d(...before, ...shape, outHeight, outWidth, filters, stride, kernel, 1, relu);
  kernels.maxPool(
    at(EXPECTED),
    at(PLACES),
    at(CONV),
    images,
    outHeight,
    outWidth,
    filters,
    down,
    across,
    2,
    2,
  );
  const expected = floats(EXPECTED, count);
  const places = new Int32Array(memory.buffer, at(PLACES), count);
  expect(out.subarray(0, count)).toEqual(expected);
  expect([out[count], winners[count]]).toEqual([GUARD, GUARD]);
  const rest = [...shape, down, across, filters, stride, kernel, relu] as const;
  const alone = floats(OUT_ALONE, count).fill(GUARD);
  kernels.convPool(at(OUT_ALONE), 0, at(LIST), at(INPUT), at(WEIGHTS), bias, images, ...rest, true);
  expect(alone, 'without winners, what stands on the ground copied').toEqual(expected);
  /** Floats from the first input to the one under the kernel's corner, at the winner. */
  const corner = (i: number) => {
    const image = Math.floor(i / (down * across * filters));
    const pixel = Math.floor(places[i]! / filters);
    const [y, x] = [Math.floor(pixel / outWidth), pixel % outWidth];
    return image * inputs + (y * width + x) * channels;
  };
  for (let i = 0; i < count; i++) {
    // Where ReLU has made all four equal, no gradient comes back to any.
    if (!relu || out[i]! > 0) expect(winners[i]).toBe(at(INPUT) + corner(i) * 4);
  }

  const gradient = floats(GRADIENT, count);
  gradient.forEach((_, i) => (gradient[i] = (relu && out[i]! <= 0) || random.below(4) === 0 ? 0 : draw()));
  const given = gradient.slice();
  const scratch = floats(SCRATCH, scratchFloats(images, pool) + 1).fill(GUARD);
  const toWeights = () => {
    const dw = floats(DW, taps * stride).fill(GUARD);
    const db = floats(DB, filters + 1).fill(GUARD);
    const windows = down * across;
    kernels.convPoolBiasGradient(at(DB), at(GRADIENT), at(LIST), images, windows, filters);
    kernels.convPoolWeightGradient(
      at(DW),
      at(GRADIENT),
      at(WINNERS),
      at(LIST),
      at(SCRATCH),
      images,
      windows,
      filters,
      stride,
      kernel,
      kernel * channels,
      width * channels * 4,
    );
    return { dw: dw.slice(), db: db.slice() };
  };
  kernels.convPool(at(OUT), at(WINNERS), at(LIST), at(INPUT), at(WEIGHTS), bias, images, ...rest, false);
  const ofAll = toWeights();
  const framed = framedWeightFloats(kernel, channels, filters);
  floats(FRAMED, framed).fill(0);
  kernels.convPoolTurnWeights(at(FRAMED), at(WEIGHTS), channels, filters, stride, kernel);
  const dx = floats(DX, images * inputs + 12).fill(GUARD);
  kernels.convPoolInputGradient(
    at(DX),
    at(GRADIENT),
    at(WINNERS),
    at(INPUT),
    at(FRAMED),
    at(SCRATCH),
    images,
    ...shape,
    down,
    across,
    filters,
    kernel,
  );

  const expectedDb = new Float64Array(filters + 1).fill(GUARD).fill(0, 0, filters);
  given.forEach((value, i) => (expectedDb[i % filters]! += value));
  winners.fill(GUARD);
  kernels.convPool(at(OUT), at(WINNERS), at(LIST), at(INPUT), at(WEIGHTS), bias, images, ...rest, true);
  kernels.gatherGround(at(GRADIENT), at(LIST), images, down, across, filters);
  const gathered = toWeights();

  expect([scratch.at(-1), list.at(-1), winners.at(-1)]).toEqual([GUARD, GUARD, GUARD]);
  const expectedDw = new Float64Array(taps * stride).fill(GUARD);
  for (let tap = 0; tap < taps; tap++) expectedDw.fill(0, tap * stride, tap * stride + filters);
  const expectedDx = new Float64Array(images * inputs + 12).fill(GUARD).fill(0, 0, images * inputs);
  for (let i = 0; i < count; i++) {
    if (given[i] === 0) continue;
    for (let tap = 0; tap < taps; tap++) {
      const line = Math.floor(tap / (kernel * channels));
      const place = corner(i) + line * width * channels + (tap % (kernel * channels));
      const weight = tap * stride + (i % filters);
      expectedDw[weight]! += given[i]! * input[place]!;
      expectedDx[place]! += given[i]! * weights[weight]!;
    }
  }
  // Sums of at most 27 · 17 products of normal numbers, each rounded at 6e-8 of its size.
  for (const { dw, db } of [ofAll, gathered]) {
    expectedDw.forEach((value, i) => expect(Math.abs(dw[i]! - value)).toBeLessThan(1e-4));
    expectedDb.forEach((value, i) => expect(Math.abs(db[i]! - value)).toBeLessThan(1e-4));
  }
  expectedDx.forEach((value, i) => expect(Math.abs(dx[i]! - value)).toBeLessThan(1e-4));
}

test('convolution, ReLU and pool at once have the bits of one after the other, and the gradients of the definition', () => {
  fc.assert(fc.property(cases, check), { numRuns: 40, seed: 1 });
});

test.each([
  ['the report’s', { height: 28, width: 28, channels: 1, filters: 8, kernel: 3, bias: false, relu: false }],
  ['LeNet’s first', { height: 32, width: 32, channels: 1, filters: 6, kernel: 5, bias: true, relu: true }],
  ['LeNet’s second', { height: 14, width: 14, channels: 6, filters: 16, kernel: 5, bias: true, relu: true }],
  ['a long line', { height: 9, width: 11, channels: 17, filters: 12, kernel: 3, bias: true, relu: true }],
] as const)('%s layers, with and without ties', (_, shape) => {
  check({ ...shape, images: 2, whole: false, seed: 1 });
  check({ ...shape, images: 2, whole: true, seed: 2 });
});

test.each([
  ['the report’s', { height: 28, width: 28, filters: 8, kernel: 3 }],
  ['of one window', { height: 4, width: 4, filters: 8, kernel: 3 }],
  ['of two lines', { height: 6, width: 5, filters: 5, kernel: 3 }],
  ['LeNet’s first', { height: 32, width: 32, filters: 6, kernel: 5 }],
  ['with two groups of filters', { height: 13, width: 22, filters: 17, kernel: 5 }],
  ['as wide as bits tell', { height: 10, width: 64, filters: 3, kernel: 3 }],
  ['wider than that', { height: 8, width: 67, filters: 3, kernel: 3 }],
  ['with another kernel', { height: 15, width: 15, filters: 8, kernel: 4 }],
] as const)('what stands on an even ground has the same bits: %s', (_, shape) => {
  for (const seed of [1, 2, 3]) {
    check({
      ...shape,
      images: 3,
      channels: 1,
      bias: seed > 1,
      relu: seed > 2,
      whole: false,
      ground: true,
      seed,
    });
  }
});

/** What the report's layer makes of one image. */
function reportLayer(image: Float32Array): Float32Array {
  floats(INPUT, 784).set(image);
  const args = [at(WEIGHTS), at(BIAS), 1, 28, 28, 1, 13, 13, 8, 8, 3, false, true] as const;
  kernels.convPool(at(OUT), at(WINNERS), at(LIST), at(INPUT), ...args);
  return floats(OUT, 1352).slice();
}

test('a window sees ground only where all its numbers are the ground’s', () => {
  const random = randomStream(4, 'split');
  floats(WEIGHTS, 72).forEach((_, i, weights) => (weights[i] = random.normal()));
  floats(BIAS, 8).forEach((_, i, bias) => (bias[i] = random.normal()));
  const paper = reportLayer(new Float32Array(784).fill(-0.5));
  for (let place = 0; place < 784; place++) {
    const image = new Float32Array(784).fill(-0.5);
    image[place] = 0.5;
    const out = reportLayer(image);
    const [y, x] = [Math.floor(place / 28), place % 28];
    for (let window = 0; window < 169; window++) {
      const [top, left] = [2 * Math.floor(window / 13), 2 * (window % 13)];
      const seen = y >= top && y < top + 4 && x >= left && x < left + 4;
      const same = Array.from({ length: 8 }, (_, f) => out[window * 8 + f] === paper[window * 8 + f]);
      expect(same.every(Boolean), `place ${place}, window ${window}`).toBe(!seen);
    }
  }
});

test('an image of NaN alone stays NaN', () => {
  const out = reportLayer(new Float32Array(784).fill(NaN));
  expect(out.every(Number.isNaN)).toBe(true);
});

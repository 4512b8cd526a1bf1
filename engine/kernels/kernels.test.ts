import { beforeAll, expect, test } from 'vitest';
import { exp, ln, sigmoid, tanh } from '../nn/elementary.ts';
import { randomStream } from '../nn/random.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { createMemory, instantiateKernels, PAGE_BYTES, READ_SLACK_BYTES, type Kernels } from './kernels.ts';

const memory = createMemory(9 * PAGE_BYTES);
let kernels: Kernels;

beforeAll(async () => {
  const { module } = await singleThreadMachine();
  kernels = instantiateKernels(module, memory);
});

/** A pseudo-random sequence of doubles over many orders of magnitude. */
function* doubles(count: number): Generator<number> {
  const bits = new DataView(new ArrayBuffer(8));
  let seed = 1;
  for (let i = 0; i < count; i++) {
    for (const half of [0, 4]) {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      bits.setInt32(half, seed);
    }
    yield bits.getFloat64(0);
  }
}

const special = [
  0,
  -0,
  1,
  -1,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
];

test('exp, ln, sigmoid and tanh have the bits of their TypeScript definitions', () => {
  for (const x of [...special, ...doubles(20_000)]) {
    const near = x % 800;
    expect(kernels.exp(near)).toBe(exp(near));
    expect(kernels.exp(x)).toBe(exp(x));
    expect(kernels.sigmoid(near)).toBe(sigmoid(near));
    expect(kernels.tanh(near)).toBe(tanh(near));
    expect(kernels.tanh(near / 800)).toBe(tanh(near / 800));
    expect(kernels.ln(x)).toBe(ln(x));
    expect(kernels.ln(Math.abs(x))).toBe(ln(Math.abs(x)));
  }
});

test('probabilities have the bits of their TypeScript definition, two at a time or alone', () => {
  const logits = new Float32Array(memory.buffer, PAGE_BYTES, 12);
  const random = randomStream(3, 'split');
  for (let round = 0; round < 500; round++) {
    const classes = 1 + (round % 11);
    // From all alike to so far apart that all but one are zero; subnormal ones among them.
    const spread = [0, 0.1, 3, 40, 740, 1e6][round % 6]!;
    for (let i = 0; i < classes; i++) logits[i] = spread * random.normal();
    if (round % 50 === 0) logits[0] = -Infinity;
    kernels.softmax(2 * PAGE_BYTES, PAGE_BYTES, classes);
    const values = Array.from(logits.subarray(0, classes));
    const max = Math.max(...values);
    const powers = values.map((z) => exp(z - max));
    const sum = powers.reduce((total, power) => total + power, 0);
    const probabilities = new Float64Array(memory.buffer, 2 * PAGE_BYTES, classes);
    expect(Array.from(probabilities)).toEqual(powers.map((power) => power / sum));
  }
});

test('bytes become pixel/255 − 0.5, within two roundings of single precision', () => {
  const bytes = new Uint8Array(memory.buffer, PAGE_BYTES, 256);
  for (let i = 0; i < 256; i++) bytes[i] = i;
  kernels.scaleBytes(2 * PAGE_BYTES, PAGE_BYTES, 256, 1 / 255, -0.5);
  const values = new Float32Array(memory.buffer, 2 * PAGE_BYTES, 256);
  values.forEach((value, byte) => expect(Math.abs(value - (byte / 255 - 0.5))).toBeLessThan(1.2e-7));
});

// 1, 2, 3: tails alone; 4, 8: whole vectors; 10: half of the last one; 5, 7, 67: the loop more than once, and a tail.
const lengths = [1, 2, 3, 4, 5, 7, 8, 10, 12, 67];

test.each(lengths.flatMap((rows) => lengths.map((columns) => [rows, columns] as const)))(
  'dense: %i images, %i units agree with the definition',
  (images, units) => {
    const inputs = 37;
    const stride = Math.ceil(units / 4) * 4;
    const input = new Float32Array(memory.buffer, PAGE_BYTES, images * inputs);
    const weights = new Float32Array(memory.buffer, 2 * PAGE_BYTES, inputs * stride).fill(0);
    const bias = new Float32Array(memory.buffer, 3 * PAGE_BYTES, stride).fill(0);
    const guard = new Float32Array(memory.buffer, 4 * PAGE_BYTES, images * units + 1).fill(99);
    input.forEach((_, i) => (input[i] = Math.fround(((i * 7919) % 101) / 101 - 0.5)));
    for (let i = 0; i < inputs; i++) {
      for (let u = 0; u < units; u++) weights[i * stride + u] = ((i * 31 + u * 17) % 53) / 53 - 0.5;
    }
    for (let u = 0; u < units; u++) bias[u] = u / 10;

    kernels.dense(4 * PAGE_BYTES, PAGE_BYTES, 2 * PAGE_BYTES, 3 * PAGE_BYTES, images, inputs, units, stride);
    for (let image = 0; image < images; image++) {
      for (let unit = 0; unit < units; unit++) {
        let sum = bias[unit]!;
        for (let i = 0; i < inputs; i++) sum += input[image * inputs + i]! * weights[i * stride + unit]!;
        expect(Math.abs(guard[image * units + unit]! - sum)).toBeLessThan(5e-6);
      }
    }
    expect(guard[images * units], 'nothing is written past the end').toBe(99);

    // ∂L/∂weights, with the outputs just made standing in for ∂L/∂output; kept shard by shard.
    const [panels, kept] = [5 * PAGE_BYTES, 6 * PAGE_BYTES];
    const capacity = images === 1 ? 1 : Math.ceil(images / 3) + 1;
    const shardBytes = Math.ceil(inputs / 4) * capacity * 16 + 64;
    for (let first = 0; first < images; first += capacity) {
      const count = Math.min(capacity, images - first);
      const [x, g] = [PAGE_BYTES + first * inputs * 4, 4 * PAGE_BYTES + first * units * 4];
      kernels.keepInputs(panels + (first / capacity) * shardBytes, x, count, inputs, capacity);
      kernels.keepGradients(kept + first * stride * 4, g, count, units);
    }
    const gradient = new Float32Array(memory.buffer, 7 * PAGE_BYTES, inputs * stride + 1).fill(99);
    const cut = 16;
    const batch = [panels, kept, images, capacity, shardBytes] as const;
    kernels.denseWeightGradient(7 * PAGE_BYTES, ...batch, 0, cut, units, stride);
    kernels.denseWeightGradient(
      7 * PAGE_BYTES + cut * stride * 4,
      ...batch,
      cut,
      inputs - cut,
      units,
      stride,
    );
    for (let i = 0; i < inputs; i++) {
      for (let unit = 0; unit < units; unit++) {
        let sum = 0;
        for (let image = 0; image < images; image++)
          sum += input[image * inputs + i]! * guard[image * units + unit]!;
        expect(Math.abs(gradient[i * stride + unit]! - sum)).toBeLessThan(2e-5);
      }
      for (let unit = units; unit < stride; unit++) expect(gradient[i * stride + unit]).toBe(0);
    }
    expect(gradient[inputs * stride], 'nothing is written past the end').toBe(99);

    // ∂L/∂input.
    const back = new Float32Array(memory.buffer, 5 * PAGE_BYTES, images * inputs + 1).fill(99);
    kernels.denseInputGradient(5 * PAGE_BYTES, kept, 2 * PAGE_BYTES, images, inputs, stride);
    for (let image = 0; image < images; image++) {
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        for (let u = 0; u < units; u++) sum += guard[image * units + u]! * weights[i * stride + u]!;
        expect(Math.abs(back[image * inputs + i]! - sum)).toBeLessThan(2e-5);
      }
    }
    expect(back[images * inputs], 'nothing is written past the end').toBe(99);
  },
);

test.each([1, 31, 33, 40, 64, 70])('dense: weights of %i inputs may be the last in the memory', (inputs) => {
  const [images, units] = [6, 64];
  const end = memory.buffer.byteLength - READ_SLACK_BYTES;
  // Inputs are taken four at a time on the way back.
  const weights = end - Math.ceil(inputs / 4) * 4 * units * 4;
  const forwards = end - inputs * units * 4;
  kernels.dense(4 * PAGE_BYTES, PAGE_BYTES, forwards, 3 * PAGE_BYTES, images, inputs, units, units);
  kernels.denseInputGradient(5 * PAGE_BYTES, 6 * PAGE_BYTES, weights, images, inputs, units);
});

/** Holds the step on a single image to what it takes the place of; leaves the weights and their turned form alone. */
function expectSameStep(inputs: number, units: number, cut: number): void {
  const [stride, at] = [Math.ceil(units / 4) * 4, PAGE_BYTES];
  const [input, weights, gradients, turned] = [at, 2 * at, 4 * at, 5 * at];
  const floats = (address: number) => new Float32Array(memory.buffer, address, inputs * stride);
  const untouched = floats(weights).slice();
  const [theirs, panels] = [7 * at, 8 * at];
  kernels.keepInputs(panels, input, 1, inputs, 1);
  expect(floats(panels).slice(0, inputs)).toEqual(floats(input).slice(0, inputs));

  kernels.denseWeightGradient(theirs, panels, gradients, 1, 1, 0, 0, inputs, units, stride);
  kernels.sgd(weights, theirs, 0, 1, inputs * stride, 0.3);
  kernels.turnFew(turned, weights, 0, inputs, inputs, stride);
  const moved = { weights: floats(weights).slice(), turned: floats(turned).slice() };

  floats(weights).set(untouched);
  floats(turned).fill(99, 0, units * inputs);
  for (const [first, rows] of [[0, cut] as const, [cut, inputs - cut] as const]) {
    kernels.stepOfFew(weights, turned, panels, 16, gradients, first, rows, inputs, units, stride, 0.3);
  }
  expect({ weights: floats(weights), turned: floats(turned) }).toEqual(moved);
  expect(floats(weights), 'it has moved').not.toEqual(untouched);

  floats(weights).set(untouched);
  kernels.turnFew(turned, weights, 0, inputs, inputs, stride);
}

test.each(lengths.flatMap((images) => lengths.map((units) => [images, units] as const)))(
  'dense, of few units: %i images, %i units agree with the definition',
  (images, units) => {
    const inputs = 36;
    const stride = Math.ceil(units / 4) * 4;
    const [at, rest] = [PAGE_BYTES, 20];
    const input = new Float32Array(memory.buffer, at, images * inputs);
    const weights = new Float32Array(memory.buffer, 2 * at, inputs * stride).fill(0);
    const bias = new Float32Array(memory.buffer, 3 * at, stride).fill(0);
    const gradients = new Float32Array(memory.buffer, 4 * at, images * stride).fill(0);
    input.forEach((_, i) => (input[i] = ((i * 7919) % 101) / 101 - 0.5));
    for (let i = 0; i < inputs; i++) {
      for (let u = 0; u < units; u++) weights[i * stride + u] = ((i * 31 + u * 17) % 53) / 53 - 0.5;
    }
    for (let u = 0; u < units; u++) bias[u] = u / 10;
    for (let image = 0; image < images; image++) {
      for (let u = 0; u < units; u++) gradients[image * stride + u] = ((image * 13 + u * 7) % 29) / 29 - 0.5;
    }

    kernels.turnFew(5 * at, 2 * at, 0, rest, inputs, stride);
    kernels.turnFew(5 * at, 2 * at, rest, inputs - rest, inputs, stride);
    if (images === 1) expectSameStep(inputs, units, rest);
    const out = new Float32Array(memory.buffer, 6 * at, images * units + 1).fill(99);
    const capacity = images === 1 ? 1 : images + 1;
    const panelFloats = (inputs / 4) * capacity * 4;
    const [kept, keptApart] = [8 * at, 8 * at + PAGE_BYTES / 2];
    const panels = new Float32Array(memory.buffer, kept, panelFloats).fill(99);
    const expected = new Float32Array(memory.buffer, keptApart, panelFloats).fill(99);
    kernels.denseFew(6 * at, at, 5 * at, 3 * at, images, inputs, units, kept, capacity);
    kernels.keepInputs(keptApart, at, images, inputs, capacity);
    expect(panels, 'the inputs are kept on the way').toEqual(expected);
    const alone = new Float32Array(memory.buffer, 7 * at, units);
    for (let image = 0; image < images; image++) {
      for (let u = 0; u < units; u++) {
        let sum = bias[u]!;
        for (let i = 0; i < inputs; i++) sum += input[image * inputs + i]! * weights[i * stride + u]!;
        expect(Math.abs(out[image * units + u]! - sum)).toBeLessThan(5e-6);
      }
      kernels.denseFew(7 * at, at + image * inputs * 4, 5 * at, 3 * at, 1, inputs, units, 0, 0);
      expect(alone, 'an image alone has the same bits').toEqual(
        out.slice(image * units, (image + 1) * units),
      );
    }
    expect(out[images * units], 'nothing is written past the end').toBe(99);

    const back = new Float32Array(memory.buffer, 6 * at, images * inputs + 1).fill(99);
    kernels.denseFewInputGradient(6 * at, 4 * at, 5 * at, images, inputs, units, stride);
    for (let image = 0; image < images; image++) {
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        for (let u = 0; u < units; u++) sum += gradients[image * stride + u]! * weights[i * stride + u]!;
        expect(Math.abs(back[image * inputs + i]! - sum)).toBeLessThan(5e-6);
      }
    }
    expect(back[images * inputs], 'nothing is written past the end').toBe(99);
  },
);

import { beforeAll, describe, expect, test } from 'vitest';
import { sigmoid, tanh } from '../nn/elementary.ts';
import { philox4x32 } from '../nn/philox.ts';
import { PURPOSES, placedWords, randomStream } from '../nn/random.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { createMemory, instantiateKernels, PAGE_BYTES, type Kernels } from './kernels.ts';

/** The kernels of single layers, at lengths that are tails alone, whole vectors alone, and both several times. */

const memory = createMemory(8 * PAGE_BYTES);
let kernels: Kernels;
beforeAll(async () => {
  const { module } = await singleThreadMachine();
  kernels = instantiateKernels(module, memory);
});

const lengths = [1, 2, 3, 4, 5, 7, 8, 12, 67];
const random = randomStream(1, 'split');
const floats = (page: number, count: number) => new Float32Array(memory.buffer, page * PAGE_BYTES, count);
const at = (page: number) => page * PAGE_BYTES;

function filled(page: number, count: number): Float32Array {
  const array = floats(page, count);
  array.forEach((_, i) => (array[i] = random.normal() * 2));
  return array;
}

test('Philox has the words of its TypeScript definition', () => {
  const words = new Uint32Array(memory.buffer, at(1), 12);
  for (let i = 0; i < 1000; i++) {
    words.forEach((_, place) => (words[place] = random.uint32()));
    const expected = new Uint32Array(4);
    philox4x32(expected, words.slice(4, 8), words.slice(8, 10));
    kernels.philox4x32(at(1), at(1) + 16, at(1) + 32);
    expect(words.slice(0, 4)).toEqual(expected);
  }
});

describe.each(lengths)('of %i values', (count) => {
  test('leaky ReLU, and its way back', () => {
    const x = filled(1, count);
    const y = floats(2, count);
    kernels.leakyRelu(at(2), at(1), count, 0.25);
    expect([...y]).toEqual([...x].map((value) => (value > 0 ? value : value / 4)));
    const g = filled(3, count);
    kernels.leakyReluBack(at(4), at(3), at(2), count, 0.25);
    expect([...floats(4, count)]).toEqual([...g].map((value, i) => (x[i]! > 0 ? value : value / 4)));
  });

  test('sigmoid and tanh are their definitions, rounded once, and so are their ways back', () => {
    const x = filled(1, count);
    const g = filled(3, count);
    const y = floats(2, count);
    const back = floats(4, count);
    kernels.applySigmoid(at(2), at(1), count);
    expect([...y]).toEqual([...x].map((value) => Math.fround(sigmoid(value))));
    kernels.sigmoidBack(at(4), at(3), at(2), count);
    back.forEach((value, i) => expect(value).toBeCloseTo(g[i]! * y[i]! * (1 - y[i]!), 6));
    kernels.applyTanh(at(2), at(1), count);
    expect([...y]).toEqual([...x].map((value) => Math.fround(tanh(value))));
    kernels.tanhBack(at(4), at(3), at(2), count);
    back.forEach((value, i) => expect(value).toBeCloseTo(g[i]! * (1 - y[i]! ** 2), 6));
  });

  test('dropout drops what the definition drops, and nothing past the end', () => {
    const images = 3;
    const x = filled(1, images * count);
    const y = floats(2, images * count + 1).fill(99);
    kernels.dropout(at(2), at(1), images, count, 5, 6, 7, 8, PURPOSES.dropout, 2 ** 31, 2);
    for (let image = 0; image < images; image++) {
      const words = placedWords(count, 8, 'dropout', [5 + image, 6, 7]);
      words.forEach((word, i) => {
        const place = image * count + i;
        expect(y[place]).toBe(word < 2 ** 31 ? 0 : 2 * x[place]!);
      });
    }
    expect(y[images * count]).toBe(99);
  });

  test('the first value that is not finite is found wherever it stands', () => {
    const x = filled(1, count);
    expect(kernels.firstNotFinite(at(1), count)).toBe(-1);
    for (let place = 0; place < count; place++) {
      const value = x[place]!;
      for (const wrong of [NaN, Infinity, -Infinity]) {
        x[place] = wrong;
        expect(kernels.firstNotFinite(at(1), count)).toBe(place);
      }
      x[place] = value;
    }
    expect(kernels.firstNotFinite(at(1), 0)).toBe(-1);
  });
});

test('batch norm finds a variance that is tiny beside the mean', () => {
  const [rows, channels] = [301, 5];
  const x = floats(1, rows * channels);
  x.forEach((_, i) => (x[i] = 1000 + (i % channels) + (Math.floor(i / channels) % 2) / 64));
  kernels.measure(at(3), at(1), rows, channels);
  kernels.combine(at(4), at(3), 0, 1, rows, rows, channels);
  const moments = new Float64Array(memory.buffer, at(4), 16);
  const share = 150 / 301;
  for (let channel = 0; channel < channels; channel++) {
    expect(moments[channel]).toBeCloseTo(1000 + channel + share / 64, 10);
    expect(moments[8 + channel]).toBeCloseTo((share * (1 - share)) / 64 ** 2, 14);
  }
});

test('batch norm’s shards together have the moments of all', () => {
  const [rows, last, shards, channels] = [37, 5, 3, 6];
  const all = rows * (shards - 1) + last;
  filled(1, all * channels);
  for (let shard = 0; shard < shards; shard++) {
    const count = shard === shards - 1 ? last : rows;
    kernels.measure(at(3) + shard * 256, at(1) + shard * rows * channels * 4, count, channels);
  }
  kernels.combine(at(4), at(3), 256, shards, rows, last, channels);
  kernels.measure(at(5), at(1), all, channels);
  kernels.combine(at(6), at(5), 0, 1, all, all, channels);
  const [together, alone] = [4, 6].map((page) => new Float64Array(memory.buffer, at(page), 14));
  for (const list of [0, 8]) {
    for (let channel = 0; channel < channels; channel++) {
      expect(together![list + channel]).toBeCloseTo(alone![list + channel]!, 12);
    }
  }
});

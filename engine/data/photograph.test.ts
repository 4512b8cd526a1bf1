import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isEmpty, normaliseInk } from './normalise.ts';
import { inkOfPhotograph } from './photograph.ts';

const file = new URL('../../resources/datasets/mnist/t10k-images-idx3-ubyte.gz', import.meta.url);
const pixels = gunzipSync(readFileSync(file)).subarray(16);
const digit = (index: number) => new Uint8Array(pixels.subarray(index * 784, (index + 1) * 784));

const COUNT = 30;
const SCALE = 4;
const SIDE = 28 * SCALE;

/** A picture of a digit: `level` makes the grey level from the ink (0 to 1) and the place (0 to 1 down, right). */
function photograph(
  ink: Uint8Array,
  level: (ink: number, down: number, right: number) => number,
  side = SIDE,
): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, index) => {
    const [y, x] = [Math.floor(index / side) / side, (index % side) / side];
    const value = level((ink[Math.floor(y * 28) * 28 + Math.floor(x * 28)] ?? 0) / 255, y, x);
    return Math.max(0, Math.min(255, Math.round(value)));
  });
}

/** Noise of standard deviation 1: the sum of twelve uniform numbers, from a linear congruence. */
function noise(): () => number {
  let state = 1;
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
}

function read(grey: Uint8Array, side = SIDE): Uint8Array {
  const { ink, height, width } = inkOfPhotograph(grey, side, side);
  return normaliseInk(ink, height, width);
}

/** Mean absolute difference between the digits and their photographs after normalisation, in grey levels. */
function difference(level: (ink: number, down: number, right: number) => number, side = SIDE): number {
  let sum = 0;
  for (let index = 0; index < COUNT; index++) {
    const original = digit(index);
    const again = read(photograph(original, level, side), side);
    expect(isEmpty(again)).toBe(false);
    sum += original.reduce((total, value, at) => total + Math.abs(value - (again[at] ?? 0)), 0) / 784;
  }
  return sum / COUNT;
}

describe('a photograph of a digit', () => {
  it('dark on light and light on dark gives the very same ink', () => {
    const grain = noise();
    for (let index = 0; index < COUNT; index++) {
      const dark = photograph(digit(index), (ink, down) => 220 - 130 * ink - 40 * down + 3 * grain());
      const light = dark.map((value) => 255 - value);
      const [a, b] = [inkOfPhotograph(light, SIDE, SIDE), inkOfPhotograph(dark, SIDE, SIDE)];
      expect(Buffer.from(a.ink).equals(b.ink)).toBe(true);
    }
  });

  it('that is an MNIST image as it is comes back close to itself', () => {
    expect(difference((ink) => 255 * ink, 28)).toBeLessThan(2);
  });

  it.each<[string, number, Parameters<typeof difference>[0]]>([
    ['on white', 6, (ink) => 255 - 255 * ink],
    ['in pencil', 6, (ink) => 225 - 60 * ink],
    ['in chalk on a board', 6, (ink) => 40 + 120 * ink],
    ['with light from one corner', 9, (ink, down, right) => (230 - 90 * right - 40 * down) * (1 - 0.7 * ink)],
    [
      'on a page that is darker at one end than ink at the other',
      10,
      (ink, _, x) => (240 - 150 * x) * (1 - 0.75 * ink),
    ],
  ])('%s is read: mean absolute difference below %i grey levels', (_, bound, level) => {
    expect(difference(level)).toBeLessThan(bound);
  });

  it('is read through the grain of a bad camera', () => {
    const grain = noise();
    expect(difference((ink) => 215 - 90 * ink + 6 * grain())).toBeLessThan(8);
  });

  it('gives the same when it is large, and is made smaller first', () => {
    const side = 28 * 80;
    const { ink, height, width } = inkOfPhotograph(
      photograph(digit(0), (value) => 250 - 200 * value, side),
      side,
      side,
    );
    expect([height, width]).toEqual([747, 747]);
    const again = normaliseInk(ink, height, width);
    const sum = digit(0).reduce((total, value, at) => total + Math.abs(value - (again[at] ?? 0)), 0);
    expect(sum / 784).toBeLessThan(6);
  });

  it('has ink from 0 to 255, and soft edges', () => {
    const { ink } = inkOfPhotograph(
      photograph(digit(0), (value) => 255 * value, 28),
      28,
      28,
    );
    expect(Math.max(...ink)).toBe(255);
    expect(ink.filter((value) => value > 0 && value < 255).length).toBeGreaterThan(20);
    expect(ink[0]).toBe(0);
  });
});

describe('a blank page', () => {
  const grain = noise();
  it.each<[string, (down: number, right: number) => number]>([
    ['in one grey', () => 180],
    ['that is grainy', () => 200 + 8 * grain()],
    ['in uneven light', (down, right) => 220 - 80 * right - 30 * down + 2 * grain()],
    [
      'with dark corners',
      (down, right) => 240 - 100 * ((down - 0.5) ** 2 + (right - 0.5) ** 2) + 2 * grain(),
    ],
    ['black', () => 0],
  ])('%s has no ink', (_, level) => {
    const page = photograph(new Uint8Array(784), (_ink, down, right) => level(down, right));
    expect(isEmpty(inkOfPhotograph(page, SIDE, SIDE).ink)).toBe(true);
  });

  it('of one pixel has no ink', () => {
    expect(inkOfPhotograph(Uint8Array.of(77), 1, 1)).toEqual({ ink: Uint8Array.of(0), height: 1, width: 1 });
  });
});

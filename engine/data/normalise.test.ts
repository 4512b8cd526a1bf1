import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSums } from './area-average.ts';
import { isEmpty, normaliseInk, shrinkInk } from './normalise.ts';

/** Side of the drawing pad in pixels. */
const PAD = 280;

function blank(height = PAD, width = PAD): Uint8Array {
  return new Uint8Array(height * width);
}

function fill(
  ink: Uint8Array,
  width: number,
  top: number,
  left: number,
  rows: number,
  columns: number,
  value = 255,
) {
  for (let y = top; y < top + rows; y++) ink.fill(value, y * width + left, y * width + left + columns);
  return ink;
}

/** Middle of mass, with pixel centres at + 0.5. */
function centreOf(image: Uint8Array): [y: number, x: number] {
  let [mass, y, x] = [0, 0, 0];
  image.forEach((value, index) => {
    mass += value;
    y += value * (Math.floor(index / 28) + 0.5);
    x += value * ((index % 28) + 0.5);
  });
  return [y / mass, x / mass];
}

/** Rows and columns from the first to the last that has any ink. */
function extentOf(image: Uint8Array): [rows: number, columns: number] {
  const indices = Array.from(image.keys()).filter((index) => image[index] !== 0);
  const rows = indices.map((index) => Math.floor(index / 28));
  const columns = indices.map((index) => index % 28);
  return [Math.max(...rows) - Math.min(...rows) + 1, Math.max(...columns) - Math.min(...columns) + 1];
}

interface Blob {
  y: number;
  x: number;
  radius: number;
  value: number;
}

/** Round dots of ink, overlapping, as a stroke leaves them; y and x are whole pixels. */
function draw(blobs: readonly Blob[], down: number, right: number): Uint8Array {
  const ink = blank();
  for (const { y, x, radius, value } of blobs) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        if (dy * dy + dx * dx > radius * radius) continue;
        const at = (y + dy + down) * PAD + x + dx + right;
        ink[at] = Math.max(ink[at] ?? 0, value);
      }
    }
  }
  return ink;
}

describe('areaSums', () => {
  it('is the mean of the covered areas, parts of pixels by their share', () => {
    // Three pixels to two: each takes one pixel and half of the middle one.
    const sums = areaSums(Uint8Array.of(10, 20, 60, 0, 0, 0, 0, 0, 0), 3, 3, { top: 0, left: 0, side: 3 }, 2);
    const means = Array.from(sums, (sum) => sum / 9);
    const row = 1 / 1.5;
    [(10 + 10) / 1.5, (10 + 60) / 1.5, 0, 0].forEach((value, index) => {
      expect(means[index]).toBeCloseTo(value * row, 12);
    });
  });

  it('keeps the mean grey level, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        (side, target, seed) => {
          const image = Uint8Array.from({ length: side * side }, (_, index) => (index * 97 + seed) & 255);
          const sums = areaSums(image, side, side, { top: 0, left: 0, side }, target);
          const before = image.reduce((sum, value) => sum + value, 0);
          // Exactly: both count the same area, in other units.
          expect(sums.reduce((sum, value) => sum + value, 0)).toBe(before * target * target);
        },
      ),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('a normalised drawing', () => {
  it('is byte for byte the same wherever on the pad it was drawn', () => {
    const blob = fc.record({
      y: fc.integer({ min: 0, max: 120 }),
      x: fc.integer({ min: 0, max: 120 }),
      radius: fc.integer({ min: 0, max: 15 }),
      value: fc.integer({ min: 1, max: 255 }),
    });
    const place = fc.integer({ min: 15, max: PAD - 1 - 120 - 15 });
    fc.assert(
      fc.property(
        fc.array(blob, { minLength: 1, maxLength: 12 }),
        fc.tuple(place, place),
        fc.tuple(place, place),
        (blobs, first, second) => {
          const one = normaliseInk(draw(blobs, ...first), PAD, PAD);
          const other = normaliseInk(draw(blobs, ...second), PAD, PAD);
          expect(Buffer.from(one).equals(other)).toBe(true);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('is the same on a pad of another size', () => {
    const small = fill(blank(60, 50), 50, 3, 4, 41, 23, 200);
    const large = fill(blank(), PAD, 230, 250, 41, 23, 200);
    expect(normaliseInk(small, 60, 50)).toEqual(normaliseInk(large, PAD, PAD));
  });

  it('is the same at twice the size', () => {
    const ink = draw(
      [
        { y: 60, x: 60, radius: 20, value: 255 },
        { y: 90, x: 70, radius: 15, value: 90 },
      ],
      0,
      0,
    );
    const twice = blank(2 * PAD, 2 * PAD);
    twice.forEach((_, index) => {
      const [y, x] = [Math.floor(index / (2 * PAD)), index % (2 * PAD)];
      twice[index] = ink[(y >> 1) * PAD + (x >> 1)] ?? 0;
    });
    expect(normaliseInk(twice, 2 * PAD, 2 * PAD)).toEqual(normaliseInk(ink, PAD, PAD));
  });

  it('is the same in faint ink as in full', () => {
    const faint = draw([{ y: 60, x: 60, radius: 20, value: 5 }], 0, 0);
    const full = draw([{ y: 60, x: 60, radius: 20, value: 255 }], 0, 0);
    expect(normaliseInk(faint, PAD, PAD)).toEqual(normaliseInk(full, PAD, PAD));
  });

  it('of a full square fills 20 × 20 pixels, its centre of mass at 15', () => {
    const image = normaliseInk(blank().fill(255), PAD, PAD);
    // b = 10 exactly, so the shift is trunc(15 − 10) = 5.
    expect(image).toEqual(fill(blank(28, 28), 28, 5, 5, 20, 20));
  });

  it('of one pixel stays a speck: 2 × 2, not 20 × 20', () => {
    const image = normaliseInk(fill(blank(), PAD, 100, 200, 1, 1), PAD, PAD);
    expect(image).toEqual(fill(blank(28, 28), 28, 14, 14, 2, 2));
  });

  it('of a very thin line keeps its length and is stretched to full ink', () => {
    const image = normaliseInk(fill(blank(), PAD, 20, 77, 200, 1), PAD, PAD);
    expect(image).toEqual(fill(blank(28, 28), 28, 5, 14, 20, 1));
  });

  it('loses what a lopsided shape pushes over the edge', () => {
    // A heavy blot with a long thin tail: b is close to the blot, and the tail leaves the picture.
    const ink = fill(fill(blank(), PAD, 100, 20, 20, 20), PAD, 110, 40, 1, 180);
    const image = normaliseInk(ink, PAD, PAD);
    expect(extentOf(image)[1]).toBeLessThan(20);
    expect(image.slice(27).some((value) => value > 0)).toBe(true);
  });

  it('of nothing is nothing', () => {
    expect(isEmpty(normaliseInk(blank(), PAD, PAD))).toBe(true);
    expect(isEmpty(blank())).toBe(true);
    expect(isEmpty(fill(blank(), PAD, 279, 279, 1, 1, 1))).toBe(false);
  });

  it('refuses bytes of another size', () => {
    expect(() => normaliseInk(new Uint8Array(10), 3, 3)).toThrow(/3 × 3 pixels cannot have 10 bytes/);
    expect(() => shrinkInk(new Uint8Array(), 0, 0)).toThrow(/0 × 0/);
  });
});

describe('digits of MNIST, upscaled by 4 and normalised again', () => {
  const file = new URL('../../resources/datasets/mnist/t10k-images-idx3-ubyte.gz', import.meta.url);
  const pixels = gunzipSync(readFileSync(file)).subarray(16);
  const COUNT = 500;
  const digits = Array.from({ length: COUNT }, (_, index) => {
    const original = new Uint8Array(pixels.subarray(index * 784, (index + 1) * 784));
    const large = new Uint8Array(112 * 112);
    for (let y = 0; y < 112; y++) {
      for (let x = 0; x < 112; x++) large[y * 112 + x] = original[(y >> 2) * 28 + (x >> 2)] ?? 0;
    }
    return { original, again: normaliseInk(large, 112, 112) };
  });

  it('come back: mean absolute difference 1.94 of 255 grey levels, 13.6 for the worst, none for 332 of 500', () => {
    const differences = digits.map(
      ({ original, again }) =>
        original.reduce((sum, value, index) => sum + Math.abs(value - (again[index] ?? 0)), 0) / 784,
    );
    expect(differences.reduce((sum, value) => sum + value, 0) / COUNT).toBeLessThan(1.95);
    expect(Math.max(...differences)).toBeLessThan(13.6);
    expect(differences.filter((value) => value === 0)).toHaveLength(332);
  });

  it('are 20 pixels high or wide, with their centre of mass between 14 and 15', () => {
    for (const { again } of digits) {
      expect(Math.max(...extentOf(again))).toBe(20);
      for (const centre of centreOf(again)) {
        expect(centre).toBeGreaterThanOrEqual(14);
        expect(centre).toBeLessThanOrEqual(15);
      }
    }
  });
});

describe('a drawing that is only shrunk', () => {
  it('is the area average of the whole pad', () => {
    const ink = fill(blank(), PAD, 0, 0, 10, 15);
    const image = shrinkInk(ink, PAD, PAD);
    expect(Array.from(image.subarray(0, 3))).toEqual([255, 128, 0]);
    expect(image.subarray(2).every((value) => value === 0)).toBe(true);
  });

  it('stays where it was drawn, as large and as faint as it was', () => {
    const image = shrinkInk(fill(blank(), PAD, 200, 10, 70, 20, 40), PAD, PAD);
    expect(image).toEqual(fill(blank(28, 28), 28, 20, 1, 7, 2, 40));
  });

  it('of 28 × 28 does not change', () => {
    const ink = Uint8Array.from({ length: 784 }, (_, index) => (index * 31) & 255);
    expect(shrinkInk(ink, 28, 28)).toEqual(ink);
  });

  it('that is not square lies in the middle of one', () => {
    expect(shrinkInk(fill(blank(14, 28), 28, 0, 0, 14, 28), 14, 28)).toEqual(
      fill(blank(28, 28), 28, 7, 0, 14, 28),
    );
  });
});

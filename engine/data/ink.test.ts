import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Drawing, Stroke } from '../protocol/drawing.ts';
import { normalisedImage, padImage } from './ink.ts';
import { penPaths } from './pen-paths.ts';

type Places = readonly (readonly [x: number, y: number])[];

const stroke = (places: Places): Stroke => ({
  kind: 'stroke',
  x: places.map(([x]) => x),
  y: places.map(([, y]) => y),
});

const mapped = (drawing: readonly Stroke[], x: (x: number) => number, y: (y: number) => number): Stroke[] =>
  drawing.map((each) => ({ ...each, x: each.x.map(x), y: each.y.map(y) }));

const seven = [stroke([[0.3, 0.25], [0.61, 0.25], [0.45, 0.74]]), stroke([[0.36, 0.5], [0.6, 0.48]])]; // prettier-ignore

const mean = (image: Uint8Array) => image.reduce((sum, value) => sum + value, 0) / image.length;

function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

function boxOf(image: Uint8Array): { width: number; height: number } {
  const inked = [...image.keys()].filter((i) => image[i]! > 0);
  const [rows, columns] = [inked.map((i) => Math.floor(i / 28)), inked.map((i) => i % 28)];
  const span = (values: number[]) => Math.max(...values) - Math.min(...values) + 1;
  return { width: span(columns), height: span(rows) };
}

/** A drawing in whole pixels of a pad that shows a pixel as some parts of one, as scaled screens do. */
const onPixels = fc.record({
  side: fc.integer({ min: 120, max: 2000 }),
  parts: fc.constantFrom(1, 2, 4, 5, 8),
  strokes: fc.array(fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { minLength: 1, maxLength: 20 }), {
    minLength: 1,
    maxLength: 3,
  }),
  by: fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })),
});

describe('the normalised image', () => {
  it('is the same, byte for byte, for the same strokes moved by whole pixels', () => {
    fc.assert(
      fc.property(onPixels, ({ side, parts, strokes, by: [dx, dy] }) => {
        const drawn = (left: number, top: number) =>
          strokes.map((places) =>
            stroke(places.map(([x, y]) => [(x / parts + left) / side, (y / parts + top) / side] as const)),
          );
        expect(normalisedImage(drawn(dx, dy))).toEqual(normalisedImage(drawn(0, 0)));
      }),
      { numRuns: 60 },
    );
  });

  it.each([0.08, 0.15, 0.3, 0.9])('hardly depends on size: %d of the pad', (size) => {
    const small = mapped(seven, (x) => 0.5 + (x - 0.45) * size * 2, (y) => 0.5 + (y - 0.5) * size * 2); // prettier-ignore
    expect(difference(normalisedImage(small), normalisedImage(seven))).toBeLessThan(2);
  });

  it.each(['width', 'height'] as const)('fits 20 × 20 by its longer side: %s', (longer) => {
    const flat = longer === 'width';
    const drawing = mapped(seven, (x) => (flat ? x : 0.4 + x * 0.2), (y) => (flat ? 0.4 + y * 0.2 : y)); // prettier-ignore
    expect(boxOf(normalisedImage(drawing))[longer]).toBeGreaterThanOrEqual(20);
    expect(boxOf(normalisedImage(drawing))[longer]).toBeLessThanOrEqual(21);
  });

  it('has strokes 2.5 pixels wide, whatever the size', () => {
    for (const length of [0.1, 0.4, 0.95]) {
      const image = normalisedImage([stroke([[0.02, 0.02], [0.02, 0.02 + length]])]); // prettier-ignore
      const row = image.subarray(14 * 28, 15 * 28);
      expect(row.reduce((sum, value) => sum + value, 0) / 255).toBeCloseTo(2.5, 1);
    }
  });

  it('keeps the corners of a polygon that has few points', () => {
    const coarse = normalisedImage([stroke([[0.2, 0.2], [0.8, 0.2], [0.8, 0.8]])]); // prettier-ignore
    const along = (t: number) =>
      t <= 1 ? ([0.2 + 0.6 * t, 0.2] as const) : ([0.8, 0.2 + 0.6 * (t - 1)] as const);
    const fine = normalisedImage([stroke(Array.from({ length: 201 }, (_, i) => along(i / 100)))]);
    expect(difference(coarse, fine)).toBeLessThan(0.05);
  });

  it('leaves a dot a dot', () => {
    const { width, height } = boxOf(normalisedImage([stroke([[0.4, 0.4]])])); // prettier-ignore
    expect(Math.max(width, height)).toBeLessThanOrEqual(4);
  });

  it('is empty where nothing was drawn', () => {
    expect(mean(normalisedImage([]))).toBe(0);
  });

  it('shows of strokes that leave the pad what is on it', () => {
    const leaving: Drawing = [stroke([[0.5, 0.2], [1.4, 0.2], [1.4, 0.8], [0.5, 0.8]])]; // prettier-ignore
    const seen: Drawing = [stroke([[0.5, 0.2], [1, 0.2]]), stroke([[1, 0.8], [0.5, 0.8]])]; // prettier-ignore
    expect(normalisedImage(leaving)).toEqual(normalisedImage(seen));
    expect(penPaths(leaving)).toHaveLength(2);
    expect(mean(normalisedImage([stroke([[1.2, 0.2], [1.3, 2]])]))).toBe(0); // prettier-ignore
    // Straight across the pad, without a point on it.
    expect(penPaths([stroke([[-1, 0.5], [2, 0.5]])])).toMatchObject([[{ x: 0 }, { x: 1 }]]); // prettier-ignore
  });

  it('is wider where the pen was pressed', () => {
    const line: Places = [[0.5, 0.1], [0.5, 0.9]]; // prettier-ignore
    const pressed = (pressure: number): Drawing => [{ ...stroke(line), pressures: [pressure, pressure] }];
    const masses = [0.2, 0.5, 0.9].map((pressure) => mean(normalisedImage(pressed(pressure))));
    expect(masses[0]).toBeLessThan(masses[1]!);
    expect(masses[1]).toBeLessThan(masses[2]!);
    expect(normalisedImage(pressed(0.5))).toEqual(normalisedImage([stroke(line)]));
  });
});

describe('the pad as it is', () => {
  it('keeps place and size', () => {
    const corner = padImage([stroke([[0.1, 0.1], [0.1, 0.2]])]); // prettier-ignore
    expect(boxOf(corner).height).toBeLessThan(8);
    expect(mean(corner.subarray(14 * 28))).toBe(0);
  });
});

describe('cells of the keyboard', () => {
  const lines = (...places: Places) =>
    penPaths(places.map(([column, row]) => ({ kind: 'cell' as const, column, row }))).filter(
      (path) => path.length === 2,
    );

  it('are joined to their neighbours, and diagonally only where there is no other way', () => {
    expect(lines([5, 5], [6, 5])).toHaveLength(1);
    expect(lines([5, 5], [6, 6])).toHaveLength(1);
    expect(lines([5, 5], [4, 6])).toHaveLength(1);
    expect(lines([5, 5], [6, 5], [6, 6])).toHaveLength(2);
    expect(lines([5, 5], [9, 9])).toHaveLength(0);
  });
});

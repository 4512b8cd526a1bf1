import { describe, expect, it } from 'vitest';
import { fitSurface } from './surface.ts';

const [height, width] = [40, 60];

function picture(level: (y: number, x: number) => number): Uint8Array {
  return Uint8Array.from({ length: height * width }, (_, index) =>
    Math.round(level(Math.floor(index / width), index % width)),
  );
}

/** Largest difference between the surface and what it should be. */
function error(surface: Float64Array, level: (y: number, x: number) => number): number {
  return surface.reduce(
    (worst, value, index) =>
      Math.max(worst, Math.abs(value - level(Math.floor(index / width), index % width))),
    0,
  );
}

describe('fitSurface', () => {
  const bowl = (y: number, x: number) => 200 - 2 * y - 0.5 * x + 0.02 * y * y - 0.01 * y * x + 0.01 * x * x;

  it('finds a quadratic surface, to within the rounding of its grey levels', () => {
    const surface = fitSurface(picture(bowl), height, width, new Uint8Array(height * width).fill(1));
    expect(error(surface, bowl)).toBeLessThan(0.1);
  });

  it('pays no attention to the pixels that do not count', () => {
    const use = picture((y, x) => (y > 10 && y < 20 && x > 15 && x < 50 ? 0 : 1));
    const written = picture(bowl).map((value, index) => (use[index] === 1 ? value : 0));
    expect(error(fitSurface(written, height, width, use), bowl)).toBeLessThan(0.2);
  });

  it('leaves out what cannot be known: one row, one pixel, nothing', () => {
    const row = picture((y) => (y === 5 ? 1 : 0));
    expect(
      error(
        fitSurface(
          picture(() => 90),
          height,
          width,
          row,
        ),
        () => 90,
      ),
    ).toBeLessThan(1e-6);
    const pixel = picture((y, x) => (y === 20 && x === 30 ? 1 : 0));
    expect(
      fitSurface(
        picture(() => 90),
        height,
        width,
        pixel,
      ).every(Number.isFinite),
    ).toBe(true);
    const nothing = new Uint8Array(height * width);
    expect(
      fitSurface(
        picture(() => 90),
        height,
        width,
        nothing,
      ).every((value) => value === 0),
    ).toBe(true);
    expect(fitSurface(Uint8Array.of(90), 1, 1, Uint8Array.of(1))[0]).toBeCloseTo(90, 9);
  });
});

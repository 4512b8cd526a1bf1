import { describe, expect, it } from 'vitest';
import { placeOf, ticksOf, valueAt } from './axis.ts';
import { Curve, toCurve } from './curve.ts';
import { visiblePoints } from './decimate.ts';
import { SmoothedCurve } from './smooth.ts';

/** A hundred thousand points that jump up and down, with one high peak and one low one. */
function long(): Curve {
  const curve = new Curve();
  for (let i = 0; i < 100_000; i++) {
    curve.append(i, i === 54_321 ? 50 : i === 77_777 ? -40 : Math.sin(i / 500) + (i % 7) / 10);
  }
  return curve;
}

describe('what of a curve can be seen', () => {
  it('is all of it where the points are few', () => {
    const curve = toCurve([0, 1, 2, 3], [5, 4, 3, 2]);
    expect(visiblePoints(curve, 0, 3, 100)).toEqual({ points: [0, 1, 2, 3], lowest: 2, highest: 5 });
  });

  it('is a few points a pixel of a long curve, and never misses a peak', () => {
    const curve = long();
    for (const pixels of [100, 400, 801, 2000]) {
      const { points, lowest, highest } = visiblePoints(curve, 0, 99_999, pixels);
      expect(points.length).toBeLessThanOrEqual(4 * pixels + 260);
      expect(points).toContain(54_321);
      expect(points).toContain(77_777);
      expect([lowest, highest]).toEqual([-40, 50]);
      expect(points).toEqual([...points].sort((a, b) => a - b));
    }
  });

  it('is what lies in the stretch, with a point beyond either end', () => {
    const { points } = visiblePoints(long(), 1000.5, 1010.5, 500);
    expect(points[0]).toBe(1000);
    expect(points.at(-1)).toBe(1011);
  });

  it('keeps what is not a number apart from what is', () => {
    const curve = toCurve([0, 1, 2], [1, NaN, 3]);
    const { points, lowest, highest } = visiblePoints(curve, 0, 2, 100);
    expect(points).toEqual([0, 1, 2]);
    expect([lowest, highest]).toEqual([1, 3]);
  });
});

describe('the point nearest to a place', () => {
  it('is found', () => {
    const curve = toCurve([0, 10, 20], [1, 2, 3]);
    expect([-5, 4, 6, 14, 99].map((x) => curve.nearest(x))).toEqual([0, 0, 1, 1, 2]);
    expect(new Curve().nearest(1)).toBe(-1);
  });
});

describe('a smoothed curve', () => {
  it('begins at the first value, follows slowly, and ends near a level that stays', () => {
    const source = toCurve([0, 1, 2, 3, 50], [1, 3, 3, 3, 3]);
    const { curve } = (() => {
      const smoothed = new SmoothedCurve(source);
      smoothed.follow(2);
      return smoothed;
    })();
    expect(curve.y(0)).toBe(1);
    expect(curve.y(1)).toBeCloseTo((Math.exp(-0.5) * 1 + 3) / (Math.exp(-0.5) + 1), 12);
    expect(curve.y(4)).toBeCloseTo(3, 6);
  });

  it('is the same whether its source came at once or piece by piece', () => {
    const source = new Curve();
    const growing = new SmoothedCurve(source);
    for (let i = 0; i < 500; i++) {
      source.append(i, i === 100 ? NaN : Math.cos(i));
      if (i % 7 === 0) growing.follow(20);
    }
    const atOnce = new SmoothedCurve(source).follow(20);
    const grown = growing.follow(20);
    expect(grown.length).toBe(500);
    for (let i = 0; i < 500; i++) expect(grown.y(i)).toEqual(atOnce.y(i));
    expect(grown.y(100)).toBeNaN();
  });
});

describe('axes', () => {
  it('have round ticks', () => {
    expect(ticksOf({ from: 0, to: 3 }, 'linear', 6)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
    expect(ticksOf({ from: 0.1, to: 0.35 }, 'linear', 5)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
    expect(ticksOf({ from: 0.0009, to: 12 }, 'log', 6)).toEqual([0.001, 0.01, 0.1, 1, 10]);
    expect(ticksOf({ from: 0.3, to: 2.4 }, 'log', 6)).toEqual([0.5, 1, 2]);
  });

  it('go there and back', () => {
    for (const kind of ['linear', 'log'] as const) {
      const range = { from: 0.01, to: 100 };
      for (const place of [0, 0.3, 1]) {
        expect(placeOf(valueAt(place, range, kind), range, kind)).toBeCloseTo(place, 12);
      }
    }
    expect(placeOf(0, { from: 0.1, to: 1 }, 'log')).toBe(-Infinity);
  });
});

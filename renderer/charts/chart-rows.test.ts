import { expect, it } from 'vitest';
import { chartRows } from './chart-rows.ts';
import { Curve, toCurve } from './curve.ts';
import { looksOf, type Series } from './series.ts';

const one = (curve: Curve, place = 0): Series => ({
  id: String(place),
  name: String(place),
  curve,
  ...looksOf(place),
  noisy: false,
});
const whole = { from: 0, to: 3 };

it('has none of a chart that has no curves yet, or only empty ones', () => {
  expect(chartRows([], whole, 0)).toEqual([]);
  expect(chartRows([one(new Curve())], whole, 0)).toEqual([]);
});

it('has the points of the longest curve where they are few, and what the others have beside them', () => {
  const series = [one(toCurve([0, 1, 2], [5, 6, 7])), one(toCurve([2], [9]), 1), one(new Curve(), 2)];
  expect(chartRows(series, whole, 0)).toEqual([
    { x: 0, values: [5, 9, null] },
    { x: 1, values: [6, 9, null] },
    { x: 2, values: [7, 9, null] },
  ]);
});

it('is thinned where they are many, from one end of the range to the last point', () => {
  const xs = Array.from({ length: 1000 }, (_, i) => i / 500);
  const rows = chartRows([one(toCurve(xs, xs))], whole, 0);
  expect(rows).toHaveLength(40);
  expect([rows[0]!.x, rows.at(-1)!.x]).toEqual([0, 1.998]);
});

it('is of the stretch that was zoomed into', () => {
  const xs = [0, 1, 2, 3];
  expect(chartRows([one(toCurve(xs, xs))], { from: 1, to: 2 }, 0).map(({ x }) => x)).toEqual([1, 2]);
});

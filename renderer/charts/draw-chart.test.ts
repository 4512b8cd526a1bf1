import { expect, it } from 'vitest';
import type { ChartModel } from './chart-model.ts';
import { toCurve } from './curve.ts';
import { drawChart } from './draw-chart.ts';
import { looksOf } from './series.ts';
import { SvgPen } from './svg-pen.ts';
import { palette } from './testing/palette.ts';

const size = { width: 640, height: 320 };
const model: ChartModel = {
  series: ['training', 'validation'].map((id, place) => ({
    id,
    name: id,
    curve: toCurve([0, 1, 2, 3], [2.3, place === 0 ? NaN : 1.2, 0.6, 0.4]),
    ...looksOf(place),
    marker: 'none',
    noisy: false,
  })),
  x: { title: 'epochs', range: { from: 0, to: 3 }, format: String },
  y: { title: 'nats', scale: 'linear', format: String, least: 0 },
  reach: 0,
};

function circlesAt(cursor: number | null): (readonly [x: number, y: number])[] {
  const pen = new SvgPen(size.width, size.height);
  drawChart(pen, model, size, palette, cursor);
  const circles = pen.toString().matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g);
  return [...circles].map(([, x, y]) => [Number(x), Number(y)] as const);
}

it('says where the plot stands, and marks the points nearest to the cursor in it', () => {
  const { left, width } = drawChart(new SvgPen(size.width, size.height), model, size, palette);
  expect(left).toBeGreaterThan(0);
  expect(left + width).toBeLessThanOrEqual(size.width);
  expect(circlesAt(null)).toEqual([]);
  const atTwo = circlesAt(2.2);
  expect(atTwo).toHaveLength(2);
  for (const [x] of atTwo) expect(x).toBeCloseTo(left + (2 / 3) * width, 1);
  // Of the two, one is not a number there.
  expect(circlesAt(1)).toHaveLength(1);
  // Outside of what is seen there is no cursor.
  expect(circlesAt(4)).toEqual([]);
});

it('keeps marks apart however close the points are, and marks the newest', () => {
  const xs = Array.from({ length: 200 }, (_, i) => i / 100);
  const [series] = model.series;
  const curve = toCurve(
    xs,
    xs.map((x) => 1 / (1 + x)),
  );
  const marked = { ...model, series: [{ ...series!, curve, marker: 'circle' as const }] };
  const pen = new SvgPen(size.width, size.height);
  const { left, width } = drawChart(pen, marked, size, palette);
  const places = [...pen.toString().matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  // The curve takes two thirds of the plot, which has room for two dozen.
  expect(places.length).toBeGreaterThan(12);
  expect(places.length).toBeLessThanOrEqual(18);
  expect(places[0]).toBeCloseTo(left, 0);
  expect(places.at(-1)).toBeCloseTo(left + (1.99 / 3) * width, 0);
  const gaps = places.slice(1, -1).map((x, i) => x - places[i]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(width / 24 - 0.1);
});

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

it('keeps marks apart however close the points are, and marks the newest', () => {
  const xs = Array.from({ length: 200 }, (_, i) => i / 100);
  const [series] = model.series;
  const curve = toCurve(
    xs,
    xs.map((x) => 1 / (1 + x)),
  );
  const marked = { ...model, series: [{ ...series!, curve, marker: 'circle' as const }] };
  const pen = new SvgPen(size.width, size.height);
  drawChart(pen, marked, size, palette);
  const places = [...pen.toString().matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  // The curve takes two thirds of the plot, which has room for two dozen.
  expect(places.length).toBeGreaterThan(12);
  expect(places.length).toBeLessThanOrEqual(18);
  const [first, newest] = [places[0]!, places.at(-1)!];
  const width = ((newest - first) * 3) / 1.99;
  expect(first + width).toBeLessThanOrEqual(size.width);
  expect(first + width).toBeGreaterThan(0.9 * size.width);
  const gaps = places.slice(1, -1).map((x, i) => x - places[i]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(width / 24 - 0.1);
});

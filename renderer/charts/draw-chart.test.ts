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

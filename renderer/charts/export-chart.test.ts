import { expect, it } from 'vitest';
import type { ChartModel } from './chart-model.ts';
import { toCurve } from './curve.ts';
import { chartToSvg } from './export-chart.ts';
import { looksOf } from './series.ts';
import { palette } from './testing/palette.ts';

const model: ChartModel = {
  series: ['One <first>', 'Two'].map((name, place) => ({
    id: name,
    name,
    curve: toCurve([0, 1, 2, 3], [2.3, place === 0 ? NaN : 1.2, 0.6, 0.4]),
    ...looksOf(place),
    noisy: false,
  })),
  x: { title: 'Epochs & steps', range: { from: 0, to: 3 }, format: String },
  y: { title: 'nats', scale: 'linear', format: String, least: 0 },
  reach: 0,
  level: { value: Math.LN10, label: 'guessing 2.303' },
  moments: [{ x: 1, label: 'first NaN', tone: 'bad' }],
};

it('writes a chart down as a file that any reader of SVG understands', () => {
  const svg = chartToSvg(model, { width: 640, height: 320 }, palette);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640" height="320"/);
  expect(svg).toContain('Epochs &amp; steps');
  expect(svg).toContain('guessing 2.303');
  expect(svg).toContain('first NaN');
  expect(svg).not.toMatch(/NaN[\s",]/);
  // The first curve has a gap: two strokes of the pen in one path.
  expect(svg).toMatch(/<path d="M[\d. ]+M[\d. L]+" fill="none"/);
  expect(svg.match(/<g /g)).toHaveLength(svg.match(/<\/g>/g)?.length ?? 0);
});

it('draws on a logarithmic axis, where zero has no place', () => {
  const [first] = model.series;
  const curve = toCurve([0, 1, 2], [0, 10, 0.001]);
  const log = { ...model, series: [{ ...first!, curve }], y: { ...model.y, scale: 'log' as const } };
  const svg = chartToSvg(log, { width: 640, height: 320 }, palette);
  expect(svg).not.toMatch(/Infinity|NaN[\s",]/);
  for (const tick of ['0.001', '0.1', '10']) expect(svg).toContain(`>${tick}<`);
});

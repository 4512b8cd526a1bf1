import type { LabRun } from '../../engine/protocol/lab-progress.ts';
import type { ChartModel } from '../charts/chart-model.ts';
import { toCurve, type Curve } from '../charts/curve.ts';
import { chartToSvg } from '../charts/export-chart.ts';
import type { Palette } from '../charts/palette.ts';
import { trainingSeries, validationSeries } from '../charts/run-series.ts';
import { formatPlain, text } from '../i18n/index.ts';

/** The curves of a run, as a hand-in keeps them. */

/** Of the picture in a hand-in, in pixels. */
const SIZE = { width: 480, height: 280 };

export function lossChart({ training, validation }: LabRun): ChartModel {
  const [trained, validated] = [curveOf(training), curveOf(validation)];
  const end = Math.max(trained.lastX || 0, validated.lastX || 0, 0.01);
  return {
    series: [trainingSeries(trained), validationSeries(validated)].filter(({ curve }) => curve.length > 0),
    x: { title: text.chart.epochs, range: { from: 0, to: end }, format: formatPlain },
    y: { title: text.chart.lossUnit, scale: 'linear', format: formatPlain, least: 0, cap: 10 },
    reach: end / 50,
  };
}

export function curveSvg(run: LabRun, palette: Palette): string {
  const title = [text.chart.loss, run.fingerprint].filter(Boolean).join(' ');
  return chartToSvg(lossChart(run), SIZE, palette, title);
}

/** @param points epoch and loss; null is no number, and a gap. */
function curveOf(points: LabRun['training']): Curve {
  return toCurve(
    points.map(([epoch]) => epoch),
    points.map(([, loss]) => loss ?? NaN),
  );
}

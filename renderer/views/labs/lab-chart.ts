import type { LabRun } from '../../../engine/protocol/labs.ts';
import type { ChartModel } from '../../charts/chart-model.ts';
import { toCurve, type Curve } from '../../charts/curve.ts';
import { formatPlain, text } from '../../i18n/index.ts';
import { trainingSeries, validationSeries } from '../train/run-series.ts';

/** The loss of a run, as a hand-in keeps it. */
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

/** @param points epoch and loss; null is no number, and a gap. */
function curveOf(points: LabRun['training']): Curve {
  return toCurve(
    points.map(([epoch]) => epoch),
    points.map(([, loss]) => loss ?? NaN),
  );
}

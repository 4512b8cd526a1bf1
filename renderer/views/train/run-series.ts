import type { NetworkSpec } from '../../../engine/protocol/network.ts';
import type { Curve } from '../../charts/curve.ts';
import { looksOf, type Series } from '../../charts/series.ts';
import { formatCount, text } from '../../i18n/index.ts';
import type { RunCurves } from '../../state/run-curves.ts';

/** Training as a calm line over its points; validation dashed, with marks. */
export function metricSeries({ training, validation }: RunCurves) {
  const pair = (metric: 'loss' | 'accuracy'): readonly Series[] => [
    trainingSeries(training[metric]),
    validationSeries(validation[metric]),
  ];
  return { loss: pair('loss'), accuracy: pair('accuracy') };
}

function trainingSeries(curve: Curve): Series {
  return {
    id: 'training',
    name: text.chart.training,
    curve,
    colour: '--accent',
    dash: 'solid',
    marker: 'none',
    noisy: true,
  };
}

function validationSeries(curve: Curve): Series {
  return {
    id: 'validation',
    name: text.chart.validation,
    curve,
    colour: '--held-out',
    dash: 'dashed',
    marker: 'circle',
    noisy: false,
  };
}

/** A number on an axis: grouped when large, short when small. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return formatCount(value);
  if (size !== 0 && size < 0.001) return value.toExponential(0);
  return String(Number(value.toPrecision(4)));
}

/** One quantity, one line. */
export function singleSeries(id: string, name: string, curve: Curve): Series {
  return { id, name, curve, colour: '--accent', dash: 'solid', marker: 'none', noisy: false };
}

/** A line for each layer that learns, the first on top. */
export function layerSeries(
  { layers }: RunCurves,
  network: NetworkSpec,
  quantity: 'gradientNorm' | 'updateRatio',
): readonly Series[] {
  return [...layers].map(([layer, curves], place) => {
    const kind = network.layers[layer]?.kind;
    const name = text.network.numbered(layer + 1, kind ? text.network.layers[kind] : '');
    return { id: String(layer), name, curve: curves[quantity], ...looksOf(place), noisy: true };
  });
}

/** Three digits that count. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return text.chart.nothing;
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 1e5)
    ? value.toExponential(1)
    : String(Number(value.toPrecision(3)));
}

import type { NetworkSpec } from '../../engine/protocol/network.ts';
import type { Curve } from './curve.ts';
import { looksOf, type Series } from './series.ts';
import { text } from '../i18n/index.ts';
import { layerName } from '../state/names.ts';
import type { RunCurves } from '../state/run-curves.ts';

/** Another run's curve, to be compared with. */
export interface Beneath {
  readonly name: string;
  readonly curves: RunCurves;
}

/** Training as a calm line over its points; validation dashed, with marks; under both, grey, another run's. */
export function metricSeries({ training, validation }: RunCurves, beneath: Beneath | null = null) {
  const all = (metric: 'loss' | 'accuracy'): readonly Series[] => [
    ...(beneath ? [beneathSeries(beneath, metric)] : []),
    trainingSeries(training[metric]),
    validationSeries(validation[metric]),
  ];
  return { loss: all('loss'), accuracy: all('accuracy') };
}

/** Its validation, where it has one: that is what a run is judged by. */
function beneathSeries({ name, curves }: Beneath, metric: 'loss' | 'accuracy'): Series {
  const isHeldOut = curves.validation[metric].length > 0;
  return {
    id: 'beneath',
    name,
    curve: curves[isHeldOut ? 'validation' : 'training'][metric],
    colour: '--control-border',
    dash: 'dash-dot',
    marker: 'none',
    noisy: !isHeldOut,
  };
}

export function trainingSeries(curve: Curve): Series {
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

export function validationSeries(curve: Curve): Series {
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
    const name = layerName(network, layer);
    return { id: String(layer), name, curve: curves[quantity], ...looksOf(place), noisy: true };
  });
}

import type { LabRun } from '../../engine/protocol/labs.ts';
import { toCurve } from '../charts/curve.ts';
import { chartToSvg } from '../charts/export-chart.ts';
import type { Palette } from '../charts/palette.ts';
import type { Series } from '../charts/series.ts';
import { formatPlain, text } from '../i18n/index.ts';

/** The curve of a run as a small picture for a hand-in: loss by epoch, training as a line, validation dashed. SVG. */

const SIZE = { width: 480, height: 280 };

/** On paper, whatever the window's theme is. */
const INK = { training: '#1f57d2', validation: '#b34a00', text: '#556070' };
const PAPER: Palette = {
  text: INK.text,
  strong: '#111',
  grid: '#dde1e7',
  axis: INK.text,
  surface: '#fff',
  bad: '#b3261e',
  mark: INK.validation,
  fontText: 'sans-serif',
  fontMono: 'monospace',
  textSize: 11,
  lineWidth: 2,
  of: (colour) => colour,
  pale: (colour) => `${colour}55`,
};

export function curveSvg({ training, validation, fingerprint }: LabRun): string {
  const epochs = Math.max(1e-9, ...[...training, ...validation].map(([epoch]) => epoch));
  const model = {
    series: [seriesOf('training', training), seriesOf('validation', validation)],
    x: { title: text.chart.epochs, range: { from: 0, to: epochs }, format: formatPlain },
    y: { title: text.chart.lossUnit, scale: 'linear', format: formatPlain, least: 0 },
    reach: 0,
  } as const;
  return chartToSvg(model, SIZE, PAPER, [text.chart.loss, fingerprint].filter(Boolean).join(' '));
}

function seriesOf(held: 'training' | 'validation', points: LabRun['training']): Series {
  return {
    id: held,
    name: text.chart[held],
    curve: toCurve(
      points.map(([epoch]) => epoch),
      // What was not finite has no place.
      points.map(([, loss]) => loss ?? NaN),
    ),
    colour: INK[held],
    dash: held === 'training' ? 'solid' : 'dashed',
    marker: 'none',
    noisy: false,
  };
}

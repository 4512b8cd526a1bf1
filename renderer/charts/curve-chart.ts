import type { ChartConfiguration, Plugin, Point } from 'chart.js';
import type { TrainingPoint } from '../../engine/protocol/contract.ts';
import { formatCount, formatLoss, formatPercent, text } from '../i18n/index.ts';
import type { ChartColours } from './colours.ts';

export type Metric = 'loss' | 'accuracy';

/** A point of a curve, with the step it belongs to for its tooltip. */
export interface CurvePoint extends Point {
  readonly step: number;
}

/** Points a curve is thinned to; a screen shows no more. */
const MAX_POINTS = 800;

export const trainingSeries = 0;
export const validationSeries = 1;
export const guessingSeries = 2;
export const scatterSeries = 3;

/** Points of the mean training curve of a whole run. */
export const MEANS_A_RUN = 100;

export function toCurve(points: readonly TrainingPoint[], metric: Metric): CurvePoint[] {
  return points.map((point) => ({ x: point.epoch, y: point[metric], step: point.step }));
}

/** Where the vertical axis must end, if not where the data does. */
export function highestShown(metric: Metric, points: readonly TrainingPoint[]): number | undefined {
  if (metric === 'accuracy') return 1;
  return points.some(({ loss }) => loss > MAX_LOSS) ? MAX_LOSS : undefined;
}

/** What a network that guesses scores: one in `classes`, and ln(classes) nats. */
export function guessingLevel(metric: Metric, classes: number): number {
  return metric === 'accuracy' ? 1 / classes : Math.log(classes);
}

export function formatMetric(metric: Metric, value: number): string {
  return metric === 'accuracy' ? formatPercent(value) : formatLoss(value);
}

/** Room for "100 %" and the title, in pixels. */
const Y_AXIS_WIDTH = 72;

/** Marks of the validation curve. */
const MAX_MARKS = 24;

/** A diverging run leaves the loss chart at this, in nats; far above it there is nothing to be read. */
const MAX_LOSS = 10;

/** Marks at the edge of the plot are drawn whole, in pixels. */
const CLIP_MARGIN = 8;

/** Writes on the level of guessing what it is, where no curve runs: at its right end, on the far side. */
function guessingLabel(metric: Metric, colours: ChartColours): Plugin<'line'> {
  const GAP = 5;
  const LABEL_HEIGHT = 20;
  return {
    id: 'guessingLabel',
    afterDatasetsDraw: ({ ctx, chartArea, data, scales }) => {
      const level = (data.datasets[guessingSeries]?.data[0] as CurvePoint | undefined)?.y;
      const height = typeof level === 'number' ? scales['y']?.getPixelForValue(level) : undefined;
      if (height === undefined || typeof level !== 'number') return;
      const isBelow = metric === 'loss' && height + LABEL_HEIGHT < chartArea.bottom;
      ctx.save();
      ctx.font = `12px ${colours.fontText}`;
      ctx.fillStyle = colours.text;
      ctx.textAlign = 'right';
      ctx.textBaseline = isBelow ? 'top' : 'bottom';
      const words = text.chart.guessing(formatMetric(metric, level));
      ctx.fillText(words, chartArea.right - GAP, height + (isBelow ? GAP : -GAP));
      ctx.restore();
    },
  };
}

/**
 * One chart: training as a line over its scatter, validation as a dashed line with marks, guessing as a dotted
 * level.
 */
export function curveConfiguration(
  metric: Metric,
  colours: ChartColours,
): ChartConfiguration<'line', CurvePoint[]> {
  const unit = metric === 'accuracy' ? text.chart.accuracyUnit : text.chart.lossUnit;
  const title = (words: string) => ({
    display: true,
    text: words,
    color: colours.text,
    font: { family: colours.fontText, size: 12 },
  });
  const ticks = { color: colours.text, font: { family: colours.fontMono, size: 11 } };
  return {
    type: 'line',
    data: {
      datasets: [
        {
          label: text.chart.training,
          data: [],
          borderColor: colours.training,
          backgroundColor: colours.training,
          borderWidth: 2,
          pointRadius: 0,
          pointHitRadius: 8,
          pointHoverRadius: 4,
          clip: CLIP_MARGIN,
          order: 2,
        },
        {
          label: text.chart.validation,
          data: [],
          borderColor: colours.validation,
          backgroundColor: colours.surface,
          pointBorderColor: colours.validation,
          pointBackgroundColor: colours.surface,
          borderWidth: 2,
          borderDash: [6, 4],
          pointBorderWidth: 2,
          // Many marks would hide the line: then only some of the points are marked, and the last one.
          pointRadius: ({ dataIndex, dataset }) => {
            const every = Math.ceil(dataset.data.length / MAX_MARKS);
            return dataIndex % every === 0 || dataIndex === dataset.data.length - 1 ? 4 : 0;
          },
          pointHitRadius: 8,
          pointHoverRadius: 5,
          clip: CLIP_MARGIN,
          order: 1,
        },
        {
          data: [],
          borderColor: colours.guessing,
          borderWidth: 1.5,
          borderDash: [2, 4],
          pointRadius: 0,
          pointHitRadius: 0,
          pointHoverRadius: 0,
          order: 3,
        },
        {
          data: [],
          borderColor: colours.scatter,
          borderWidth: 1,
          pointRadius: 0,
          pointHitRadius: 0,
          pointHoverRadius: 0,
          order: 4,
        },
      ],
    },
    plugins: [guessingLabel(metric, colours)],
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: 1,
          title: title(text.chart.epochs),
          grid: { color: colours.grid },
          border: { color: colours.axis },
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 16 },
        },
        y: {
          type: 'linear',
          min: 0,
          title: title(unit),
          grid: { color: colours.grid },
          border: { color: colours.axis },
          // The two charts stand above one another: their axes begin at the same place.
          afterFit: (scale) => {
            scale.width = Math.max(scale.width, Y_AXIS_WIDTH);
          },
          ...(metric === 'loss' ? { suggestedMax: 2.5 } : {}),
          ticks: {
            ...ticks,
            ...(metric === 'accuracy' ? { stepSize: 0.25 } : { maxTicksLimit: 6 }),
            callback: (value) =>
              metric === 'accuracy' ? formatPercent(Number(value), 0) : formatCountOrDecimal(Number(value)),
          },
        },
      },
      plugins: {
        decimation: { enabled: true, algorithm: 'lttb', samples: MAX_POINTS, threshold: MAX_POINTS * 2 },
        tooltip: {
          backgroundColor: colours.surface,
          titleColor: colours.strong,
          bodyColor: colours.strong,
          borderColor: colours.axis,
          borderWidth: 1,
          padding: 10,
          cornerRadius: 6,
          boxWidth: 8,
          boxHeight: 8,
          boxPadding: 6,
          titleFont: { family: colours.fontText, size: 12, weight: 600 },
          bodyFont: { family: colours.fontMono, size: 12 },
          filter: ({ datasetIndex }) => datasetIndex < guessingSeries,
          callbacks: {
            title: ([item]) => {
              const point = item?.raw as CurvePoint | undefined;
              return point ? text.chart.tooltipTitle(point.x ?? 0, point.step) : '';
            },
            label: ({ dataset, parsed }) =>
              `${dataset.label}: ${formatMetric(metric, parsed.y ?? Number.NaN)}`,
            labelColor: ({ datasetIndex }) => {
              const colour = datasetIndex === trainingSeries ? colours.training : colours.validation;
              return { borderColor: colour, backgroundColor: colour };
            },
          },
        },
      },
    },
  };
}

function formatCountOrDecimal(value: number): string {
  return value >= 1000 ? formatCount(value) : String(Number(value.toFixed(2)));
}

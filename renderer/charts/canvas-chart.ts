import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
  type Point,
  type Scale,
} from 'chart.js';
import { ticksOf, type Range } from './axis.ts';
import { furniture, type Shown } from './chart-furniture.ts';
import { layersOf, marksEvery, rangeOfY, type Layer } from './chart-layers.ts';
import type { ChartModel } from './chart-model.ts';
import { TICK_SPACING_X, TICK_SPACING_Y } from './draw-chart.ts';
import type { Palette } from './palette.ts';
import { dashes } from './series.ts';
import type { Marker } from './pen.ts';

/**
 * A chart on the screen, drawn by Chart.js. What it gets is no more than can be seen (chart-layers.ts), so a frame
 * costs the same for a hundred points and for a hundred thousand. Level, moments and cursor are a plugin of ours:
 * chart-furniture.ts.
 */

Chart.register(LinearScale, LogarithmicScale, LineController, LineElement, PointElement);

/** Where the plot stands on the canvas, in pixels. */
export interface Plot {
  readonly left: number;
  readonly width: number;
}

const pointStyles = {
  none: false,
  circle: 'circle',
  square: 'rect',
  triangle: 'triangle',
  diamond: 'rectRot',
} as const satisfies Record<Marker, unknown>;

/** What of a scale's options changes from drawing to drawing. */
interface ScaleOptions {
  type: 'linear' | 'logarithmic';
  min: number;
  max: number;
  title: { text: string };
}

/** Marks at the edge of the plot are drawn whole, in pixels. */
const CLIP_MARGIN = 8;
/** Left and right of the plot, in sizes of the text. */
const AXIS_WIDTH = 5.6;
const EDGE_WIDTH = 1;

export class CanvasChart {
  readonly #chart: Chart<'line', Point[]>;
  #shown: Shown | null = null;
  #rangeY: Range = { from: 0, to: 1 };

  constructor(
    canvas: HTMLCanvasElement,
    private readonly palette: Palette,
  ) {
    this.#chart = new Chart(canvas, this.#configuration());
  }

  /**
   * @param cursor where a vertical line stands, in units of x; null for none.
   * @returns where everything stands, for whoever points at it.
   */
  draw(
    model: ChartModel,
    size: { readonly width: number; readonly height: number },
    cursor: number | null,
  ): Plot {
    const chart = this.#chart;
    this.#shown = { model, cursor };
    const ratio = window.devicePixelRatio;
    if (
      chart.width !== size.width ||
      chart.height !== size.height ||
      chart.currentDevicePixelRatio !== ratio
    ) {
      chart.options.devicePixelRatio = ratio;
      chart.resize(size.width, size.height);
    }
    // Chart.js knows its own only once it has drawn.
    const plotWidth = size.width - (AXIS_WIDTH + EDGE_WIDTH) * this.palette.textSize;
    const layers = layersOf(model, plotWidth);
    this.#rangeY = rangeOfY(model, layers);
    // Chart.js draws the highest order first: what comes first lies beneath.
    chart.data.datasets = layers.map((layer, index) => ({
      ...this.#dataset(layer, plotWidth),
      order: -index,
    }));
    const { x, y } = chart.options.scales as Record<'x' | 'y', ScaleOptions>;
    x.min = model.x.range.from;
    x.max = model.x.range.to;
    x.title.text = model.x.title;
    y.type = model.y.scale === 'log' ? 'logarithmic' : 'linear';
    y.min = this.#rangeY.from;
    y.max = this.#rangeY.to;
    y.title.text = model.y.title;
    chart.update('none');
    return { left: chart.chartArea.left, width: chart.chartArea.width };
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #dataset({ series, curve, seen, isPale }: Layer, plotWidth: number): ChartDataset<'line', Point[]> {
    const { palette } = this;
    const colour = isPale ? palette.pale(series.colour) : palette.of(series.colour);
    const data = seen.points.map((index) => {
      const y = curve.y(index);
      return { x: curve.x(index), y: Number.isFinite(y) ? y : NaN };
    });
    const hasMarks = !isPale && series.marker !== 'none';
    const radius = palette.lineWidth * 1.9;
    const newest = data.length - 1;
    const across = newest > 0 ? curve.x(seen.points[newest]!) - curve.x(seen.points[0]!) : 0;
    const every = hasMarks ? this.#marksEvery(across, data.length, plotWidth, radius) : 1;
    const hasMark = (index: number) => index % every === 0 || index === newest;
    return {
      data,
      borderColor: colour,
      borderWidth: isPale ? 1 : palette.lineWidth,
      borderDash: isPale ? [] : [...dashes[series.dash]],
      borderJoinStyle: 'round',
      pointStyle: pointStyles[series.marker],
      pointRadius: hasMarks ? data.map((_, index) => (hasMark(index) ? radius : 0)) : 0,
      pointBackgroundColor: palette.surface,
      pointBorderColor: colour,
      pointBorderWidth: palette.lineWidth,
      clip: CLIP_MARGIN,
    };
  }

  /** @param across units of x from the first of so many points to the last. */
  #marksEvery(across: number, points: number, plotWidth: number, radius: number): number {
    const { from, to } = this.#shown!.model.x.range;
    return marksEvery(((across / (to - from)) * plotWidth) / (points - 1), plotWidth, radius);
  }

  #configuration(): ChartConfiguration<'line', Point[]> {
    const { palette } = this;
    const size = palette.textSize;
    const ticks = {
      color: palette.text,
      font: { family: palette.fontMono, size },
      maxRotation: 0,
      autoSkip: false,
    };
    const title = { display: true, color: palette.text, font: { family: palette.fontText, size } };
    const common = { grid: { color: palette.grid }, border: { color: palette.axis } };
    return {
      type: 'line',
      data: { datasets: [] },
      plugins: [furniture(palette, () => this.#shown)],
      options: {
        animation: false,
        responsive: false,
        // Or a chart would be no wider than twice its height.
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        // Pointer and keyboard are the component's.
        events: [],
        layout: { padding: { top: size * 0.6, right: size * EDGE_WIDTH } },
        scales: {
          x: {
            type: 'linear',
            ...common,
            title: { ...title, text: '' },
            ticks: { ...ticks, callback: (value) => this.#shown?.model.x.format(Number(value)) ?? '' },
            afterBuildTicks: (scale) => {
              const range = this.#shown?.model.x.range;
              if (range) setTicks(scale, ticksOf(range, 'linear', Math.max(2, scale.width / TICK_SPACING_X)));
            },
          },
          y: {
            type: 'linear',
            ...common,
            title: { ...title, text: '' },
            ticks: { ...ticks, callback: (value) => this.#shown?.model.y.format(Number(value)) ?? '' },
            afterBuildTicks: (scale) => {
              const count = Math.max(2, scale.chart.height / TICK_SPACING_Y - 2);
              setTicks(scale, ticksOf(this.#rangeY, this.#shown?.model.y.scale ?? 'linear', count));
            },
            // Charts that stand above one another begin at the same place.
            afterFit: (scale) => {
              scale.width = size * AXIS_WIDTH;
            },
          },
        },
      },
    };
  }
}

function setTicks(scale: Scale, values: readonly number[]): void {
  scale.ticks = values.map((value) => ({ value }));
}

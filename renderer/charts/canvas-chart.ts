import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
  type Plugin,
  type Point,
  type Scale,
} from 'chart.js';
import { ticksOf, type Range } from './axis.ts';
import { layersOf, marksEvery, rangeOfY, topOfMoments, type Layer } from './chart-layers.ts';
import type { ChartModel } from './chart-model.ts';
import { TICK_SPACING_X, TICK_SPACING_Y } from './draw-chart.ts';
import type { Palette } from './palette.ts';
import { dashes, smoothedCurve } from './series.ts';
import { HALO, type Marker } from './pen.ts';

/**
 * A chart on the screen, drawn by Chart.js. What it gets is no more than can be seen (chart-layers.ts), so a frame
 * costs the same for a hundred points and for a hundred thousand. Level, moments and cursor are a plugin of ours.
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
  #model: ChartModel | null = null;
  #cursor: number | null = null;
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
    this.#model = model;
    this.#cursor = cursor;
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
    const { from, to } = this.#model!.x.range;
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
      plugins: [this.#furniture()],
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
            ticks: { ...ticks, callback: (value) => this.#model?.x.format(Number(value)) ?? '' },
            afterBuildTicks: (scale) => {
              const range = this.#model?.x.range;
              if (range) setTicks(scale, ticksOf(range, 'linear', Math.max(2, scale.width / TICK_SPACING_X)));
            },
          },
          y: {
            type: 'linear',
            ...common,
            title: { ...title, text: '' },
            ticks: { ...ticks, callback: (value) => this.#model?.y.format(Number(value)) ?? '' },
            afterBuildTicks: (scale) => {
              const count = Math.max(2, scale.chart.height / TICK_SPACING_Y - 2);
              setTicks(scale, ticksOf(this.#rangeY, this.#model?.y.scale ?? 'linear', count));
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

  /** The level to compare with, moments of note, and the cursor. */
  #furniture(): Plugin<'line'> {
    return {
      id: 'furniture',
      // Chart.js draws once while it is made, before there is anything to draw.
      beforeDatasetsDraw: () => {
        if (!this.#model) return;
        const { left, right } = this.#chart.chartArea;
        const y = this.#levelOf();
        if (y !== null) this.#line([left, y, right, y], this.palette.axis, 1.5, [2, 4]);
      },
      afterDatasetsDraw: () => {
        if (!this.#model) return;
        this.#nameLevel();
        this.#drawMoments();
        this.#drawCursor();
      },
    };
  }

  #line(points: readonly number[], colour: string, width: number, dash: readonly number[] = []): void {
    const { ctx } = this.#chart;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    for (let i = 0; i < points.length; i += 4) {
      ctx.moveTo(points[i]!, points[i + 1]!);
      ctx.lineTo(points[i + 2]!, points[i + 3]!);
    }
    ctx.stroke();
    ctx.setLineDash([]);
  }

  #words(
    words: string,
    x: number,
    y: number,
    {
      colour,
      align,
      baseline = 'middle',
      halo,
    }: { colour: string; align: CanvasTextAlign; baseline?: CanvasTextBaseline; halo?: string },
  ): void {
    const { ctx } = this.#chart;
    ctx.font = `${this.palette.textSize}px ${this.palette.fontText}`;
    ctx.fillStyle = colour;
    ctx.textAlign = align;
    ctx.textBaseline = baseline;
    if (halo !== undefined) {
      ctx.strokeStyle = halo;
      ctx.lineWidth = 2 * HALO * this.palette.textSize;
      ctx.lineJoin = 'round';
      ctx.strokeText(words, x, y);
    }
    ctx.fillText(words, x, y);
  }

  /** Where the level to compare with lies, if it is in sight. */
  #levelOf(): number | null {
    const { chartArea, scales } = this.#chart;
    const level = this.#model?.level;
    const y = level && scales['y']?.getPixelForValue(level.value);
    return y !== undefined && y >= chartArea.top && y <= chartArea.bottom ? y : null;
  }

  /** Seldom does a curve run at its right end, below it, or above where there is no room; where one does, it stands upon it. */
  #nameLevel(): void {
    const y = this.#levelOf();
    if (y === null) return;
    const { top, right, bottom, height } = this.#chart.chartArea;
    const { text, surface, textSize } = this.palette;
    const isBelow = y + textSize * 1.8 < bottom && y - top < height / 2;
    this.#words(this.#model!.level!.label, right - 5, y + (isBelow ? 4 : -4), {
      colour: text,
      align: 'right',
      baseline: isBelow ? 'top' : 'bottom',
      halo: surface,
    });
  }

  #drawMoments(): void {
    const { ctx, chartArea, scales } = this.#chart;
    const { textSize, surface } = this.palette;
    const first = topOfMoments(chartArea.top, this.#levelOf(), textSize);
    let row = 0;
    for (const { x, label, tone } of this.#model?.moments ?? []) {
      const left = scales['x']?.getPixelForValue(x) ?? NaN;
      if (!(left >= chartArea.left - 1 && left <= chartArea.right + 1)) continue;
      const isBad = tone === 'bad';
      const colour = isBad ? this.palette.bad : this.palette.mark;
      this.#line([left, chartArea.top, left, chartArea.bottom], colour, 1.5, isBad ? [] : [4, 3]);
      const y = first + textSize * 1.3 * (row % 3);
      const size = textSize * 0.4;
      if (isBad) {
        this.#line(
          [left - size, y - size, left + size, y + size, left - size, y + size, left + size, y - size],
          colour,
          2,
        );
      }
      ctx.font = `${textSize}px ${this.palette.fontText}`;
      const isLeft = left + ctx.measureText(label).width + 12 > chartArea.right;
      this.#words(label, left + (isLeft ? -9 : 9), y, {
        colour,
        align: isLeft ? 'right' : 'left',
        halo: surface,
      });
      row += 1;
    }
  }

  #drawCursor(): void {
    const { ctx, chartArea, scales } = this.#chart;
    const model = this.#model;
    const [scaleX, scaleY] = [scales['x'], scales['y']];
    if (this.#cursor === null || !model || !scaleX || !scaleY) return;
    const x = scaleX.getPixelForValue(this.#cursor);
    if (!(x >= chartArea.left && x <= chartArea.right)) return;
    this.#line([x, chartArea.top, x, chartArea.bottom], this.palette.axis, 1);
    for (const series of model.series) {
      const curve = smoothedCurve(series, model.reach);
      const index = curve.nearest(this.#cursor);
      if (index < 0 || !Number.isFinite(curve.y(index))) continue;
      const [left, top] = [scaleX.getPixelForValue(curve.x(index)), scaleY.getPixelForValue(curve.y(index))];
      if (top < chartArea.top - 1 || top > chartArea.bottom + 1 || left < chartArea.left - 1) continue;
      ctx.fillStyle = this.palette.of(series.colour);
      ctx.beginPath();
      ctx.arc(left, top, 4.5, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
}

function setTicks(scale: Scale, values: readonly number[]): void {
  scale.ticks = values.map((value) => ({ value }));
}

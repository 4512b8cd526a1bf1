import type { Chart, Plugin } from 'chart.js';
import type { ChartModel } from './chart-model.ts';
import { drawLevel, drawMoments, nameLevel, type PlotArea } from './chart-notes.ts';
import type { Palette } from './palette.ts';
import { canvasPen } from './pen.ts';
import { smoothedCurve } from './series.ts';

/** What a chart on the screen has besides its curves: the level to compare with, moments of note, and the cursor. */

/** What is drawn at the moment. */
export interface Shown {
  readonly model: ChartModel;
  /** Where a vertical line stands, in units of x; null for none. */
  readonly cursor: number | null;
}

/** @param shown null while there is nothing to draw: Chart.js draws once while it is made. */
export function furniture(palette: Palette, shown: () => Shown | null): Plugin<'line'> {
  const drawnOn = (chart: Chart) => {
    const now = shown();
    return now && new Furniture(chart, palette, now);
  };
  return {
    id: 'furniture',
    beforeDatasetsDraw: (chart) => drawnOn(chart)?.drawBehind(),
    afterDatasetsDraw: (chart) => drawnOn(chart)?.drawBefore(),
  };
}

class Furniture {
  readonly #plot: PlotArea;
  /** Where the level to compare with lies, in pixels; null where it is not in sight. */
  readonly #level: number | null;

  constructor(
    private readonly chart: Chart,
    private readonly palette: Palette,
    private readonly shown: Shown,
  ) {
    this.#plot = chart.chartArea;
    const { top, bottom } = chart.chartArea;
    const { level } = shown.model;
    const y = level && chart.scales['y']?.getPixelForValue(level.value);
    this.#level = y !== undefined && y >= top && y <= bottom ? y : null;
  }

  drawBehind(): void {
    if (this.#level !== null) drawLevel(canvasPen(this.chart.ctx), this.#level, this.#plot, this.palette);
  }

  drawBefore(): void {
    const { chart, palette } = this;
    const { level, moments = [] } = this.shown.model;
    const pen = canvasPen(chart.ctx);
    if (level && this.#level !== null) nameLevel(pen, level, this.#level, this.#plot, palette);
    const xOf = (x: number) => chart.scales['x']?.getPixelForValue(x) ?? NaN;
    drawMoments(pen, moments, this.#plot, this.#level, xOf, palette);
    this.#drawCursor();
  }

  #drawCursor(): void {
    const { ctx, chartArea, scales } = this.chart;
    const { model, cursor } = this.shown;
    const [scaleX, scaleY] = [scales['x'], scales['y']];
    if (cursor === null || !scaleX || !scaleY) return;
    const x = scaleX.getPixelForValue(cursor);
    if (!(x >= chartArea.left && x <= chartArea.right)) return;
    const stroke = { colour: this.palette.axis, width: 1 };
    canvasPen(ctx).line([x, chartArea.top, x, chartArea.bottom], stroke);
    for (const series of model.series) {
      const curve = smoothedCurve(series, model.reach);
      const index = curve.nearest(cursor);
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

import type { Chart, Plugin } from 'chart.js';
import { topOfMoments } from './chart-layers.ts';
import type { ChartModel } from './chart-model.ts';
import type { Palette } from './palette.ts';
import { HALO } from './pen.ts';
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
  constructor(
    private readonly chart: Chart,
    private readonly palette: Palette,
    private readonly shown: Shown,
  ) {}

  drawBehind(): void {
    const { left, right } = this.chart.chartArea;
    const y = this.#levelOf();
    if (y !== null) this.#line([left, y, right, y], this.palette.axis, 1.5, [2, 4]);
  }

  drawBefore(): void {
    this.#nameLevel();
    this.#drawMoments();
    this.#drawCursor();
  }

  #line(points: readonly number[], colour: string, width: number, dash: readonly number[] = []): void {
    const { ctx } = this.chart;
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
    const { ctx } = this.chart;
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
    const { chartArea, scales } = this.chart;
    const level = this.shown.model.level;
    const y = level && scales['y']?.getPixelForValue(level.value);
    return y !== undefined && y >= chartArea.top && y <= chartArea.bottom ? y : null;
  }

  /** Seldom does a curve run at its right end, below it, or above where there is no room; where one does, it stands upon it. */
  #nameLevel(): void {
    const y = this.#levelOf();
    if (y === null) return;
    const { top, right, bottom, height } = this.chart.chartArea;
    const { text, surface, textSize } = this.palette;
    const isBelow = y + textSize * 1.8 < bottom && y - top < height / 2;
    this.#words(this.shown.model.level!.label, right - 5, y + (isBelow ? 4 : -4), {
      colour: text,
      align: 'right',
      baseline: isBelow ? 'top' : 'bottom',
      halo: surface,
    });
  }

  #drawMoments(): void {
    const { ctx, chartArea, scales } = this.chart;
    const { textSize, surface } = this.palette;
    const first = topOfMoments(chartArea.top, this.#levelOf(), textSize);
    let row = 0;
    for (const { x, label, tone } of this.shown.model.moments ?? []) {
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
    const { ctx, chartArea, scales } = this.chart;
    const { model, cursor } = this.shown;
    const [scaleX, scaleY] = [scales['x'], scales['y']];
    if (cursor === null || !scaleX || !scaleY) return;
    const x = scaleX.getPixelForValue(cursor);
    if (!(x >= chartArea.left && x <= chartArea.right)) return;
    this.#line([x, chartArea.top, x, chartArea.bottom], this.palette.axis, 1);
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

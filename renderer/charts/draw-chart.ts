import { placeOf, roomFor, ticksOf, type Range } from './axis.ts';
import type { ChartModel } from './chart-model.ts';
import type { Curve } from './curve.ts';
import { visiblePoints, type Visible } from './decimate.ts';
import type { Palette } from './palette.ts';
import type { Pen, TextStyle } from './pen.ts';
import { dashes, smoothedCurve, type Series } from './series.ts';

/** Where the parts of a chart stand, in pixels of the drawing. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;
}

/** Marks a curve. */
const MAX_MARKS = 24;
const TICK_SPACING_X = 84;
const TICK_SPACING_Y = 36;

interface Layer {
  readonly series: Series;
  readonly curve: Curve;
  readonly seen: Visible;
  /** Single points under a calm line. */
  readonly isPale: boolean;
}

/**
 * Draws a chart.
 *
 * @param cursor where a vertical line stands, in units of x; null for none.
 * @returns where everything stands, for whoever points at it.
 */
export function drawChart(
  pen: Pen,
  model: ChartModel,
  size: { readonly width: number; readonly height: number },
  palette: Palette,
  cursor: number | null = null,
): Plot {
  const unit = palette.textSize;
  const area = {
    left: Math.round(unit * 5.6),
    top: Math.round(unit * 0.8),
    width: Math.max(1, size.width - Math.round(unit * 5.6) - Math.round(unit * 1.2)),
    height: Math.max(1, size.height - Math.round(unit * 0.8) - Math.round(unit * 3.6)),
  };
  const layers = layersOf(model, area.width);
  const plot: Plot = { ...area, x: model.x.range, y: rangeOfY(model, layers) };

  drawAxes(pen, model, plot, palette, size.height);
  pen.within(plot.left, plot.top - unit * 0.6, plot.width, plot.height + unit * 0.9, () => {
    drawLevel(pen, model, plot, palette);
    for (const layer of layers) if (layer.isPale) drawLayer(pen, layer, model, plot, palette);
    for (const layer of layers) if (!layer.isPale) drawLayer(pen, layer, model, plot, palette);
    drawMoments(pen, model, plot, palette);
  });
  if (cursor !== null) drawCursor(pen, model, plot, palette, cursor);
  return plot;
}

function layersOf(model: ChartModel, pixels: number): Layer[] {
  const { from, to } = model.x.range;
  return model.series.flatMap((series) => {
    const calm = smoothedCurve(series, model.reach);
    const layer = (curve: Curve, isPale: boolean): Layer => ({
      series,
      curve,
      isPale,
      seen: visiblePoints(curve, from, to, pixels),
    });
    return calm === series.curve ? [layer(calm, false)] : [layer(series.curve, true), layer(calm, false)];
  });
}

function rangeOfY({ y, level }: ChartModel, layers: readonly Layer[]): Range {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const { seen, curve } of layers) {
    // A logarithmic axis has no place for what is not above 0.
    const low = y.scale === 'log' && !(seen.lowest > 0) ? leastAboveZero(curve, seen) : seen.lowest;
    lowest = Math.min(lowest, low);
    highest = Math.max(highest, seen.highest);
  }
  if (y.cap !== undefined && highest > y.cap) highest = y.cap;
  if (y.scale === 'log') return roomFor(lowest, highest, 'log');
  if (!y.tight) {
    if (level && highest > -Infinity) highest = Math.max(highest, level.value * 1.02);
    lowest = Math.min(lowest, y.least ?? lowest);
    highest = Math.max(highest, y.most ?? highest);
  }
  const room = roomFor(lowest, highest, 'linear');
  return {
    from: y.least !== undefined && lowest >= y.least ? Math.max(room.from, y.least) : room.from,
    to: y.most !== undefined && highest <= y.most ? Math.min(room.to, y.most) : room.to,
  };
}

function leastAboveZero(curve: Curve, { points }: Visible): number {
  let least = Infinity;
  for (const index of points) {
    const y = curve.y(index);
    if (y > 0 && y < least) least = y;
  }
  return least;
}

function place(plot: Plot, { y }: ChartModel, valueX: number, valueY: number): [number, number] {
  const upwards = placeOf(valueY, plot.y, y.scale);
  // Far outside is far enough: a canvas gives up on larger numbers.
  const bounded = Math.max(-2, Math.min(3, upwards));
  return [
    plot.left + placeOf(valueX, plot.x, 'linear') * plot.width,
    Number.isNaN(upwards) ? NaN : plot.top + (1 - bounded) * plot.height,
  ];
}

function drawLayer(pen: Pen, layer: Layer, model: ChartModel, plot: Plot, palette: Palette): void {
  const { series, curve, seen, isPale } = layer;
  const colour = isPale ? palette.pale(series.colour) : palette.of(series.colour);
  const path: number[] = [];
  for (const index of seen.points) {
    const value = curve.y(index);
    path.push(...place(plot, model, curve.x(index), Number.isFinite(value) ? value : NaN));
  }
  const width = isPale ? 1 : palette.lineWidth;
  pen.line(path, { colour, width, dash: isPale ? [] : dashes[series.dash] });
  if (isPale) return;
  drawMarks(pen, path, series, palette, colour);
}

/** Many marks would hide the line: only some of the points have one, and the last one has. */
function drawMarks(
  pen: Pen,
  path: readonly number[],
  series: Series,
  palette: Palette,
  colour: string,
): void {
  if (series.marker === 'none') return;
  const points = path.length / 2;
  const every = Math.max(1, Math.ceil(points / MAX_MARKS));
  for (let i = 0; i < points; i++) {
    if (i % every !== 0 && i !== points - 1) continue;
    const [x, y] = [path[2 * i]!, path[2 * i + 1]!];
    if (Number.isNaN(y)) continue;
    const size = palette.lineWidth * 1.9;
    pen.mark(series.marker, x, y, size, { colour, width: palette.lineWidth }, palette.surface);
  }
}

const words = (palette: Palette, change: Partial<TextStyle> = {}): TextStyle => ({
  colour: palette.text,
  font: palette.fontText,
  size: palette.textSize,
  align: 'center',
  baseline: 'middle',
  ...change,
});

function drawAxes(pen: Pen, model: ChartModel, plot: Plot, palette: Palette, height: number): void {
  const unit = palette.textSize;
  const bottom = plot.top + plot.height;
  const grid = { colour: palette.grid, width: 1 };
  const numbers = words(palette, { font: palette.fontMono });
  for (const tick of ticksOf(plot.y, model.y.scale, plot.height / TICK_SPACING_Y)) {
    const y = Math.round(place(plot, model, plot.x.from, tick)[1]) + 0.5;
    pen.line([plot.left, y, plot.left + plot.width, y], grid);
    pen.text(model.y.format(tick), plot.left - unit * 0.6, y, { ...numbers, align: 'right' });
  }
  const ticks = ticksOf(plot.x, 'linear', Math.max(2, plot.width / TICK_SPACING_X));
  for (const tick of ticks) {
    const x = Math.round(place(plot, model, tick, plot.y.from)[0]) + 0.5;
    pen.line([x, plot.top, x, bottom], grid);
    pen.text(model.x.format(tick), x, bottom + unit * 0.5, { ...numbers, baseline: 'top' });
  }
  const axis = { colour: palette.axis, width: 1 };
  pen.line(
    [plot.left + 0.5, plot.top, plot.left + 0.5, bottom + 0.5, plot.left + plot.width, bottom + 0.5],
    axis,
  );
  pen.text(
    model.x.title,
    plot.left + plot.width / 2,
    height - unit * 0.2,
    words(palette, { baseline: 'bottom' }),
  );
  pen.text(model.y.title, unit * 0.7, plot.top + plot.height / 2, words(palette, { upwards: true }));
}

/** Its words stand where no curve runs: at its right end, below it, or above where there is no room. */
function drawLevel(pen: Pen, model: ChartModel, plot: Plot, palette: Palette): void {
  const { level } = model;
  if (!level) return;
  const y = place(plot, model, plot.x.from, level.value)[1];
  if (!(y >= plot.top && y <= plot.top + plot.height)) return;
  pen.line([plot.left, y, plot.left + plot.width, y], { colour: palette.axis, width: 1.5, dash: [2, 4] });
  const isBelow = y + palette.textSize * 1.8 < plot.top + plot.height && y - plot.top < plot.height / 2;
  const style = words(palette, { align: 'right', baseline: isBelow ? 'top' : 'bottom' });
  pen.text(level.label, plot.left + plot.width - 5, y + (isBelow ? 4 : -4), style);
}

function drawMoments(pen: Pen, model: ChartModel, plot: Plot, palette: Palette): void {
  let row = 0;
  for (const { x, label, tone } of model.moments ?? []) {
    if (x < plot.x.from || x > plot.x.to) continue;
    const left = place(plot, model, x, plot.y.from)[0];
    const colour = tone === 'bad' ? palette.bad : palette.mark;
    const bottom = plot.top + plot.height;
    pen.line([left, plot.top, left, bottom], { colour, width: 1.5, dash: tone === 'bad' ? [] : [4, 3] });
    const y = plot.top + palette.textSize * (0.9 + 1.3 * (row % 3));
    if (tone === 'bad') drawCross(pen, left, y, palette.textSize * 0.4, colour);
    const style = words(palette, { colour });
    const toLeft = left + pen.widthOf(label, style) + 12 > plot.left + plot.width;
    pen.text(label, left + (toLeft ? -9 : 9), y, { ...style, align: toLeft ? 'right' : 'left' });
    row += 1;
  }
}

function drawCross(pen: Pen, x: number, y: number, size: number, colour: string): void {
  const stroke = { colour, width: 2 };
  pen.line(
    [x - size, y - size, x + size, y + size, NaN, NaN, x - size, y + size, x + size, y - size],
    stroke,
  );
}

function drawCursor(pen: Pen, model: ChartModel, plot: Plot, palette: Palette, cursor: number): void {
  if (cursor < plot.x.from || cursor > plot.x.to) return;
  const x = place(plot, model, cursor, plot.y.from)[0];
  pen.line([x, plot.top, x, plot.top + plot.height], { colour: palette.axis, width: 1 });
  for (const series of model.series) {
    const curve = smoothedCurve(series, model.reach);
    const index = curve.nearest(cursor);
    if (index < 0 || !Number.isFinite(curve.y(index))) continue;
    const [left, top] = place(plot, model, curve.x(index), curve.y(index));
    if (top < plot.top - 1 || top > plot.top + plot.height + 1 || left < plot.left - 1) continue;
    const stroke = { colour: palette.of(series.colour), width: 2 };
    const shape = series.marker === 'none' ? 'circle' : series.marker;
    pen.mark(shape, left, top, 4.5, stroke, palette.of(series.colour));
  }
}

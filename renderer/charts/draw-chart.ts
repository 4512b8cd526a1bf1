import { placeOf, ticksOf, type Range } from './axis.ts';
import { layersOf, marksEvery, rangeOfY, type Layer } from './chart-layers.ts';
import type { ChartModel } from './chart-model.ts';
import { chartText, drawLevel, drawMoments, nameLevel, type PlotArea } from './chart-notes.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import { dashes } from './series.ts';

/** Where the parts of a chart stand, and between which ends. */
interface Plot extends PlotArea {
  readonly x: Range;
  readonly y: Range;
}

/** Pixels between two ticks, about. */
export const TICK_SPACING_X = 84;
export const TICK_SPACING_Y = 36;

/** Draws a chart with a pen: into a file. On the screen Chart.js draws it (canvas-chart.ts). */
export function drawChart(
  pen: Pen,
  model: ChartModel,
  size: { readonly width: number; readonly height: number },
  palette: Palette,
): void {
  const unit = palette.textSize;
  const area = {
    left: Math.round(unit * 5.6),
    top: Math.round(unit * 0.8),
    width: Math.max(1, size.width - Math.round(unit * 5.6) - Math.round(unit * 1.2)),
    height: Math.max(1, size.height - Math.round(unit * 0.8) - Math.round(unit * 3.6)),
  };
  const layers = layersOf(model, area.width);
  const plot: Plot = { ...area, x: model.x.range, y: rangeOfY(model, layers) };

  const level = levelOf(model, plot);

  drawAxes(pen, model, plot, palette, size.height);
  const edge = unit * 0.6;
  const [top, height] = [plot.top - edge, plot.height + 1.5 * edge];
  pen.within(plot.left, top, plot.width, height, () => {
    if (level !== null) drawLevel(pen, level, plot, palette);
    for (const layer of layers) drawLine(pen, layer, model, plot, palette);
  });
  // A mark at the first or last point of an axis is shown whole.
  pen.within(plot.left - edge, top, plot.width + 2 * edge, height, () => {
    for (const layer of layers) drawMarks(pen, layer, model, plot, palette);
    if (model.level && level !== null) nameLevel(pen, model.level, level, plot, palette);
    const xOf = (x: number) => place(plot, model, x, plot.y.from)[0];
    drawMoments(pen, model.moments ?? [], plot, level, xOf, palette);
  });
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

/** Its points, x and y by turns. */
function pathOf({ curve, seen }: Layer, model: ChartModel, plot: Plot): number[] {
  const path: number[] = [];
  for (const index of seen.points) {
    const value = curve.y(index);
    path.push(...place(plot, model, curve.x(index), Number.isFinite(value) ? value : NaN));
  }
  return path;
}

function drawLine(pen: Pen, layer: Layer, model: ChartModel, plot: Plot, palette: Palette): void {
  const { series, isPale } = layer;
  const colour = isPale ? palette.pale(series.colour) : palette.of(series.colour);
  const width = isPale ? 1 : palette.lineWidth;
  pen.line(pathOf(layer, model, plot), { colour, width, dash: isPale ? [] : dashes[series.dash] });
}

function drawMarks(pen: Pen, layer: Layer, model: ChartModel, plot: Plot, palette: Palette): void {
  const { series, isPale } = layer;
  if (isPale || series.marker === 'none') return;
  const path = pathOf(layer, model, plot);
  const points = path.length / 2;
  const stroke = { colour: palette.of(series.colour), width: palette.lineWidth };
  const size = palette.lineWidth * 1.9;
  const every = marksEvery((path[2 * points - 2]! - path[0]!) / (points - 1), plot.width, size);
  for (let i = 0; i < points; i++) {
    const [x, y] = [path[2 * i]!, path[2 * i + 1]!];
    if (Number.isNaN(y) || (i % every !== 0 && i !== points - 1)) continue;
    if (x < plot.left - 1 || x > plot.left + plot.width + 1) continue;
    pen.mark(series.marker, x, y, size, stroke, palette.surface);
  }
}

function drawAxes(pen: Pen, model: ChartModel, plot: Plot, palette: Palette, height: number): void {
  const unit = palette.textSize;
  const bottom = plot.top + plot.height;
  const grid = { colour: palette.grid, width: 1 };
  const numbers = chartText(palette, { font: palette.fontMono });
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
    chartText(palette, { baseline: 'bottom' }),
  );
  pen.text(model.y.title, unit * 0.7, plot.top + plot.height / 2, chartText(palette, { upwards: true }));
}

/** Where the level lies, if it is in sight. */
function levelOf(model: ChartModel, plot: Plot): number | null {
  if (!model.level) return null;
  const y = place(plot, model, plot.x.from, model.level.value)[1];
  return y >= plot.top && y <= plot.top + plot.height ? y : null;
}

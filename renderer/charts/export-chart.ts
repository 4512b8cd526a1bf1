import type { ChartModel } from './chart-model.ts';
import { drawChart } from './draw-chart.ts';
import type { Palette } from './palette.ts';
import { canvasPen, cornersOf, type Pen, type TextStyle } from './pen.ts';
import { dashes, type Series } from './series.ts';
import { SvgPen } from './svg-pen.ts';

/** Charts as files: with their title and what each curve is called, on a ground of the theme's surface. */

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of a chart that is written to a file, in pixels. */
export const EXPORT_SIZE: Size = { width: 960, height: 540 };
/** A picture of points has this many for each pixel, so that it can be printed. */
const PNG_SCALE = 2;

export function chartToSvg(model: ChartModel, size: Size, palette: Palette, title = ''): string {
  const pen = new SvgPen(size.width, size.height);
  drawPicture(pen, model, size, palette, title);
  return pen.toString();
}

/** @returns null where the platform has no canvas. */
export async function chartToPng(
  model: ChartModel,
  size: Size,
  palette: Palette,
  title: string,
): Promise<Uint8Array | null> {
  const canvas = new OffscreenCanvas(size.width * PNG_SCALE, size.height * PNG_SCALE);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.scale(PNG_SCALE, PNG_SCALE);
  drawPicture(canvasPen(context), model, size, palette, title);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

/** Draws a chart under its title and the names of its curves. */
export function drawPicture(pen: Pen, model: ChartModel, size: Size, palette: Palette, title: string): void {
  pen.rectangle(0, 0, size.width, size.height, palette.surface);
  const top = title === '' ? 0 : drawHead(pen, model.series, size.width, palette, title);
  drawChart(movedDown(pen, top), model, { width: size.width, height: size.height - top }, palette);
}

/** @returns how much of the height it takes. */
function drawHead(
  pen: Pen,
  series: readonly Series[],
  width: number,
  palette: Palette,
  title: string,
): number {
  const unit = palette.textSize * 1.1;
  const text = (colour: string, size: number): TextStyle => ({
    colour,
    font: palette.fontText,
    size,
    align: 'left',
    baseline: 'middle',
  });
  const margin = unit;
  let [x, y] = [margin, unit * 1.6];
  const heading = text(palette.strong, unit * 1.3);
  pen.text(title, x, y, heading);
  x += pen.widthOf(title, heading) + unit * 2;
  for (const one of series) {
    const style = text(palette.text, unit);
    const needed = unit * 3.2 + pen.widthOf(one.name, style) + unit * 1.5;
    if (x + needed > width - margin && x > margin) [x, y] = [margin, y + unit * 1.8];
    const stroke = { colour: palette.of(one.colour), width: palette.lineWidth };
    pen.line([x, y, x + unit * 2.4, y], { ...stroke, dash: dashes[one.dash] });
    if (one.marker === 'circle' || cornersOf(one.marker, 1).length > 0) {
      pen.mark(one.marker, x + unit * 1.2, y, unit * 0.3, stroke, palette.surface);
    }
    pen.text(one.name, x + unit * 2.9, y, style);
    x += needed;
  }
  return y + unit * 1.2;
}

/** The same pen, with everything further down. */
function movedDown(pen: Pen, by: number): Pen {
  return {
    line: (points, stroke) =>
      pen.line(
        points.map((value, index) => (index % 2 === 1 ? value + by : value)),
        stroke,
      ),
    rectangle: (x, y, width, height, fill) => pen.rectangle(x, y + by, width, height, fill),
    mark: (shape, x, y, size, stroke, fill) => pen.mark(shape, x, y + by, size, stroke, fill),
    text: (words, x, y, style) => pen.text(words, x, y + by, style),
    within: (x, y, width, height, draw) => pen.within(x, y + by, width, height, draw),
    widthOf: (words, style) => pen.widthOf(words, style),
  };
}

/** Every point of every curve, a line each, for a spreadsheet. */
export function chartToRows(series: readonly Series[], head: readonly [string, string, string]) {
  const rows: (string | number)[][] = [[...head]];
  for (const { name, curve } of series) {
    for (let index = 0; index < curve.length; index++) rows.push([name, curve.x(index), curve.y(index)]);
  }
  return rows;
}

import type { ChartModel } from './chart-model.ts';
import { drawChart } from './draw-chart.ts';
import type { Palette } from './palette.ts';
import { SvgPen } from './svg-pen.ts';

/** A chart as an SVG file, on a ground of the theme's surface. */
export function chartToSvg(
  model: ChartModel,
  size: { readonly width: number; readonly height: number },
  palette: Palette,
): string {
  const pen = new SvgPen(size.width, size.height);
  pen.rectangle(0, 0, size.width, size.height, palette.surface);
  drawChart(pen, model, size, palette);
  return pen.toString();
}

import type { ChartModel } from './chart-model.ts';
import { drawPicture } from './export-chart.ts';
import { readPalette } from './palette.ts';
import { canvasPen } from './pen.ts';

/** A canvas that is printed has so many pixels for each of a screen. */
const FINENESS = 3;
/** On paper: letters of 9 pixels and thin lines, at 96 pixels to the inch. */
const ON_PAPER = { textSize: 9, lineWidth: 1.5 };

/**
 * Draws a chart under its title for paper, with the tokens as they hold where the canvas stands.
 *
 * @param size in pixels at 96 to the inch.
 */
export function printChart(
  canvas: HTMLCanvasElement,
  model: ChartModel,
  size: { readonly width: number; readonly height: number },
  title: string,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  canvas.width = size.width * FINENESS;
  canvas.height = size.height * FINENESS;
  context.scale(FINENESS, FINENESS);
  drawPicture(canvasPen(context), model, size, { ...readPalette(canvas), ...ON_PAPER }, title);
}

import type { Level, Moment } from './chart-model.ts';
import type { Palette } from './palette.ts';
import type { Pen, TextStyle } from './pen.ts';

/** What a chart says beside its curves, on the screen and in a file: the level to compare with, and moments of note. */

/** Where the plot stands, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Words in a chart, where nothing else is asked for. */
export function chartText(palette: Palette, change: Partial<TextStyle> = {}): TextStyle {
  return {
    colour: palette.text,
    font: palette.fontText,
    size: palette.textSize,
    align: 'center',
    baseline: 'middle',
    ...change,
  };
}

/** The line of the level, which goes under the curves. @param y where it lies, in pixels. */
export function drawLevel(pen: Pen, y: number, { left, width }: PlotArea, palette: Palette): void {
  pen.line([left, y, left + width, y], { colour: palette.axis, width: 1.5, dash: [2, 4] });
}

/** Seldom does a curve run at its right end, below it, or above where there is no room; where one does, it stands upon it. */
export function nameLevel(pen: Pen, { label }: Level, y: number, plot: PlotArea, palette: Palette): void {
  const isBelow = y + palette.textSize * 1.8 < plot.top + plot.height && y - plot.top < plot.height / 2;
  const style = chartText(palette, {
    align: 'right',
    baseline: isBelow ? 'top' : 'bottom',
    halo: palette.surface,
  });
  pen.text(label, plot.left + plot.width - 5, y + (isBelow ? 4 : -4), style);
}

/**
 * Those moments that are in sight, their words below one another in three rows by turns.
 *
 * @param level where the level lies, whose name they leave room for; null where it is not in sight.
 * @param xOf where a moment stands, in pixels.
 */
export function drawMoments(
  pen: Pen,
  moments: readonly Moment[],
  plot: PlotArea,
  level: number | null,
  xOf: (x: number) => number,
  palette: Palette,
): void {
  const [right, bottom] = [plot.left + plot.width, plot.top + plot.height];
  const first = topOfMoments(plot.top, level, palette.textSize);
  let row = 0;
  for (const { x, label, tone } of moments) {
    const left = xOf(x);
    if (!(left >= plot.left - 1 && left <= right + 1)) continue;
    const isBad = tone === 'bad';
    const colour = isBad ? palette.bad : palette.mark;
    pen.line([left, plot.top, left, bottom], { colour, width: 1.5, dash: isBad ? [] : [4, 3] });
    const y = first + palette.textSize * 1.3 * (row % 3);
    if (isBad) drawCross(pen, left, y, palette.textSize * 0.4, colour);
    const style = chartText(palette, { colour, halo: palette.surface });
    const isLeft = left + pen.widthOf(label, style) + 12 > right;
    pen.text(label, left + (isLeft ? -9 : 9), y, { ...style, align: isLeft ? 'right' : 'left' });
    row += 1;
  }
}

/** Where the words of the first moment stand: at the top, or below what the level to compare with is called there. */
function topOfMoments(top: number, level: number | null, textSize: number): number {
  const isNear = level !== null && level - top < 3 * textSize;
  return isNear ? level + 2.2 * textSize : top + 0.9 * textSize;
}

function drawCross(pen: Pen, x: number, y: number, size: number, colour: string): void {
  const stroke = { colour, width: 2 };
  pen.line(
    [x - size, y - size, x + size, y + size, NaN, NaN, x - size, y + size, x + size, y - size],
    stroke,
  );
}

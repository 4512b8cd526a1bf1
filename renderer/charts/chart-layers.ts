import { roomFor, type Range } from './axis.ts';
import type { ChartModel } from './chart-model.ts';
import type { Curve } from './curve.ts';
import { visiblePoints, type Visible } from './decimate.ts';
import { smoothedCurve, type Series } from './series.ts';

/** What of a chart's curves is drawn, and between which ends: the same on a canvas and in a file. */

export interface Layer {
  readonly series: Series;
  readonly curve: Curve;
  readonly seen: Visible;
  /** Single points under a calm line. */
  readonly isPale: boolean;
}

/** @param pixels columns of pixels in the plot. The pale layers come first, under all others. */
export function layersOf(model: ChartModel, pixels: number): Layer[] {
  const { from, to } = model.x.range;
  const layer = (series: Series, curve: Curve, isPale: boolean): Layer => ({
    series,
    curve,
    isPale,
    seen: visiblePoints(curve, from, to, pixels),
  });
  const calm = model.series.map((series) => smoothedCurve(series, model.reach));
  return [
    ...model.series.flatMap((series, i) =>
      calm[i] === series.curve ? [] : [layer(series, series.curve, true)],
    ),
    ...model.series.map((series, i) => layer(series, calm[i]!, false)),
  ];
}

/** Marks a curve at most, where its points fill the plot. */
const MAX_MARKS = 24;

/**
 * Marks that stand close would hide the line: every second point has one, or every tenth, and the newest always.
 *
 * @param distance of neighbouring points; in pixels like the plot's width and a mark's radius.
 */
export function marksEvery(distance: number, plotWidth: number, radius: number): number {
  return distance > 0 ? Math.ceil(Math.max(plotWidth / MAX_MARKS, 2.5 * radius) / distance) : 1;
}

/** The ends of the vertical axis: round about what is seen, and what the axis is to reach. */
export function rangeOfY({ y, level }: ChartModel, layers: readonly Layer[]): Range {
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

import type { Range } from './axis.ts';
import { smoothedCurve, type Series } from './series.ts';

/** A chart's numbers, as the rows of a table. */

export interface ChartRow {
  /** Where it stands on the x axis. */
  readonly x: number;
  /** Of each series the value nearest to that place; null where a curve has none. */
  readonly values: readonly (number | null)[];
}

/** A table is read line by line; zooming in shows more of a stretch. */
const MAX_ROWS = 40;

/** What lies in a range, evenly; where the points themselves are few, they are the rows. None where there are no points. */
export function chartRows(series: readonly Series[], range: Range, reach: number): ChartRow[] {
  const [longest] = series.map(({ curve }) => curve).sort((a, b) => b.length - a.length);
  if (!longest || longest.length === 0) return [];
  const last = Math.max(...series.map(({ curve }) => (curve.length > 0 ? curve.lastX : range.from)));
  const to = Math.min(range.to, last);
  const first = longest.firstFrom(range.from);
  const count = longest.firstFrom(to) + 1 - first;
  const places =
    count <= MAX_ROWS
      ? Array.from({ length: Math.min(count, longest.length - first) }, (_, i) => longest.x(first + i))
      : Array.from({ length: MAX_ROWS }, (_, i) => range.from + ((to - range.from) * i) / (MAX_ROWS - 1));
  return places.map((x) => ({
    x,
    values: series.map((one) => {
      const curve = smoothedCurve(one, reach);
      const index = curve.nearest(x);
      return index < 0 ? null : curve.y(index);
    }),
  }));
}

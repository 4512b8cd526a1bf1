import { GRID, type Cell, type Drawing, type Mark, type Stroke } from '../../engine/protocol/drawing.ts';

/** Changes to a drawing, each giving a new one. The engine inks it: engine/data/ink.ts. */

export { GRID, type Drawing };

/** One place of the pen: fractions of the pad's side, and the time in milliseconds. */
export interface PenSample {
  readonly x: number;
  readonly y: number;
  readonly time: number;
  /** 0 to 1; null from a device that has none. */
  readonly pressure: number | null;
}

/**
 * @param begin when the drawing began.
 * @param withPressure whether the pen's pressure makes the stroke wider.
 */
export function strokeOf(samples: readonly PenSample[], begin: number, withPressure: boolean): Stroke {
  const hasPressure = withPressure && samples.every(({ pressure }) => pressure !== null);
  return {
    kind: 'stroke',
    x: samples.map(({ x }) => x),
    y: samples.map(({ y }) => y),
    times: samples.map(({ time }) => Math.max(0, Math.round(time - begin))),
    ...(hasPressure && { pressures: samples.map(({ pressure }) => pressure ?? 0.5) }),
  };
}

export function isInked(drawing: Drawing, column: number, row: number): boolean {
  return drawing.some((mark) => mark.kind === 'cell' && mark.column === column && mark.row === row);
}

/** The drawing with that cell inked. */
export function inkCell(drawing: Drawing, column: number, row: number): Drawing {
  return isInked(drawing, column, row) ? drawing : [...drawing, { kind: 'cell', column, row }];
}

/** The drawing without ink in that cell. */
export function clearCell(drawing: Drawing, column: number, row: number): Drawing {
  return drawing.filter((mark) => mark.kind !== 'cell' || mark.column !== column || mark.row !== row);
}

export function isCell(mark: Mark): mark is Cell {
  return mark.kind === 'cell';
}

/** Between two strokes in a replay, and for each cell: long enough to be seen, in milliseconds. */
const PAUSE_MS = 250;
const CELL_MS = 60;
/** For a stroke of which nobody knows when it was drawn. */
const POINT_MS = 16;

/** How long the replay of a drawing takes, in milliseconds. */
export function replayLength(drawing: Drawing): number {
  return drawing.reduce((sum, mark) => sum + lengthOf(mark), 0);
}

/** What of a drawing is there so long after its replay has begun. Long pauses for thought are left out. */
export function drawnUntil(drawing: Drawing, elapsedMs: number): Drawing {
  const drawn: Mark[] = [];
  let left = elapsedMs;
  for (const mark of drawing) {
    if (left <= 0) break;
    if (mark.kind === 'cell' || left >= lengthOf(mark)) drawn.push(mark);
    else drawn.push(beginningOf(mark, left));
    left -= lengthOf(mark);
  }
  return drawn;
}

function lengthOf(mark: Mark): number {
  return mark.kind === 'cell' ? CELL_MS : timesOf(mark).at(-1)! + PAUSE_MS;
}

function beginningOf(stroke: Stroke, elapsedMs: number): Stroke {
  const after = timesOf(stroke).findIndex((time) => time > elapsedMs);
  const count = after < 0 ? stroke.x.length : Math.max(1, after);
  const { x, y, pressures } = stroke;
  return {
    kind: 'stroke',
    x: x.slice(0, count),
    y: y.slice(0, count),
    ...(pressures && { pressures: pressures.slice(0, count) }),
  };
}

/** In milliseconds since the stroke began. */
function timesOf({ x, times }: Stroke): readonly number[] {
  const first = times?.[0] ?? 0;
  return times?.map((time) => time - first) ?? x.map((_, i) => i * POINT_MS);
}

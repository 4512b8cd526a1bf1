import * as v from 'valibot';
import { integer } from './parse.ts';
import { count } from './english.ts';

/**
 * A drawing as it is made: strokes of a pen, and cells of the grid that the keyboard draws on. Places are fractions
 * of the pad's side, x from left to right and y from top to bottom, so that a drawing can be inked at any size.
 */

/** Cells of the keyboard's grid along each side. */
export const GRID = 28;

/** Width of the pen as seen on the pad, as a fraction of its side. */
export const PEN_WIDTH = 20 / 280;

/** Width of the pen without any pressure, and what full pressure adds; half of it gives the usual width. */
const LIGHTEST = 0.4;
const ADDED_BY_PRESSURE = 1.2;

/** How wide a pen draws that is pressed like this, from 0 to 1, as a fraction of its usual width. */
export function widthUnder(pressure: number): number {
  return LIGHTEST + ADDED_BY_PRESSURE * pressure;
}

/** Far more than a hand makes; what would take more is not a drawing. */
export const MAX_MARKS = 2_000;
export const MAX_POINTS = 50_000;

/** A pen that leaves the pad goes on being followed, but not for ever. */
const FARTHEST = 16;
const ONE_HOUR_MS = 3_600_000;

function numbers(low: number, high: number) {
  const message = `must be a list of numbers from ${low} to ${count(high)}`;
  // Checked in one go: a long stroke has thousands, and they are read while somebody draws.
  const isNumbers = (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length <= MAX_POINTS &&
    value.every((each) => typeof each === 'number' && each >= low && each <= high);
  return v.custom<readonly number[]>(isNumbers, message);
}

const strokeSchema = v.pipe(
  v.strictObject({
    kind: v.literal('stroke'),
    x: numbers(-FARTHEST, FARTHEST),
    y: numbers(-FARTHEST, FARTHEST),
    /** When the pen was there, in milliseconds since the drawing began. Left out where nobody knows. */
    times: v.exactOptional(numbers(0, ONE_HOUR_MS)),
    /** How hard the pen was pressed, 0 to 1. Left out, it is a pen of even width. */
    pressures: v.exactOptional(numbers(0, 1)),
  }),
  v.check(({ x }) => x.length > 0, 'must have at least one point'),
  v.check(
    ({ x, y, times = x, pressures = x }) =>
      y.length === x.length && times.length === x.length && pressures.length === x.length,
    'must have as many of each as it has points',
  ),
);

const cellSchema = v.strictObject({
  kind: v.literal('cell'),
  column: integer(0, GRID - 1),
  row: integer(0, GRID - 1),
});

export const drawingSchema = v.pipe(
  v.array(v.variant('kind', [strokeSchema, cellSchema])),
  v.maxLength(MAX_MARKS, `must have at most ${count(MAX_MARKS)} marks`),
  v.check(
    (marks) =>
      marks.reduce((sum, mark) => sum + (mark.kind === 'stroke' ? mark.x.length : 1), 0) <= MAX_POINTS,
    `must have at most ${count(MAX_POINTS)} points`,
  ),
);

export type Stroke = v.InferOutput<typeof strokeSchema>;
export type Cell = v.InferOutput<typeof cellSchema>;
export type Mark = Stroke | Cell;
export type Drawing = readonly Mark[];

/** Drawings are kept to this fraction of the pad: finer than any screen, and short in a file. */
const KEPT_PLACES = 1e5;

/** As it is kept: the same again when it is rounded again, so that a drawing can be told from its file's copy. */
export function roundPlaces(drawing: Drawing): Drawing {
  const round = (place: number) => Math.round(place * KEPT_PLACES) / KEPT_PLACES;
  return drawing.map((mark) =>
    mark.kind === 'cell' ? mark : { ...mark, x: mark.x.map(round), y: mark.y.map(round) },
  );
}

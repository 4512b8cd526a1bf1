import { basename } from 'node:path';
import * as v from 'valibot';
import { parseInFile } from '../formats/bad-file.ts';
import { parseJsonBytes } from '../formats/json.ts';
import type { Drawing } from '../protocol/drawing.ts';
import { integer } from '../protocol/parse.ts';
import { readFile } from './files.ts';

/**
 * Pen strokes of people, to judge a model by: a JSON list of `{ "label": 7, "strokes": [[[x, y], …], …] }`, y growing
 * downwards, in whatever unit. Other members are for whoever made the file.
 */

const coordinate = v.pipe(v.number('must be a number'), v.finite('must be a finite number'));
const digitSchema = v.object({
  label: integer(0, 255),
  strokes: v.pipe(
    v.array(
      v.pipe(
        v.array(v.tuple([coordinate, coordinate])),
        v.minLength(1, 'must have a point'),
        v.maxLength(10_000),
      ),
    ),
    v.minLength(1, 'must have a stroke'),
    v.maxLength(200),
  ),
});
const fileSchema = v.pipe(v.array(digitSchema), v.minLength(1, 'must hold at least one drawing'));

/** Of the pad's side: how large a drawing stands on it, and the margin around. */
const SIZE = 0.6;
const MARGIN = (1 - SIZE) / 2;

export interface LabelledDrawing {
  readonly label: number;
  readonly drawing: Drawing;
}

/** @throws EpochLabError `file-unavailable` or `bad-file`, naming the first place that is wrong. */
export function readStrokes(path: string): LabelledDrawing[] {
  const name = basename(path);
  const digits = parseInFile(fileSchema, parseJsonBytes(readFile(path), name, 'text'), name, null);
  return digits.map(({ label, strokes }) => ({ label, drawing: onPad(strokes) }));
}

/** All strokes together are brought to one size, in the middle of the pad, as a person would draw them. */
function onPad(strokes: readonly (readonly (readonly [number, number])[])[]): Drawing {
  const points = strokes.flat();
  const edges = (axis: 0 | 1) => {
    const values = points.map((point) => point[axis]);
    return { low: values.reduce((a, b) => Math.min(a, b)), high: values.reduce((a, b) => Math.max(a, b)) };
  };
  const [x, y] = [edges(0), edges(1)];
  const side = Math.max(x.high - x.low, y.high - y.low, Number.EPSILON);
  const place = (value: number, low: number) => MARGIN + ((value - low) / side) * SIZE;
  return strokes.map((stroke) => ({
    kind: 'stroke',
    x: stroke.map((point) => place(point[0], x.low)),
    y: stroke.map((point) => place(point[1], y.low)),
  }));
}

import * as v from 'valibot';
import type { History, TrainingPoint } from '../protocol/contract.ts';
import { integer } from '../protocol/parse.ts';
import { parseInFile } from './bad-file.ts';

/**
 * A model's training history as JSON, one list a quantity:
 *
 *     { "training": { "step": […], "epoch": […], "loss": […], "accuracy": […] }, "validation": { the same } }
 *
 * JSON has no NaN and no infinities, and the last loss of a run that diverged is one of them; they are written
 * as the texts "NaN", "Infinity" and "-Infinity".
 */

/** More points than this are thinned out when a model is written, and refused when one is read. */
const MAX_POINTS = 100_000;

const NOT_FINITE = { NaN, Infinity, '-Infinity': -Infinity } as const;

/** A number in JSON, whatever its value. */
export const jsonNumber = v.union(
  [
    v.pipe(v.number(), v.finite()),
    v.pipe(
      v.picklist(['NaN', 'Infinity', '-Infinity']),
      v.transform((text) => NOT_FINITE[text]),
    ),
  ],
  'must be a number, "NaN", "Infinity" or "-Infinity"',
);

/** What `jsonNumber` reads back. */
export function toJsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

const TOO_LONG = `must have at most ${MAX_POINTS} values`;

const pointsSchema = v.pipe(
  v.strictObject({
    step: v.pipe(v.array(integer(0, Number.MAX_SAFE_INTEGER)), v.maxLength(MAX_POINTS, TOO_LONG)),
    epoch: v.pipe(v.array(jsonNumber), v.maxLength(MAX_POINTS, TOO_LONG)),
    loss: v.pipe(v.array(jsonNumber), v.maxLength(MAX_POINTS, TOO_LONG)),
    accuracy: v.pipe(v.array(jsonNumber), v.maxLength(MAX_POINTS, TOO_LONG)),
  }),
  v.check(
    ({ step, epoch, loss, accuracy }) =>
      epoch.length === step.length && loss.length === step.length && accuracy.length === step.length,
    'must have lists of one length',
  ),
);

const historySchema = v.strictObject({ training: pointsSchema, validation: pointsSchema });

/** @returns a value for `JSON.stringify`. */
export function historyToJson({ training, validation }: History): unknown {
  return {
    training: toColumns(thin(training, meanOf)),
    validation: toColumns(thin(validation, lastOf)),
  };
}

/** @throws EpochLabError `bad-file`, naming the first place that is wrong. */
export function historyFromJson(value: unknown, fileName: string): History {
  const { training, validation } = parseInFile(historySchema, value, fileName, 'history');
  return { training: toPoints(training), validation: toPoints(validation) };
}

function toColumns(points: readonly TrainingPoint[]) {
  return {
    step: points.map(({ step }) => step),
    epoch: points.map(({ epoch }) => toJsonNumber(epoch)),
    loss: points.map(({ loss }) => toJsonNumber(loss)),
    accuracy: points.map(({ accuracy }) => toJsonNumber(accuracy)),
  };
}

function toPoints({ step, epoch, loss, accuracy }: v.InferOutput<typeof pointsSchema>): TrainingPoint[] {
  return step.map((value, index) => ({
    step: value,
    epoch: epoch[index] ?? NaN,
    loss: loss[index] ?? NaN,
    accuracy: accuracy[index] ?? NaN,
  }));
}

/** Joins as many neighbours into one point each as it takes to stay within MAX_POINTS. */
function thin(
  points: readonly TrainingPoint[],
  join: (group: readonly TrainingPoint[], stepBefore: number) => TrainingPoint,
): readonly TrainingPoint[] {
  const size = Math.ceil(points.length / MAX_POINTS);
  if (size <= 1) return points;
  const joined: TrainingPoint[] = [];
  for (let at = 0; at < points.length; at += size) {
    joined.push(join(points.slice(at, at + size), points[at - 1]?.step ?? 0));
  }
  return joined;
}

/** A training point is the mean over the steps since the one before, so each counts by its steps. */
function meanOf(group: readonly TrainingPoint[], stepBefore: number): TrainingPoint {
  let [before, steps, loss, accuracy] = [stepBefore, 0, 0, 0];
  for (const point of group) {
    const taken = point.step - before;
    before = point.step;
    steps += taken;
    loss += taken * point.loss;
    accuracy += taken * point.accuracy;
  }
  const last = lastOf(group);
  return steps > 0 ? { ...last, loss: loss / steps, accuracy: accuracy / steps } : last;
}

/** A validation point is of one moment. */
function lastOf(group: readonly TrainingPoint[]): TrainingPoint {
  const last = group.at(-1);
  if (!last) throw new RangeError('A group of points is never empty.');
  return last;
}

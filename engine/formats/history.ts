import * as v from 'valibot';
import type { History, TrainingPoint } from '../protocol/contract.ts';
import type { Observation } from '../protocol/run-calls.ts';
import { integer, list } from '../protocol/parse.ts';
import { parseInFile } from './bad-file.ts';

/**
 * A model's training history as JSON, one list a quantity:
 *
 *     { "training": { "step": […], "epoch": […], "loss": […], "accuracy": […], "learningRate": […] },
 *       "validation": { the same but the last },
 *       "observations": { "step": […], "epoch": […], "imagesPerSecond": […],
 *                         "layers": [{ "layer": 0, "gradientNorm": […], "updateRatio": […] }, …] },
 *       "diverged": { "step": 512, "epoch": 0.4 } }
 *
 * Learning rate, observations and where the run diverged are left out where there are none.
 *
 * JSON has no NaN and no infinities, and the last loss of a run that diverged is one of them; they are written
 * as the texts "NaN", "Infinity" and "-Infinity".
 */

/** More points than this are thinned out when a model is written, and refused when one is read. */
const MAX_POINTS = 100_000;
/** Of more observations than this, which are half of what a run keeps, only some are written: evenly, and the newest. */
const MAX_SAVED_OBSERVATIONS = 2_000;

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

const place = integer(0, Number.MAX_SAFE_INTEGER);
const places = list(place, MAX_POINTS, TOO_LONG);
const numbers = list(jsonNumber, MAX_POINTS, TOO_LONG);

const pointsSchema = v.pipe(
  v.strictObject({
    step: places,
    epoch: numbers,
    loss: numbers,
    accuracy: numbers,
    learningRate: v.exactOptional(numbers),
  }),
  v.check(
    ({ step, epoch, loss, accuracy, learningRate = step }) =>
      [epoch, loss, accuracy, learningRate].every(({ length }) => length === step.length),
    'must have lists of one length',
  ),
);

const observationsSchema = v.pipe(
  v.strictObject({
    step: places,
    epoch: numbers,
    imagesPerSecond: numbers,
    layers: v.pipe(
      v.array(v.strictObject({ layer: integer(0, 63), gradientNorm: numbers, updateRatio: numbers })),
      v.maxLength(64),
    ),
  }),
  v.check(
    ({ step, epoch, imagesPerSecond, layers }) =>
      [epoch, imagesPerSecond, ...layers.flatMap((one) => [one.gradientNorm, one.updateRatio])].every(
        ({ length }) => length === step.length,
      ),
    'must have lists of one length',
  ),
);

const historySchema = v.strictObject({
  training: pointsSchema,
  validation: pointsSchema,
  observations: v.exactOptional(observationsSchema),
  diverged: v.exactOptional(v.strictObject({ step: place, epoch: jsonNumber })),
});

/** @returns a value for `JSON.stringify`. */
export function historyToJson({ training, validation, observations = [], diverged }: History): unknown {
  return {
    training: toColumns(thin(training, meanOf)),
    validation: toColumns(thin(validation, lastOf)),
    ...(observations.length > 0 && { observations: observationsToColumns(observations) }),
    ...(diverged && { diverged }),
  };
}

/** @throws EpochLabError `bad-file`, naming the first place that is wrong. */
export function historyFromJson(value: unknown, fileName: string): History {
  const { training, validation, observations, diverged } = parseInFile(
    historySchema,
    value,
    fileName,
    'history',
  );
  return {
    training: toPoints(training),
    validation: toPoints(validation),
    ...(observations && { observations: toObservations(observations) }),
    ...(diverged && { diverged }),
  };
}

function toColumns(points: readonly TrainingPoint[]) {
  return {
    step: points.map(({ step }) => step),
    epoch: points.map(({ epoch }) => toJsonNumber(epoch)),
    loss: points.map(({ loss }) => toJsonNumber(loss)),
    accuracy: points.map(({ accuracy }) => toJsonNumber(accuracy)),
    ...(points.some(({ learningRate }) => learningRate !== undefined) && {
      learningRate: points.map(({ learningRate = NaN }) => toJsonNumber(learningRate)),
    }),
  };
}

/** All of them have the same layers: those of the network that learn. */
function observationsToColumns(all: readonly Observation[]) {
  const every = Math.ceil(all.length / MAX_SAVED_OBSERVATIONS);
  const kept = all.filter((_, index) => (all.length - 1 - index) % every === 0);
  return {
    step: kept.map(({ step }) => step),
    epoch: kept.map(({ epoch }) => toJsonNumber(epoch)),
    imagesPerSecond: kept.map(({ imagesPerSecond }) => toJsonNumber(imagesPerSecond)),
    layers: (kept[0]?.layers ?? []).map(({ layer }, place) => ({
      layer,
      gradientNorm: kept.map(({ layers }) => toJsonNumber(layers[place]?.gradientNorm ?? NaN)),
      updateRatio: kept.map(({ layers }) => toJsonNumber(layers[place]?.updateRatio ?? NaN)),
    })),
  };
}

function toObservations(columns: v.InferOutput<typeof observationsSchema>): Observation[] {
  const { step, epoch, imagesPerSecond, layers } = columns;
  return step.map((value, index) => ({
    step: value,
    epoch: epoch[index] ?? NaN,
    imagesPerSecond: imagesPerSecond[index] ?? NaN,
    layers: layers.map(({ layer, gradientNorm, updateRatio }) => ({
      layer,
      gradientNorm: gradientNorm[index] ?? NaN,
      updateRatio: updateRatio[index] ?? NaN,
    })),
  }));
}

function toPoints(columns: v.InferOutput<typeof pointsSchema>): TrainingPoint[] {
  const { step, epoch, loss, accuracy, learningRate } = columns;
  return step.map((value, index) => ({
    step: value,
    epoch: epoch[index] ?? NaN,
    loss: loss[index] ?? NaN,
    accuracy: accuracy[index] ?? NaN,
    ...(learningRate && { learningRate: learningRate[index] ?? NaN }),
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

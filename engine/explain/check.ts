import { placeOf, SMALLEST_MEASURABLE } from '../nn/gradient-check.ts';
import type { CheckedWeight, CheckResult } from '../protocol/explain-answers.ts';
import type { ParameterName } from '../protocol/shapes.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { flatIndex, type WalkThrough } from './walk-through.ts';

/**
 * Is the gradient right? Each weight is moved a little to both sides, and the loss is watched: the slope that comes
 * out, (L(w + ε) − L(w − ε)) / 2ε, shares no code with the backward pass (engine/nn/gradient-check.ts says more).
 */
export interface CheckOptions {
  readonly weight?: { readonly parameter: ParameterName; readonly place: readonly number[] } | undefined;
  readonly epsilon: number;
  /** At most so many weights, evenly spread. */
  readonly limit: number;
}

/** So many of the weights checked are told one by one. */
const MAX_POINTS = 1000;

interface Candidate {
  readonly parameter: ParameterName;
  readonly dimensions: readonly number[];
  readonly values: Float64Array;
  readonly analytic: number;
  readonly index: number;
}

/**
 * Checks the gradients that a walk-through found, under its rule for ties, for one weight or for all of a layer;
 * some weights at each `yield`. All weights keep their values.
 *
 * @throws EpochLabError `invalid-argument` where the layer has nothing to learn, or no such weight.
 */
export function* checkLayer(
  walk: WalkThrough,
  layer: number,
  { weight, epsilon, limit }: CheckOptions,
): Generator<void, CheckResult> {
  walk.checkLayer(layer);
  const learned = walk.network.layers[layer]!.parameters.filter((parameter) => parameter.learned);
  if (learned.length === 0) {
    throw new EpochLabError(
      'invalid-argument',
      `Layer ${layer + 1} has nothing to learn, so no gradient to check.`,
    );
  }
  const total = weight ? 1 : learned.reduce((sum, { values }) => sum + values.length, 0);
  const count = Math.min(total, limit);
  const checked: CheckedWeight[] = [];
  let losses: CheckResult['losses'] = null;
  const input = walk.input(layer);
  for (let n = 0; n < count; n++) {
    const candidate = weight ? theOne() : theOneAt(Math.floor((n * total) / count));
    const { parameter, dimensions, values, index, analytic } = candidate;
    const value = values[index]!;
    const [high, low] = [value + epsilon, value - epsilon];
    values[index] = high;
    const above = walk.lossFrom(layer, input);
    values[index] = low;
    const below = walk.lossFrom(layer, input);
    values[index] = value;
    if (weight) losses = { above, below };
    const numeric = (above - below) / (high - low);
    const scale = Math.max(Math.abs(analytic), Math.abs(numeric), SMALLEST_MEASURABLE);
    const place = weight ? weight.place : placeOf(index, dimensions);
    checked.push({
      parameter,
      place,
      analytic,
      numeric,
      relativeError: Math.abs(analytic - numeric) / scale,
    });
    yield;
  }
  // What the layers keep of their latest forward pass must be this image's again.
  walk.lossFrom(layer, input);
  return {
    layer,
    tieRule: walk.subject.tieRule,
    epsilon,
    checked: count,
    total,
    worst: checked.reduce((worst, one) => (one.relativeError > worst.relativeError ? one : worst)),
    distance: distanceOf(checked),
    points: spread(checked, MAX_POINTS),
    losses,
  };

  function theOne(): Candidate {
    const { parameter, place } = weight!;
    const { values, gradient, dimensions } = walk.parameter(layer, parameter);
    const index = flatIndex(dimensions, place);
    return { parameter, dimensions, values, analytic: gradient[index]!, index };
  }

  function theOneAt(position: number): Candidate {
    let rest = position;
    for (const { name, values, gradient, dimensions } of learned) {
      if (rest < values.length) {
        return { parameter: name, dimensions, values, analytic: gradient[rest]!, index: rest };
      }
      rest -= values.length;
    }
    throw new Error(`There is no weight ${position}.`);
  }
}

/** ‖analytic − numeric‖ / max(‖analytic‖, ‖numeric‖): 0 where they agree, 1 where one is nothing to the other. */
function distanceOf(checked: readonly CheckedWeight[]): number {
  const apart = checked.reduce((sum, { analytic, numeric }) => sum + (analytic - numeric) ** 2, 0);
  const [found, measured] = [norm(({ analytic }) => analytic), norm(({ numeric }) => numeric)];
  const length = Math.max(found, measured);
  return length === 0 ? 0 : Math.sqrt(apart) / length;

  function norm(of: (weight: CheckedWeight) => number): number {
    return Math.sqrt(checked.reduce((sum, weight) => sum + of(weight) ** 2, 0));
  }
}

function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}

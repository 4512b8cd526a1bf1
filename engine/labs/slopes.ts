import { checkLayer } from '../explain/check.ts';
import { complete, type WalkThrough } from '../explain/walk-through.ts';
import type { Parameter } from '../nn/layers/layer.ts';
import { placeOf } from '../nn/gradient-check.ts';
import { missing } from './missing.ts';

/** What the loss of one image does when weights are moved, found by moving them. They are put back. */

/** Half the distance of the two points of a central difference. */
const SLOPE_STEP = 1e-4;

const SMALLEST_RATE = 2 ** -13;
const LARGEST_RATE = 2 ** 20;
const RATE_HALVINGS = 20;

/** (L(w + ε) − L(w − ε)) / 2ε */
export function measuredSlope(
  walk: WalkThrough,
  layer: number,
  { name, dimensions }: Parameter,
  weight: number,
): number {
  const place = placeOf(weight, dimensions);
  const options = { weight: { parameter: name, place }, epsilon: SLOPE_STEP, limit: 1 };
  return complete(checkLayer(walk, layer, options)).worst.numeric;
}

/**
 * The learning rate from which on L(w − η · ∂L/∂w) exceeds L(w): doubled until it does, then halved in between. The
 * loss along the gradient falls and then rises for every network met so far; of several crossings this finds one.
 */
export function risingRate(walk: WalkThrough): number {
  const { network, subject, verdict } = walk;
  const before = network.parameters.map(({ values }) => values.slice());
  const rises = (rate: number) => {
    network.parameters.forEach(({ values, gradient, learned }, index) => {
      const kept = before[index]!;
      if (learned) for (let i = 0; i < values.length; i++) values[i] = kept[i]! - rate * gradient[i]!;
    });
    const after = walk.lossFrom(0, subject.image);
    network.parameters.forEach(({ values }, index) => values.set(before[index]!));
    return !(after <= verdict.loss);
  };
  let high = SMALLEST_RATE;
  while (!rises(high)) {
    high *= 2;
    if (high > LARGEST_RATE)
      throw missing('No learning rate makes the loss of this image rise. Choose another image.');
  }
  let low = high / 2;
  for (let halving = 0; halving < RATE_HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (rises(middle)) high = middle;
    else low = middle;
  }
  return high;
}

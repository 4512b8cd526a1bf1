import type { WeightUses } from '../protocol/explain-answers.ts';
import { MAX_TERMS, type Place3 } from '../protocol/explain-calls.ts';
import type { ParameterName } from '../protocol/shapes.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { BATCH_NORM_EPSILON } from '../nn/layers/batch-norm.ts';
import { largest, smallerOf } from './main-terms.ts';
import { normOf } from './values.ts';
import { flatIndex, placeIn, type WalkThrough } from './walk-through.ts';

type Use = WeightUses['uses'][number];

/**
 * Every place where a weight was used. Its gradient is the sum over them of the input that it was multiplied with
 * times ∂L/∂output: a filter's weight has as many as its feature map has values, a dense weight one.
 *
 * @throws EpochLabError `invalid-argument` where there is no such weight, or it is not learned.
 */
export function weightUses(
  walk: WalkThrough,
  layer: number,
  name: ParameterName,
  place: readonly number[],
): Omit<WeightUses, 'after'> {
  walk.checkLayer(layer);
  const { values, gradient, dimensions, learned } = walk.parameter(layer, name);
  if (!learned) {
    throw new EpochLabError(
      'invalid-argument',
      `The ${name} of layer ${layer + 1} follows the data; it has no gradient.`,
    );
  }
  const at = flatIndex(dimensions, place);
  const all = usesOf(walk, layer, name, place);
  const listed = largest(all, MAX_TERMS, ({ product }) => product);
  const sum = (uses: readonly Use[]) => uses.reduce((total, { product }) => total + product, 0);
  return {
    layer,
    parameter: name,
    place,
    value: values[at]!,
    gradient: gradient[at]!,
    uses: listed,
    totalUses: all.length,
    rest: listed === all ? 0 : sum(all) - sum(listed),
    smaller: smallerOf(all, ({ product }) => product),
    map: mapOf(walk, layer, all),
  };
}

/** The products as a picture, where they are as many as a feature map has values. */
function mapOf(walk: WalkThrough, layer: number, uses: readonly Use[]): WeightUses['map'] {
  const { height, width, flat } = walk.shapes[layer]!.output;
  if (flat || uses.length !== height * width) return null;
  return { rows: height, columns: width, values: Float64Array.from(uses, ({ product }) => product) };
}

function usesOf(walk: WalkThrough, layer: number, name: ParameterName, place: readonly number[]): Use[] {
  const spec = walk.layers[layer]!;
  const { input, output } = walk.shapes[layer]!;
  const values = walk.input(layer);
  const gradients = walk.outputGradient(layer);
  if (spec.kind === 'dense') {
    const unit = place.at(-1)!;
    const from: Place3 | null = name === 'weights' ? [0, 0, place[0]!] : null;
    return [useOf([0, 0, unit], from, from ? values[from[2]]! : 1, gradients[unit]!)];
  }
  const channel = place.at(-1)!;
  // A batch norm's scale meets the normalised value: y = γ·x̂ + β.
  const norm = name === 'scale' ? normOf(walk, layer, channel) : null;
  const uses: Use[] = [];
  for (let at = channel; at < gradients.length; at += output.channels) {
    const to = placeIn(output, at);
    if (spec.kind === 'conv2d' && name === 'weights') {
      const [i, j, k] = place as [number, number, number, number];
      const [y, x] = [to[0] * spec.stride + i - spec.padding, to[1] * spec.stride + j - spec.padding];
      const inside = y >= 0 && x >= 0 && y < input.height && x < input.width;
      const value = inside ? values[(y * input.width + x) * input.channels + k]! : 0;
      uses.push(useOf(to, [y, x, k], value, gradients[at]!));
    } else if (norm) {
      const normalised = (values[at]! - norm.mean) / Math.sqrt(norm.variance + BATCH_NORM_EPSILON);
      uses.push(useOf(to, to, normalised, gradients[at]!));
    } else {
      uses.push(useOf(to, null, 1, gradients[at]!));
    }
  }
  return uses;
}

function useOf(output: Place3, input: Place3 | null, x: number, gradient: number): Use {
  return { output, input, x, gradient, product: x * gradient };
}

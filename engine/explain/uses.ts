import type { InputUses } from '../protocol/explain-answers.ts';
import { MAX_TERMS, type Place3 } from '../protocol/explain-calls.ts';
import { largest, smallerOf } from './main-terms.ts';
import { windowOf } from './pooling.ts';
import { indexOf, placeIn, type WalkThrough } from './walk-through.ts';

/** Who reads one input value: the sums of the way back, term by term. */

/** How a window moves over its input. */
interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/**
 * Which outputs of a layer read an input value: ∂L/∂x is the sum over them of ∂L/∂y · ∂y/∂x.
 *
 * @throws EpochLabError `invalid-argument` where there is no such place.
 */
export function inputUses(walk: WalkThrough, layer: number, place: Place3): InputUses {
  const { input } = walk.checkLayer(layer);
  const at = indexOf(input, place);
  const all = usesOf(walk, layer, place, at);
  const listed = largest(all, MAX_TERMS, ({ product }) => product);
  const total = all.reduce((sum, { product }) => sum + product, 0);
  return {
    layer,
    place,
    value: walk.input(layer)[at]!,
    gradient: walk.inputGradient(layer)[at]!,
    uses: listed,
    totalUses: all.length,
    rest: listed === all ? 0 : total - listed.reduce((sum, { product }) => sum + product, 0),
    smaller: smallerOf(all, ({ product }) => product),
  };
}

type Use = InputUses['uses'][number];

function usesOf(walk: WalkThrough, layer: number, place: Place3, at: number): readonly Use[] {
  const spec = walk.layers[layer]!;
  const { output } = walk.shapes[layer]!;
  const gradients = walk.outputGradient(layer);
  const use = (to: Place3, derivative: number): Use => {
    const gradient = gradients[indexOf(output, to)]!;
    return { output: to, gradient, derivative, product: gradient * derivative };
  };
  switch (spec.kind) {
    case 'conv2d': {
      const weights = walk.parameter(layer, 'weights').values;
      const { channels } = walk.shapes[layer]!.input;
      return readers(spec, place, output).flatMap(({ row, column, i, j }) =>
        Array.from({ length: spec.filters }, (_, filter) =>
          use(
            [row, column, filter],
            weights[((i * spec.kernel + j) * channels + place[2]) * spec.filters + filter]!,
          ),
        ),
      );
    }
    case 'dense': {
      const weights = walk.parameter(layer, 'weights').values;
      return Array.from({ length: spec.units }, (_, unit) =>
        use([0, 0, unit], weights[at * spec.units + unit]!),
      );
    }
    case 'maxPool':
    case 'averagePool': {
      const window = { kernel: spec.size, stride: spec.stride, padding: 0 };
      return readers(window, place, output).map(({ row, column, i, j }) => {
        const to: Place3 = [row, column, place[2]];
        const gradient = gradients[indexOf(output, to)]!;
        const { receives } = windowOf(walk, layer, spec, to)[i * spec.size + j]!;
        // Where the gradient is 0, nothing can be told from what the cell receives.
        const derivative = gradient === 0 ? 0 : receives / gradient;
        return { output: to, gradient, derivative, product: receives };
      });
    }
    default: {
      const derivative = walk.localDerivative(layer)?.[at];
      const to = placeIn(output, at);
      if (derivative !== undefined) return [use(to, derivative)];
      // A batch norm in training: its own slope, and what it does through mean and variance.
      const gradient = gradients[at]!;
      const product = walk.inputGradient(layer)[at]!;
      return [{ output: to, gradient, derivative: gradient === 0 ? 0 : product / gradient, product }];
    }
  }
}

/** Places of the output whose window covers an input place, and where in the window it lies. */
function readers(
  { kernel, stride, padding }: Window,
  [y, x]: Place3,
  output: { readonly height: number; readonly width: number },
) {
  const found: { row: number; column: number; i: number; j: number }[] = [];
  for (let i = 0; i < kernel; i++) {
    for (let j = 0; j < kernel; j++) {
      const [row, column] = [(y + padding - i) / stride, (x + padding - j) / stride];
      const isThere =
        Number.isInteger(row) && Number.isInteger(column) && row >= 0 && column >= 0 && row < output.height;
      if (isThere && column < output.width) found.push({ row, column, i, j });
    }
  }
  return found;
}

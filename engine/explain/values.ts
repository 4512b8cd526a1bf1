import type { InputUses, Term, ValueOrigin, WindowCell } from '../protocol/explain-answers.ts';
import type { Place3 } from '../protocol/explain-calls.ts';
import { MAIN_TERMS, MAX_TERMS } from '../protocol/explain-calls.ts';
import type { LayerSpec } from '../protocol/network.ts';
import { indexOf, placeIn, type WalkThrough } from './walk-through.ts';

/** What one value is made of, and who reads it: the sums behind the two passes, term by term. */

type Conv = Extract<LayerSpec, { kind: 'conv2d' }>;
type Pool = Extract<LayerSpec, { kind: 'maxPool' | 'averagePool' }>;

/**
 * What an output value of a layer is made of.
 *
 * @param channel of a convolution with more than MAX_TERMS terms: the input channel whose terms are listed.
 * @throws EpochLabError `invalid-argument` where there is no such place.
 */
export function valueOrigin(walk: WalkThrough, layer: number, place: Place3, channel?: number): ValueOrigin {
  const { output, input } = walk.checkLayer(layer);
  const at = indexOf(output, place);
  const spec = walk.layers[layer]!;
  const base = {
    layer,
    place,
    value: walk.output(layer)[at]!,
    gradient: walk.outputGradient(layer)[at]!,
    field: null,
  };
  switch (spec.kind) {
    case 'conv2d':
      return { ...base, field: fieldOf(spec, place), ...convolutionSum(walk, layer, spec, place, channel) };
    case 'dense':
      return { ...base, ...denseSum(walk, layer, place[2]) };
    case 'maxPool':
    case 'averagePool': {
      const field = fieldOf({ kernel: spec.size, stride: spec.stride, padding: 0 }, place);
      const kind = spec.kind === 'maxPool' ? 'maximum' : 'mean';
      return { ...base, field, kind, window: windowOf(walk, layer, spec, place) };
    }
    case 'relu':
    case 'leakyRelu':
    case 'sigmoid':
    case 'tanh':
    case 'dropout':
    case 'flatten':
    case 'batchNorm': {
      const x = walk.input(layer)[at]!;
      const inputGradient = walk.inputGradient(layer)[at]!;
      const derivative = walk.localDerivative(layer)?.[at] ?? Number.NaN;
      const norm = spec.kind === 'batchNorm' ? normOf(walk, layer, at % input.channels) : null;
      const source = placeIn(input, at);
      return { ...base, kind: 'function', input: x, source, derivative, inputGradient, norm };
    }
    default:
      throw new Error(`Unknown layer: ${JSON.stringify(spec satisfies never)}`);
  }
}

/** First and last row and column that a place of the output looks at. */
function fieldOf(
  { kernel, stride, padding }: Pick<Conv, 'kernel' | 'stride' | 'padding'>,
  [row, column]: Place3,
): NonNullable<ValueOrigin['field']> {
  const from = [row * stride - padding, column * stride - padding] as const;
  return { from, to: [from[0] + kernel - 1, from[1] + kernel - 1] };
}

type Sum = Pick<
  Extract<ValueOrigin, { kind: 'sum' }>,
  'kind' | 'bias' | 'terms' | 'channel' | 'totalTerms' | 'rest' | 'smaller' | 'channelSums'
>;

function convolutionSum(walk: WalkThrough, layer: number, spec: Conv, place: Place3, wanted?: number): Sum {
  const { input, output } = walk.shapes[layer]!;
  const { kernel, stride, padding } = spec;
  const [row, column, filter] = place;
  const weights = walk.parameter(layer, 'weights').values;
  const values = walk.input(layer);
  const gradient = walk.outputGradient(layer)[indexOf(output, place)]!;
  const totalTerms = kernel * kernel * input.channels;
  const termAt = (i: number, j: number, k: number): Term => {
    const [y, x] = [row * stride + i - padding, column * stride + j - padding];
    const outside = y < 0 || x < 0 || y >= input.height || x >= input.width;
    const w = weights[((i * kernel + j) * input.channels + k) * spec.filters + filter]!;
    const value = outside ? 0 : values[(y * input.width + x) * input.channels + k]!;
    return termOf({ input: [y, x, k], outside, x: value, weight: [i, j, k, filter], w }, gradient);
  };
  const termsOf = (k: number): Term[] =>
    Array.from({ length: kernel * kernel }, (_, n) => termAt(Math.floor(n / kernel), n % kernel, k));
  const all = Array.from({ length: input.channels }, (_, k) => termsOf(k));
  const channelSums = all.map((terms) => sumOf(terms));
  const smaller = smallerOf(all.flat(), ({ product }) => product);
  const bias = spec.bias ? walk.parameter(layer, 'bias').values[filter]! : null;
  if (totalTerms <= MAX_TERMS && wanted === undefined) {
    return { kind: 'sum', bias, terms: all.flat(), channel: null, totalTerms, rest: 0, smaller, channelSums };
  }
  const channel = Math.min(wanted ?? strongest(channelSums), input.channels - 1);
  const rest = channelSums.reduce((sum, of, k) => (k === channel ? sum : sum + of), 0);
  return { kind: 'sum', bias, terms: all[channel]!, channel, totalTerms, rest, smaller, channelSums };
}

function denseSum(walk: WalkThrough, layer: number, unit: number): Sum {
  const spec = walk.layers[layer] as Extract<LayerSpec, { kind: 'dense' }>;
  const weights = walk.parameter(layer, 'weights').values;
  const values = walk.input(layer);
  const gradient = walk.outputGradient(layer)[unit]!;
  const all = Array.from(values, (x, i): Term => {
    const w = weights[i * spec.units + unit]!;
    return termOf({ input: [0, 0, i], outside: false, x, weight: [i, unit], w }, gradient);
  });
  const bias = spec.bias ? walk.parameter(layer, 'bias').values[unit]! : null;
  const listed = all.length <= MAX_TERMS ? all : largest(all, MAX_TERMS, ({ product }) => product);
  const rest = sumOf(all) - sumOf(listed);
  return {
    kind: 'sum',
    bias,
    terms: listed,
    channel: null,
    totalTerms: all.length,
    rest: listed === all ? 0 : rest,
    smaller: smallerOf(all, ({ product }) => product),
    channelSums: [],
  };
}

function termOf(
  term: Omit<Term, 'product' | 'toInput' | 'toWeight'>,
  /** ∂L/∂ of the sum. */
  gradient: number,
): Term {
  const { x, w } = term;
  return { ...term, product: x * w, toInput: gradient * w, toWeight: gradient * x };
}

function windowOf(walk: WalkThrough, layer: number, spec: Pool, place: Place3): WindowCell[] {
  const { input, output } = walk.shapes[layer]!;
  const [row, column, channel] = place;
  const gradient = walk.outputGradient(layer)[indexOf(output, place)]!;
  const values = walk.input(layer);
  const cells = Array.from({ length: spec.size ** 2 }, (_, n) => {
    const [i, j] = [Math.floor(n / spec.size), n % spec.size];
    const at: Place3 = [row * spec.stride + i, column * spec.stride + j, channel];
    return { input: at, value: values[indexOf(input, at)]! };
  });
  const maximum = Math.max(...cells.map(({ value }) => value));
  const first = cells.findIndex(({ value }) => value === maximum);
  return cells.map((cell, n) => {
    const isMaximum = cell.value === maximum;
    return { ...cell, isMaximum, receives: share(isMaximum, n === first) * gradient };
  });

  function share(isMaximum: boolean, isFirst: boolean): number {
    if (spec.kind === 'averagePool') return 1 / spec.size ** 2;
    return (walk.subject.tieRule === 'first-maximum' ? isFirst : isMaximum) ? 1 : 0;
  }
}

/** In how many windows of a max-pooling layer the maximum stands more than once. */
export function countTies(walk: WalkThrough, layer: number): { windows: number; tied: number } {
  const spec = walk.layers[layer]!;
  if (spec.kind !== 'maxPool') return { windows: 0, tied: 0 };
  const { input, output } = walk.shapes[layer]!;
  const values = walk.input(layer);
  let tied = 0;
  for (let row = 0; row < output.height; row++) {
    for (let column = 0; column < output.width; column++) {
      for (let channel = 0; channel < output.channels; channel++) {
        let maximum = -Infinity;
        let times = 0;
        for (let n = 0; n < spec.size ** 2; n++) {
          const y = row * spec.stride + Math.floor(n / spec.size);
          const x = column * spec.stride + (n % spec.size);
          const value = values[(y * input.width + x) * input.channels + channel]!;
          if (value > maximum) [maximum, times] = [value, 1];
          else if (value === maximum) times += 1;
        }
        if (times > 1) tied += 1;
      }
    }
  }
  return { windows: output.height * output.width * output.channels, tied };
}

/** Mean and variance that a batch norm took, its scale and shift, and the gradients of these two. */
export function normOf(walk: WalkThrough, layer: number, channel: number) {
  const { subject } = walk;
  const of = (name: 'scale' | 'shift' | 'runningMean' | 'runningVariance') =>
    walk.parameter(layer, name).values[channel]!;
  const learned = {
    scale: of('scale'),
    shift: of('shift'),
    scaleGradient: walk.parameter(layer, 'scale').gradient[channel]!,
    shiftGradient: walk.parameter(layer, 'shift').gradient[channel]!,
  };
  if (!subject.moment) return { mean: of('runningMean'), variance: of('runningVariance'), ...learned };
  const { channels } = walk.shapes[layer]!.input;
  const values = walk.input(layer).filter((_, i) => i % channels === channel);
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
  return { mean, variance, ...learned };
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
  { kernel, stride, padding }: Pick<Conv, 'kernel' | 'stride' | 'padding'>,
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

function sumOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { product }) => sum + product, 0);
}

function strongest(sums: readonly number[]): number {
  return sums.reduce((best, sum, k) => (Math.abs(sum) > Math.abs(sums[best]!) ? k : best), 0);
}

/** The sum of all sizes but the MAIN_TERMS largest. */
export function smallerOf<Item>(items: readonly Item[], size: (item: Item) => number): number {
  const main = new Set(largest(items, MAIN_TERMS, size));
  return items.reduce((sum, item) => (main.has(item) ? sum : sum + size(item)), 0);
}

/** The `count` items with the largest size, in their order. */
export function largest<Item>(
  items: readonly Item[],
  count: number,
  size: (item: Item) => number,
): readonly Item[] {
  if (items.length <= count) return items;
  const order = items
    .map((_, i) => i)
    .sort((a, b) => Math.abs(size(items[b]!)) - Math.abs(size(items[a]!)) || a - b);
  const kept = new Set(order.slice(0, count));
  return items.filter((_, i) => kept.has(i));
}

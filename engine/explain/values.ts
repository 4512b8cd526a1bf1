import type { Term, ValueOrigin } from '../protocol/explain-answers.ts';
import { MAX_TERMS, type Place3 } from '../protocol/explain-calls.ts';
import type { LayerSpec } from '../protocol/network.ts';
import { largest, smallerOf } from './main-terms.ts';
import { windowOf } from './pooling.ts';
import { indexOf, placeIn, type WalkThrough } from './walk-through.ts';

/** What one value is made of: the sums of the forward pass, term by term, and what each term is to the way back. */

type Conv = Extract<LayerSpec, { kind: 'conv2d' }>;

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

function sumOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { product }) => sum + product, 0);
}

function strongest(sums: readonly number[]): number {
  return sums.reduce((best, sum, k) => (Math.abs(sum) > Math.abs(sums[best]!) ? k : best), 0);
}

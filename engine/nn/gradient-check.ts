import type { Layer } from './layers/layer.ts';
import { softmaxCrossEntropy } from './layers/softmax-cross-entropy.ts';
import type { ReferenceNetwork } from './reference-network.ts';

/**
 * Is the gradient right? The derivative of the loss L with respect to a weight w is the slope of L there, and a
 * slope can be measured: move w a little to each side and see how L changes,
 *
 *   ∂L/∂w ≈ (L(w + ε) − L(w − ε)) / 2ε
 *
 * Taking both sides (a central difference) leaves an error of the order ε², where one side leaves one of ε. A
 * smaller ε is not always better: L has only 16 digits, and the fewer of them differ, the less is known of the
 * slope. In double precision ε = 10⁻⁵ is a good middle.
 *
 * Measured and calculated slope share no code but the forward pass, so an error in the backward pass shows.
 *
 * At a corner (a ReLU at 0, a maximum that ties) there are two slopes, and the measured one is between them: a
 * difference there is no proof of an error.
 */
export interface GradientCheckOptions {
  /** How far each value is moved to each side. */
  readonly epsilon?: number;
  /** At most so many values of each parameter are checked, evenly spread over it. All, if it is not given. */
  readonly maxPerParameter?: number;
}

/** Where, among the values of one parameter (or of an input), measured and calculated slope differ most. */
export interface GradientError {
  /** The place of the value, along each dimension. */
  readonly place: readonly number[];
  /** The slope that back-propagation calculated. */
  readonly analytic: number;
  /** The slope that was measured. */
  readonly numeric: number;
  /**
   * |analytic − numeric| / max(|analytic|, |numeric|), where the maximum is taken over all checked values of the
   * parameter: so one whose slope is all but 0 is not blamed for the last digits of L. Right ones are below
   * 10⁻⁶; a wrong rule gives 10⁻² and more. It is 0 where all slopes are 0.
   */
  readonly relativeError: number;
}

export interface ParameterError extends GradientError {
  /** Index of the layer. */
  readonly layer: number;
  readonly parameter: 'weights' | 'bias';
}

const DEFAULT_EPSILON = 1e-5;

/**
 * Checks the gradient of the loss of one image with respect to the network's parameters.
 *
 * @param label the image's true class.
 * @returns the worst of each parameter, from the first layer to the last. Parameters keep their values.
 */
export function checkGradients(
  network: ReferenceNetwork,
  image: Float64Array,
  label: number,
  options: GradientCheckOptions = {},
): ParameterError[] {
  network.lossAndGradients([image], [label]);
  const loss = () => softmaxCrossEntropy(network.forward(image), label).loss;
  return network.layers.flatMap((layer, index) =>
    layer.parameters.map(({ name, dimensions, values, gradient }) => ({
      layer: index,
      parameter: name,
      ...worstError(values, gradient, dimensions, loss, options),
    })),
  );
}

/**
 * Checks a single layer, its parameters and its input: the gradient of L = Σ outputGradient · output, an
 * invented loss that depends on every output by a given slope.
 *
 * @param input is moved while it is checked, and put back.
 * @param outputGradient as many values as the layer's output has.
 */
export function checkLayerGradients(
  layer: Layer,
  input: Float64Array,
  outputGradient: Float64Array,
  options: GradientCheckOptions = {},
): { readonly input: GradientError; readonly parameters: GradientError[] } {
  for (const { gradient } of layer.parameters) gradient.fill(0);
  layer.forward(input);
  const inputGradient = layer.backward(outputGradient);
  const loss = () => layer.forward(input).reduce((sum, value, i) => sum + outputGradient[i]! * value, 0);
  const { height, width, channels } = layer.input;
  return {
    input: worstError(input, inputGradient, [height, width, channels], loss, options),
    parameters: layer.parameters.map(({ dimensions, values, gradient }) =>
      worstError(values, gradient, dimensions, loss, options),
    ),
  };
}

function worstError(
  values: Float64Array,
  gradient: Float64Array,
  dimensions: readonly number[],
  loss: () => number,
  { epsilon = DEFAULT_EPSILON, maxPerParameter = Infinity }: GradientCheckOptions,
): GradientError {
  const checked = Math.min(values.length, maxPerParameter);
  let [largest, worst] = [0, { index: 0, analytic: 0, numeric: 0, difference: -1 }];
  for (let i = 0; i < checked; i++) {
    const index = Math.floor((i * values.length) / checked);
    const analytic = gradient[index]!;
    const numeric = centralDifference(values, index, loss, epsilon);
    const difference = Math.abs(analytic - numeric);
    largest = Math.max(largest, Math.abs(analytic), Math.abs(numeric));
    if (difference > worst.difference) worst = { index, analytic, numeric, difference };
  }
  return {
    place: placeOf(worst.index, dimensions),
    analytic: worst.analytic,
    numeric: worst.numeric,
    relativeError: largest === 0 ? 0 : worst.difference / largest,
  };
}

/** The slope of `loss` as values[index] is moved to both sides, and put back. */
function centralDifference(values: Float64Array, index: number, loss: () => number, epsilon: number): number {
  const value = values[index]!;
  const [above, below] = [value + epsilon, value - epsilon];
  values[index] = above;
  const lossAbove = loss();
  values[index] = below;
  const lossBelow = loss();
  values[index] = value;
  // above − below is 2ε as it came out after rounding.
  return (lossAbove - lossBelow) / (above - below);
}

/** The place along each dimension of the value at `index`, where the last dimension runs fastest. */
function placeOf(index: number, dimensions: readonly number[]): number[] {
  const place: number[] = [];
  let rest = index;
  for (const length of dimensions.toReversed()) {
    place.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return place;
}

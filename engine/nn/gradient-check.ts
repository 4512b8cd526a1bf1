import type { Layer } from './layers/layer.ts';
import type { ParameterName } from '../protocol/shapes.ts';
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
 * Where a corner lies within ε of w (a ReLU whose input is almost 0, two values that are almost equally the
 * maximum), the measured slope is a mixture of those on its two sides. A smaller ε tells such a difference from
 * an error in the backward pass: only the error stays.
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
   * |analytic − numeric| / max(|analytic|, |numeric|, SMALLEST_MEASURABLE). Right ones are below 10⁻⁶, wrong ones
   * far above.
   */
  readonly relativeError: number;
}

export interface ParameterError extends GradientError {
  /** Index of the layer. */
  readonly layer: number;
  readonly parameter: ParameterName;
}

const DEFAULT_EPSILON = 1e-5;

/**
 * L is known to about 10⁻¹⁶, so its slope is measured to about 10⁻¹⁶ / ε = 10⁻¹¹: nothing is known of the seventh
 * digit of a smaller slope than this one.
 */
export const SMALLEST_MEASURABLE = 1e-4;

/**
 * Checks the gradient of the loss of a batch with respect to the network's learned parameters.
 *
 * @param labels the true class of each image.
 * @returns the worst of each parameter, from the first layer to the last. They keep their values.
 */
export function checkGradients(
  network: ReferenceNetwork,
  images: readonly Float64Array[],
  labels: ArrayLike<number>,
  options: GradientCheckOptions = {},
): ParameterError[] {
  network.lossAndGradients(images, labels);
  const loss = () => network.loss(images, labels);
  return network.layers.flatMap((layer, index) =>
    layer.parameters
      .filter(({ learned }) => learned)
      .map(({ name, dimensions, values, gradient }) => ({
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
    parameters: layer.parameters
      .filter(({ learned }) => learned)
      .map(({ dimensions, values, gradient }) => worstError(values, gradient, dimensions, loss, options)),
  };
}

/** Where `values` and their measured slopes differ most. */
export function worstError(
  values: Float64Array,
  gradient: Float64Array,
  dimensions: readonly number[],
  loss: () => number,
  { epsilon = DEFAULT_EPSILON, maxPerParameter = Infinity }: GradientCheckOptions,
): GradientError {
  const checked = Math.min(values.length, maxPerParameter);
  let worst: GradientError | undefined;
  for (let i = 0; i < checked; i++) {
    const index = Math.floor((i * values.length) / checked);
    const analytic = gradient[index]!;
    const numeric = centralDifference(values, index, loss, epsilon);
    const scale = Math.max(Math.abs(analytic), Math.abs(numeric), SMALLEST_MEASURABLE);
    const relativeError = Math.abs(analytic - numeric) / scale;
    // A NaN is worse than any number, and stays the worst.
    if (!worst || relativeError > worst.relativeError || Number.isNaN(relativeError)) {
      worst = { place: placeOf(index, dimensions), analytic, numeric, relativeError };
    }
  }
  return worst!;
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
export function placeOf(index: number, dimensions: readonly number[]): number[] {
  const place: number[] = [];
  let rest = index;
  for (const length of dimensions.toReversed()) {
    place.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return place;
}

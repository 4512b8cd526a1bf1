import type { LayerKind } from '../../protocol/network.ts';
import type { ParameterShape, Shape } from '../../protocol/shapes.ts';

/**
 * A layer is a function with numbers in it that can be learned, and the derivative of that function.
 *
 * Forward, it turns its input x into its output y = f(x, w). Backward, it is told how the loss L depends on its
 * output, ∂L/∂y, and by the chain rule says how L depends on its parameters and on its input:
 *
 *   ∂L/∂w = Σ ∂L/∂y · ∂y/∂w      ∂L/∂x = Σ ∂L/∂y · ∂y/∂x
 *
 * The second is the ∂L/∂y of the layer before it: so the whole network's gradient is found in one sweep from the
 * loss back to the image (D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating
 * errors", Nature 1986).
 *
 * These layers say what is true: one image at a time, in double precision, written to be read. The fast kernels
 * that train the app's networks are held to them by tests.
 *
 * Values of a volume stand in the order [row, column, channel], the last index running fastest.
 */
export interface Layer {
  readonly kind: LayerKind;
  readonly input: Shape;
  readonly output: Shape;
  /** What the layer learns, in the order of its `LayerShape`; empty where there is nothing to learn. */
  readonly parameters: readonly Parameter[];

  /**
   * The layer's output for one image. Keeps what `backward` will need; `input` itself may be kept, and must not
   * change before.
   */
  forward(input: Float64Array): Float64Array;

  /**
   * The way back of the latest `forward`: adds ∂L/∂w to each parameter's gradient, and returns ∂L/∂input.
   *
   * @param outputGradient ∂L/∂output, as many values as the output has.
   */
  backward(outputGradient: Float64Array): Float64Array;
}

/** Numbers that a layer learns, and the derivative of the loss with respect to each, place for place. */
export interface Parameter {
  readonly name: 'weights' | 'bias';
  /** conv2d weights: [kernel row, kernel column, input channel, filter]; dense weights: [input, unit]. */
  readonly dimensions: readonly number[];
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

/** All zeros, to be filled by whoever builds the network. */
export function createParameter({ name, dimensions }: ParameterShape): Parameter {
  const size = dimensions.reduce((product, length) => product * length, 1);
  return { name, dimensions, values: new Float64Array(size), gradient: new Float64Array(size) };
}

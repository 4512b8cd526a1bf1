import type { LayerKind } from '../../protocol/network.ts';
import type { ParameterName, ParameterShape, Shape } from '../../protocol/shapes.ts';

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
   *
   * @param moment while training. Only layers that do then what they do not do later look at it.
   */
  forward(input: Float64Array, moment?: Moment): Float64Array;

  /**
   * The way back of the latest `forward`: adds ∂L/∂w to each parameter's gradient, and returns ∂L/∂input.
   *
   * @param outputGradient ∂L/∂output, as many values as the output has.
   */
  backward(outputGradient: Float64Array): Float64Array;

  /**
   * A layer whose output for one image depends on the others of its batch has these three; batch norm alone does.
   * Before `forward` goes through the images of a batch it is shown all their inputs; before `backward` does, all
   * ∂L/∂output as well.
   */
  meet?(inputs: readonly Float64Array[]): void;
  meetBack?(inputs: readonly Float64Array[], outputGradients: readonly Float64Array[]): void;
  /** Takes what it saw of the latest batch into its running averages. */
  remember?(): void;
}

/** Which image of which step of a training a layer looks at: all that chance in a layer depends on. */
export interface Moment {
  /** The run's. */
  readonly seed: number;
  /** 0 for the first. */
  readonly step: number;
  /** The image's place in its batch. */
  readonly position: number;
}

/** Numbers that a layer learns, and the derivative of the loss with respect to each, place for place. */
export interface Parameter {
  readonly name: ParameterName;
  /** conv2d weights: [kernel row, kernel column, input channel, filter]; dense weights: [input, unit]. */
  readonly dimensions: readonly number[];
  /** Running averages are not learned: they have no gradient, and no optimiser moves them. */
  readonly learned: boolean;
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

/** All zeros, to be filled by whoever builds the network. */
export function createParameter({ name, dimensions, learned }: ParameterShape): Parameter {
  const size = dimensions.reduce((product, length) => product * length, 1);
  return { name, dimensions, learned, values: new Float64Array(size), gradient: new Float64Array(size) };
}

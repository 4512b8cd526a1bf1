import type { Initialiser, NetworkSpec } from '../protocol/network.ts';
import type { LayerShape, ParameterShape } from '../protocol/shapes.ts';
import { randomStream, type RandomStream } from './random.ts';

/**
 * What a network knows before it has learned: nothing, but not the same nothing everywhere. Weights that begin
 * equal get equal gradients and stay equal for ever, so each begins at a random value. How large it may be
 * decides whether signals fade or swell on their way through the layers: each initialiser is an answer to that,
 * from the number of values that a weight's output is summed from (fan_in) or its input is spread to (fan_out).
 */

/**
 * The first values of every parameter, layer by layer, in the order of `shapes[layer].parameters`; each as flat
 * as its dimensions say, the last index running fastest. Layers without parameters have an empty list.
 *
 * Every layer draws from a stream of its own. Values are rounded to single precision, in which training keeps
 * them, so that the reference begins at the very same ones.
 *
 * @param shapes what `inferShapes` says of `network`.
 */
export function initialValues(
  network: NetworkSpec,
  shapes: readonly LayerShape[],
  seed: number,
): Float32Array<ArrayBuffer>[][] {
  return shapes.map((shape, layer) => {
    const random = randomStream(seed, 'initialisation', layer);
    return shape.parameters.map((parameter) => {
      const values = new Float32Array(count(parameter.dimensions));
      if (parameter.name === 'weights') fillWeights(values, network.initialiser, parameter, random);
      return values;
    });
  });
}

function fillWeights(
  values: Float32Array,
  initialiser: Initialiser,
  { dimensions }: ParameterShape,
  random: RandomStream,
): void {
  const { fanIn, fanOut, places } = fans(dimensions);
  switch (initialiser) {
    case 'report': {
      // N(0,1) / 9 for a 3 × 3 kernel, N(0,1) / 1352 for a dense layer of 1352 inputs.
      for (let i = 0; i < values.length; i++) values[i] = random.normal() / places;
      return;
    }
    case 'he-normal': {
      // K. He, X. Zhang, S. Ren, J. Sun, "Delving Deep into Rectifiers", ICCV 2015: variance 2 / fan_in, because
      // ReLU halves the second moment of what passes through it.
      const deviation = Math.sqrt(2 / fanIn);
      for (let i = 0; i < values.length; i++) values[i] = random.normal() * deviation;
      return;
    }
    case 'glorot-uniform': {
      // X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
      // AISTATS 2010: variance 2 / (fan_in + fan_out), halfway between what keeps the size of the signals on
      // their way forward and what keeps the size of the gradients on their way back.
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      for (let i = 0; i < values.length; i++) values[i] = (2 * random.uniform() - 1) * limit;
      return;
    }
    default:
      throw new Error(`Unknown initialiser: ${String(initialiser satisfies never)}`);
  }
}

interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
  /** Inputs of one channel that a filter sees at once, or all inputs of a dense unit. */
  readonly places: number;
}

function fans(dimensions: readonly number[]): Fans {
  if (dimensions.length === 2) {
    const [inputs, units] = dimensions as [number, number];
    return { fanIn: inputs, fanOut: units, places: inputs };
  }
  const [kernelRows, kernelColumns, channels, filters] = dimensions as [number, number, number, number];
  const places = kernelRows * kernelColumns;
  return { fanIn: places * channels, fanOut: places * filters, places };
}

function count(dimensions: readonly number[]): number {
  return dimensions.reduce((product, length) => product * length, 1);
}

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
    const weights = shape.parameters.find(({ name }) => name === 'weights');
    return shape.parameters.map((parameter) => {
      const values = new Float32Array(count(parameter.dimensions));
      switch (parameter.name) {
        case 'weights':
          fillWeights(values, network.initialiser, parameter, random);
          break;
        case 'bias':
          if (network.initialiser === 'torch-default') fillUniform(values, torchLimit(weights!), random);
          break;
        case 'scale':
        case 'runningVariance':
          values.fill(1);
          break;
        case 'shift':
        case 'runningMean':
          break;
        default:
          parameter.name satisfies never;
      }
      return values;
    });
  });
}

function fillWeights(
  values: Float32Array,
  initialiser: Initialiser,
  parameter: ParameterShape,
  random: RandomStream,
): void {
  const { fanIn, fanOut, places } = fans(parameter.dimensions);
  switch (initialiser) {
    case 'report': {
      // N(0,1) / 9 for a 3 × 3 kernel, N(0,1) / 1352 for a dense layer of 1352 inputs.
      for (let i = 0; i < values.length; i++) values[i] = random.normal() / places;
      return;
    }
    // K. He, X. Zhang, S. Ren, J. Sun, "Delving Deep into Rectifiers", ICCV 2015: variance 2 / fan_in, because
    // ReLU halves the second moment of what passes through it. U(±a) has the variance a²/3.
    case 'he-normal':
      fillNormal(values, Math.sqrt(2 / fanIn), random);
      return;
    case 'he-uniform':
      fillUniform(values, Math.sqrt(6 / fanIn), random);
      return;
    // X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    // AISTATS 2010: variance 2 / (fan_in + fan_out), halfway between what keeps the size of the signals on
    // their way forward and what keeps the size of the gradients on their way back.
    case 'glorot-normal':
      fillNormal(values, Math.sqrt(2 / (fanIn + fanOut)), random);
      return;
    case 'glorot-uniform':
      fillUniform(values, Math.sqrt(6 / (fanIn + fanOut)), random);
      return;
    case 'torch-default':
      fillUniform(values, torchLimit(parameter), random);
      return;
    default:
      throw new Error(`Unknown initialiser: ${String(initialiser satisfies never)}`);
  }
}

/**
 * What PyTorch's Conv2d and Linear do where nothing else is asked for: U(±1/√fan_in) for weights and biases alike
 * (`reset_parameters` in torch/nn/modules). The variance, 1 / (3 fan_in), is Y. LeCun's ("Efficient BackProp", 1998)
 * but for the factor 3.
 */
function torchLimit(weights: ParameterShape): number {
  return 1 / Math.sqrt(fans(weights.dimensions).fanIn);
}

function fillNormal(values: Float32Array, deviation: number, random: RandomStream): void {
  for (let i = 0; i < values.length; i++) values[i] = random.normal() * deviation;
}

function fillUniform(values: Float32Array, limit: number, random: RandomStream): void {
  for (let i = 0; i < values.length; i++) values[i] = (2 * random.uniform() - 1) * limit;
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

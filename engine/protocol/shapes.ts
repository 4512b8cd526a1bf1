import { EpochLabError } from './errors.ts';
import type { LayerSpec, NetworkSpec } from './network.ts';
import { byNumber, count } from './english.ts';

/** A volume, height × width × channels. A vector of n values is 1 × 1 × n with `flat` set. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Set after flatten and dense: the values have no places in an image any more. */
  readonly flat: boolean;
}

export type ParameterName = 'weights' | 'bias' | 'scale' | 'shift' | 'runningMean' | 'runningVariance';

export interface ParameterShape {
  readonly name: ParameterName;
  /** conv2d weights: [kernel row, kernel column, input channel, filter]; dense weights: [input, unit]. */
  readonly dimensions: readonly number[];
  /** Whether it moves along its gradient. Running averages do not: they belong to the model, and follow the data. */
  readonly learned: boolean;
}

export interface LayerShape {
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly ParameterShape[];
  /** Number of learned values. */
  readonly parameterCount: number;
  /** Multiply-adds of one image's forward pass, as convolution and dense layers count them; else 0. */
  readonly multiplyAdds: number;
}

export function sizeOf(shape: Shape): number {
  return shape.height * shape.width * shape.channels;
}

/**
 * "26 × 26 × 8" for a volume, "1,352" for a vector.
 *
 * @param write how the length of a vector is written, where not as in English.
 */
export function formatShape(shape: Shape, write = count): string {
  return shape.flat ? write(shape.channels) : `${shape.height} × ${shape.width} × ${shape.channels}`;
}

/** More values than this in one layer's output is refused: it would not train on a school laptop. */
const MAX_LAYER_VALUES = 4_000_000;
const MAX_PARAMETERS = 20_000_000;

/**
 * Infers the shape of every layer's output from the input on.
 *
 * @param classes number of labels; the last layer must give one logit for each.
 * @throws EpochLabError `impossible-network`, with `details.layer` the index of the layer that does not fit.
 */
export function inferShapes(network: NetworkSpec, classes: number): LayerShape[] {
  const { shapes, problem } = checkShapes(network, classes);
  if (problem) throw problem;
  return shapes;
}

/**
 * The same for a network that may be impossible: the shapes as far as its layers fit, and what `inferShapes` would
 * throw.
 */
export function checkShapes(
  network: NetworkSpec,
  classes: number,
): { readonly shapes: LayerShape[]; readonly problem: EpochLabError | null } {
  const shapes: LayerShape[] = [];
  try {
    inferInto(shapes, network, classes);
    return { shapes, problem: null };
  } catch (problem) {
    if (!(problem instanceof EpochLabError)) throw problem;
    return { shapes, problem };
  }
}

function inferInto(shapes: LayerShape[], network: NetworkSpec, classes: number): void {
  let current: Shape = { ...network.input, flat: false };
  network.layers.forEach((layer, index) => {
    const shape = inferLayer(layer, current, (reason) => {
      throw new EpochLabError('impossible-network', `Layer ${index + 1} (${layer.kind}): ${reason}`, {
        layer: index,
      });
    });
    shapes.push(shape);
    current = shape.output;
  });

  const last = network.layers.length - 1;
  if (!current.flat || current.channels !== classes) {
    throw new EpochLabError(
      'impossible-network',
      byNumber(sizeOf(current), {
        one:
          `The last layer gives one value, but there are ${classes} classes. ` +
          `End the network with a dense layer of ${classes} units.`,
        other:
          `The last layer gives ${formatShape(current)} values, but there are ${classes} classes. ` +
          `End the network with a dense layer of ${classes} units.`,
      }),
      { layer: last },
    );
  }
  if (parameterCount(shapes) > MAX_PARAMETERS) {
    throw new EpochLabError(
      'impossible-network',
      `The network has ${count(parameterCount(shapes))} parameters; at most ` +
        `${count(MAX_PARAMETERS)} are supported. Use fewer filters or units.`,
      { layer: last },
    );
  }
}

/** Whether the layers fit together. */
export function isPossible(network: NetworkSpec, classes: number): boolean {
  return checkShapes(network, classes).problem === null;
}

export function parameterCount(shapes: readonly LayerShape[]): number {
  return shapes.reduce((sum, shape) => sum + shape.parameterCount, 0);
}

function inferLayer(layer: LayerSpec, input: Shape, refuse: (reason: string) => never): LayerShape {
  switch (layer.kind) {
    case 'conv2d': {
      if (input.flat) refuse('a convolution needs an image, but the values were flattened before it.');
      const height = slidingOutput(input.height + 2 * layer.padding, layer.kernel, layer.stride);
      const width = slidingOutput(input.width + 2 * layer.padding, layer.kernel, layer.stride);
      if (height < 1 || width < 1) {
        refuse(
          `a ${layer.kernel} × ${layer.kernel} kernel does not fit into its input of ${formatShape(input)}. ` +
            'Use a smaller kernel, more padding, or fewer pooling layers before it.',
        );
      }
      if (layer.padding >= layer.kernel) {
        refuse(`padding ${layer.padding} is not smaller than the kernel (${layer.kernel}).`);
      }
      const weights = [layer.kernel, layer.kernel, input.channels, layer.filters];
      const output = { height, width, channels: layer.filters, flat: false };
      const parameters = weightsAndBias(weights, layer.bias);
      return finish(input, output, parameters, height * width * product(weights), refuse);
    }
    case 'maxPool':
    case 'averagePool': {
      if (input.flat) refuse('pooling needs an image, but the values were flattened before it.');
      const height = slidingOutput(input.height, layer.size, layer.stride);
      const width = slidingOutput(input.width, layer.size, layer.stride);
      if (height < 1 || width < 1) {
        refuse(
          `a ${layer.size} × ${layer.size} window does not fit into its input of ${formatShape(input)}. ` +
            'Remove this pooling layer or one before it.',
        );
      }
      return finish(input, { height, width, channels: input.channels, flat: false }, [], 0, refuse);
    }
    case 'dense': {
      if (!input.flat)
        refuse(`its input is an image of ${formatShape(input)}. Put a flatten layer before it.`);
      const weights = [sizeOf(input), layer.units];
      const output = { height: 1, width: 1, channels: layer.units, flat: true };
      return finish(input, output, weightsAndBias(weights, layer.bias), product(weights), refuse);
    }
    case 'relu':
    case 'leakyRelu':
    case 'sigmoid':
    case 'tanh':
    case 'dropout':
      return finish(input, input, [], 0, refuse);
    case 'batchNorm': {
      const dimensions = [input.channels];
      const parameters: ParameterShape[] = [
        { name: 'scale', dimensions, learned: true },
        { name: 'shift', dimensions, learned: true },
        { name: 'runningMean', dimensions, learned: false },
        { name: 'runningVariance', dimensions, learned: false },
      ];
      return finish(input, input, parameters, 0, refuse);
    }
    case 'flatten': {
      const output = { height: 1, width: 1, channels: sizeOf(input), flat: true };
      return finish(input, output, [], 0, refuse);
    }
    default:
      return layer satisfies never;
  }
}

function finish(
  input: Shape,
  output: Shape,
  parameters: readonly ParameterShape[],
  multiplyAdds: number,
  refuse: (reason: string) => never,
): LayerShape {
  if (sizeOf(output) > MAX_LAYER_VALUES) {
    refuse(`its output of ${formatShape(output)} is too large (at most ${count(MAX_LAYER_VALUES)} values).`);
  }
  const parameterCount = parameters.reduce(
    (sum, { learned, dimensions }) => sum + (learned ? product(dimensions) : 0),
    0,
  );
  return { input, output, parameters, parameterCount, multiplyAdds };
}

function weightsAndBias(dimensions: readonly number[], bias: boolean): ParameterShape[] {
  const weights: ParameterShape = { name: 'weights', dimensions, learned: true };
  if (!bias) return [weights];
  return [weights, { name: 'bias', dimensions: dimensions.slice(-1), learned: true }];
}

/** Places a window of `size` takes along `length`, moving by `stride`, without hanging over the end. */
function slidingOutput(length: number, size: number, stride: number): number {
  return Math.floor((length - size) / stride) + 1;
}

function product(values: readonly number[]): number {
  return values.reduce((result, value) => result * value, 1);
}

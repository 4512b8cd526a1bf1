import type { NetworkSpec } from '../protocol/network.ts';
import { inferShapes, type ParameterName, type Shape } from '../protocol/shapes.ts';
import type { Parameters } from './parameters.ts';

/**
 * The engine keeps an image as height × width × channels; PyTorch and ONNX as channels × height × width. So in
 * their files
 *
 * - a convolution's weights are [filter, input channel, row, column], here [row, column, input channel, filter];
 * - a vector that was flattened from an image goes channel by channel, here pixel by pixel. Whatever has a value a
 *   place of it (a dense layer's rows, a batch norm's values) is put into the other order.
 */

/** One parameter in another tool's order. */
export interface ForeignParameter {
  readonly layer: number;
  readonly name: ParameterName;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** How a layer's parameters stand in the other order. */
export interface Reordering {
  readonly layer: number;
  /** Position within the layer's list. */
  readonly position: number;
  readonly name: ParameterName;
  /** In the other order. A dense layer's weights stay [input, unit]. */
  readonly shape: readonly number[];
  /** Place in the other order → place here. */
  readonly source: (place: number) => number;
}

/** @throws EpochLabError `impossible-network` where the layers do not fit together. */
export function reorderings(network: NetworkSpec, classes: number): Reordering[] {
  const found: Reordering[] = [];
  /** The image that the vector of this moment was flattened from; null while the order is the same. */
  let flattened: Shape | null = null;
  inferShapes(network, classes).forEach((shape, layer) => {
    const { kind } = network.layers[layer]!;
    if (kind === 'flatten' && !shape.input.flat) flattened = keepsOrder(network, layer) ? shape.input : null;
    shape.parameters.forEach(({ name, dimensions }, position) => {
      found.push({ layer, position, name, ...reorder(dimensions, name, flattened) });
    });
    if (kind === 'dense') flattened = null;
  });
  return found;
}

/**
 * Whether a flatten layer is followed by a dense one, whose weights can take the other order in. Where none
 * follows, the exported network must put the values in order itself.
 */
export function keepsOrder(network: NetworkSpec, flatten: number): boolean {
  return network.layers.slice(flatten).some(({ kind }) => kind === 'dense');
}

function reorder(dimensions: readonly number[], name: ParameterName, flattened: Shape | null) {
  if (dimensions.length === 4) {
    const [rows, columns, channels, filters] = dimensions as readonly [number, number, number, number];
    const source = (place: number) => {
      const column = place % columns;
      const row = Math.floor(place / columns) % rows;
      const channel = Math.floor(place / (columns * rows)) % channels;
      const filter = Math.floor(place / (columns * rows * channels));
      return ((row * columns + column) * channels + channel) * filters + filter;
    };
    return { shape: [filters, channels, rows, columns], source };
  }
  const isByPlace = dimensions.length === 2 || (name !== 'weights' && name !== 'bias');
  if (!flattened || !isByPlace) return { shape: dimensions, source: (place: number) => place };
  const inner = dimensions[1] ?? 1;
  const { height, width, channels } = flattened;
  const source = (place: number) => {
    const [input, unit] = [Math.floor(place / inner), place % inner];
    const [channel, pixel] = [Math.floor(input / (height * width)), input % (height * width)];
    return (pixel * channels + channel) * inner + unit;
  };
  return { shape: dimensions, source };
}

/** A network's parameters in the order of PyTorch and ONNX. */
export function toChannelsFirst(
  network: NetworkSpec,
  classes: number,
  parameters: Parameters,
): ForeignParameter[] {
  return reorderings(network, classes).map(({ layer, position, name, shape, source }) => {
    const values = parameters[layer]![position]!;
    return { layer, name, shape, values: values.map((_, place) => values[source(place)]!) };
  });
}

/** One parameter's values back in the engine's order. */
export function fromChannelsFirst({ source }: Reordering, foreign: Float32Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(foreign.length);
  foreign.forEach((value, place) => (values[source(place)] = value));
  return values;
}

/** An image's bytes, height × width × channels, as channels × height × width. */
export function imageToChannelsFirst(pixels: Uint8Array, { height, width, channels }: Omit<Shape, 'flat'>) {
  const area = height * width;
  return pixels.map((_, place) => pixels[(place % area) * channels + Math.floor(place / area)]!);
}

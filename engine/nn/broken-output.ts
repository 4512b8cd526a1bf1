import type { Kernels } from '../kernels/kernels.ts';
import { sizeOf } from '../protocol/shapes.ts';
import { FLOAT_BYTES } from './allocator.ts';
import type { Conv2dPlan, ConvPoolPlan, LayerPlan } from './layer-plan.ts';
import type { WinogradPool } from './winograd.ts';

/** Looks for the first layer whose output holds a value that is not finite, while images pass through once more. */
export class BrokenOutputSearch {
  /** The first one so far; the number of all layers while there is none. */
  #first: number;

  /**
   * @param forward takes the shard through a layer, which may stand otherwise than in the plan.
   */
  constructor(
    private readonly kernels: Kernels,
    private readonly memory: ArrayBufferLike,
    private readonly layers: number,
    private readonly forward: (layer: LayerPlan, count: number) => void,
  ) {
    this.#first = layers;
  }

  /** Null where all are finite. */
  get found(): number | null {
    return this.#first < this.layers ? this.#first : null;
  }

  /** Takes the shard through a layer, and looks at what comes out. */
  pass(layer: LayerPlan, arena: number, count: number): void {
    this.#lookBehind(layer, arena, count);
    this.forward(layer, count);
    this.look(layer, arena, count);
  }

  look(layer: LayerPlan, arena: number, count: number): void {
    this.#lookAt(layer, arena + layer.output, outputSize(layer) * count);
  }

  #lookAt({ index }: LayerPlan, values: number, count: number): void {
    if (index < this.#first && this.kernels.firstNotFinite(values, count) >= 0) this.#first = index;
  }

  /** Looks for the −∞ that a ReLU or a pool computed with its convolution would hide. */
  #lookBehind(layer: LayerPlan, arena: number, count: number): void {
    if (layer.kind === 'conv2d' && layer.winograd?.pool) {
      this.#lookIntoPool(layer, layer.winograd.pool, arena, count);
    } else if (layer.kind === 'conv2d' && layer.relu) {
      this.forward({ ...layer, relu: false }, count);
      this.look(layer, arena, count);
    } else if (layer.kind === 'convPool') {
      // The largest of the opposites is ∞ where one of a window was −∞.
      this.#negate(layer);
      this.forward({ ...layer, relu: false }, count);
      this.look(layer, arena, count);
      this.#negate(layer);
    }
  }

  /** What comes out of the convolution has room for one block of images: here it is one image. */
  #lookIntoPool(layer: Conv2dPlan, { values }: WinogradPool, arena: number, count: number): void {
    for (let image = 0; image < count; image++) {
      const input = layer.input + image * sizeOf(layer.in) * FLOAT_BYTES;
      this.forward({ ...layer, input, relu: false }, 1);
      this.#lookAt(layer, arena + values, sizeOf(layer.out));
    }
  }

  #negate({ weights, kernel, in: { channels }, out }: ConvPoolPlan): void {
    const negate = (address: number, count: number) => {
      const values = new Float32Array(this.memory, address, count);
      for (let i = 0; i < count; i++) values[i] = -values[i]!;
    };
    negate(weights.address, kernel * kernel * channels * weights.stride);
    if (weights.bias !== 0) negate(weights.bias, out.channels);
  }
}

/** Values of one image that a layer gives. */
function outputSize(layer: LayerPlan): number {
  switch (layer.kind) {
    case 'conv2d':
      return sizeOf(layer.winograd?.pool?.out ?? layer.out);
    case 'convPool':
    case 'maxPool':
    case 'averagePool':
      return sizeOf(layer.out);
    case 'dense':
      return layer.units;
    case 'batchNorm':
      return layer.channels * layer.places;
    case 'relu':
    case 'leakyRelu':
    case 'sigmoid':
    case 'tanh':
    case 'dropout':
      return layer.size;
    case 'flatten':
    case 'done':
      return 0;
    default:
      return layer satisfies never;
  }
}

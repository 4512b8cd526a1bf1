import type { Kernels } from '../kernels/kernels.ts';
import type { LayerSpec } from '../protocol/network.ts';
import { sizeOf, type LayerShape, type Shape } from '../protocol/shapes.ts';

/**
 * Convolution, ReLU and max-pooling as one step (kernels/wasm/conv-pool.ts): which layers are computed so, and the
 * order of the kernels.
 */

/** Layers that follow each other and are computed at once, from the convolution on. */
export interface ConvPoolGroup {
  readonly layers: number;
  readonly relu: boolean;
  /** What comes out of the last. */
  readonly out: Shape;
}

/** What the kernels are told of it. Addresses of values are bytes from an arena's start. */
export interface ConvPool {
  readonly in: Shape;
  /** Of the pool. */
  readonly out: Shape;
  readonly kernel: number;
  /** Of the input, padding included. */
  readonly height: number;
  readonly width: number;
  readonly relu: boolean;
  readonly weights: {
    readonly address: number;
    readonly stride: number;
    /** Bytes from the start of a shard's gradients. */
    readonly gradient: number;
    /** Zero where there is no bias. */
    readonly bias: number;
    readonly biasGradient: number;
  };
  readonly output: number;
  readonly outputGradient: number;
  readonly winners: number;
  /** The windows (kernels/wasm/ground.ts). */
  readonly list: number;
  readonly scratch: number;
  /** The weights as the way back reads them; null where no input gradient is wanted. */
  readonly framed: number | null;
  /** Whether the dense layer behind gives the gradients as `gatherGround` would leave them (dense-windows.ts). */
  readonly gathered: boolean;
}

const POOL = 2;

/**
 * The group that begins with layer `index`; null where there is none. A matter of the layers alone, as it decides the
 * last bits of the gradients.
 */
export function convPoolAt(
  specs: readonly LayerSpec[],
  shapes: readonly LayerShape[],
  index: number,
): ConvPoolGroup | null {
  const conv = specs[index];
  if (conv?.kind !== 'conv2d' || conv.stride !== 1) return null;
  const isRelu = (at: number) => specs[at]?.kind === 'relu';
  const isPool = (at: number) => {
    const spec = specs[at];
    return spec?.kind === 'maxPool' && spec.size === POOL && spec.stride === POOL;
  };
  const pool = isRelu(index + 1) ? index + 2 : index + 1;
  if (!isPool(pool)) return null;
  const reluBehind = pool === index + 1 && isRelu(pool + 1);
  const layers = pool - index + (reluBehind ? 2 : 1);
  return { layers, relu: layers === 3, out: shapes[pool]!.output };
}

/** Bytes of a list of all windows: two integers for each, one for each image. */
export function windowListBytes(images: number, out: Shape): number {
  return images * (out.height * out.width * 8 + 4);
}

/** Floats of scratch that the ways back take: lists of windows for the weights, of filters for the inputs. */
export function scratchFloats(images: number, out: Shape): number {
  return 2 * Math.max(images * out.height * out.width, out.channels);
}

/** Columns that the kernel adds up at once; as there. */
const COLUMNS = 12;

/** Floats of the weights as `convPoolTurnWeights` writes them. */
export function framedWeightFloats(kernel: number, channels: number, filters: number): number {
  const rows = 2 * Math.floor((kernel + 2) / 2) + 1;
  const columns = channels + COLUMNS * Math.ceil(((kernel + 1) * channels) / COLUMNS);
  return filters * rows * columns;
}

/** To be called after each change of the weights, where an input gradient is wanted. */
export function convPoolPrepareBack(kernels: Kernels, layer: ConvPool, home: number): void {
  const { weights, framed, kernel, in: from, out } = layer;
  if (framed === null) return;
  kernels.convPoolTurnWeights(
    home + framed,
    weights.address,
    from.channels,
    out.channels,
    weights.stride,
    kernel,
  );
}

/**
 * @param input address of the images, within their frame where there is one.
 * @param goesBack whether the winners are wanted.
 */
export function convPoolForward(
  kernels: Kernels,
  layer: ConvPool,
  arena: number,
  input: number,
  count: number,
  goesBack: boolean,
): void {
  const { weights, kernel, relu, height, width, out } = layer;
  kernels.convPool(
    arena + layer.output,
    goesBack ? arena + layer.winners : 0,
    arena + layer.list,
    input,
    weights.address,
    weights.bias,
    count,
    height,
    width,
    layer.in.channels,
    out.height,
    out.width,
    out.channels,
    weights.stride,
    kernel,
    relu,
    layer.framed === null,
  );
}

/**
 * Gradients of weights and bias.
 *
 * @param gradients address of the shard's.
 */
export function convPoolBackward(
  kernels: Kernels,
  layer: ConvPool,
  arena: number,
  gradients: number,
  count: number,
): void {
  const { weights, kernel, relu, width, out, framed, gathered } = layer;
  const { channels } = layer.in;
  const outGradient = arena + layer.outputGradient;
  const list = arena + layer.list;
  const windows = out.height * out.width;
  if (relu) kernels.reluBack(outGradient, arena + layer.output, count * sizeOf(out));
  if (framed === null && !gathered) {
    kernels.gatherGround(outGradient, list, count, out.height, out.width, out.channels);
  }
  if (weights.bias !== 0) {
    const to = gradients + weights.biasGradient;
    kernels.convPoolBiasGradient(to, outGradient, list, count, windows, out.channels);
  }
  kernels.convPoolWeightGradient(
    gradients + weights.gradient,
    outGradient,
    arena + layer.winners,
    list,
    arena + layer.scratch,
    count,
    windows,
    out.channels,
    weights.stride,
    kernel,
    kernel * channels,
    width * channels * 4,
  );
}

/**
 * After `convPoolBackward`.
 *
 * @param to address of the input's gradient, within a frame like the input's.
 * @param input as in the forward pass.
 */
export function convPoolInputGradient(
  kernels: Kernels,
  layer: ConvPool,
  arena: number,
  home: number,
  to: number,
  input: number,
  count: number,
): void {
  const { kernel, height, width, out } = layer;
  kernels.convPoolInputGradient(
    to,
    arena + layer.outputGradient,
    arena + layer.winners,
    input,
    home + layer.framed!,
    arena + layer.scratch,
    count,
    height,
    width,
    layer.in.channels,
    out.height,
    out.width,
    out.channels,
    kernel,
  );
}

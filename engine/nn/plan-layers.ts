import type { LayerSpec } from '../protocol/network.ts';
import { sizeOf, type LayerShape, type ParameterName, type Shape } from '../protocol/shapes.ts';
import { DOUBLE_BYTES, FLOAT_BYTES, wholeVectors, type Allocator } from './allocator.ts';
import {
  convPoolAt,
  framedWeightFloats,
  scratchFloats,
  windowListBytes,
  type ConvPoolGroup,
} from './conv-pool.ts';
import { hasFewUnits } from './dense-pass.ts';
import { gathersGround } from './dense-windows.ts';
import type { Frame } from './frame.ts';
import type {
  BatchNormPlan,
  Common,
  Conv2dPlan,
  ConvPoolPlan,
  DensePlan,
  LayerPlan,
  Weights,
  WindowsPlan,
} from './layer-plan.ts';
import type { KeptBatch } from './update-blocks.ts';
import { planWinograd, suitsWinograd } from './winograd.ts';

/** As in the kernel: conv2d.ts, LINES. */
const PATCH_LINES = 4;

/** What the layers are, and where they get their memory. */
export interface LayersRequest {
  readonly specs: readonly LayerSpec[];
  readonly shapes: readonly LayerShape[];
  /** Arena address of the image. */
  readonly image: number;
  readonly batchSize: number;
  /** At most so many images are trained on at once, and go through at once. */
  readonly shardImages: number;
  readonly arenaImages: number;
  readonly arena: Allocator;
  /** Room for what a dense layer's weights' gradients need of a batch. */
  readonly keepBatch: (inputs: number, stride: number) => KeptBatch;
  /** Room that all threads share, in floats. */
  readonly takeShared: (floats: number) => number;
  /** Where a layer's parameter stands; `gradient` in bytes from the start of a shard's gradients. */
  readonly find: (layer: number, name: ParameterName) => Parameter | null;
}

interface Parameter {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly gradient: number;
}

/** Chooses the kernels for each layer, and gives its values and gradients a place in the arena. */
export function planLayers(request: LayersRequest): LayerPlan[] {
  const planner = new LayerPlanner(request);
  return request.specs.map((spec, index) => planner.plan(spec, index));
}

class LayerPlanner {
  #values: number;
  /** Where ∂L/∂values goes; null until a layer with weights makes it wanted. */
  #gradient: number | null = null;
  /** Whether the layer that made the values needs them again on the way back: then nobody may change them. */
  #kept = false;
  /** Layers that are computed with one before them: up to this one. */
  #done = 0;
  /** What the dense layer to come knows of its inputs. */
  #windows: Omit<WindowsPlan, 'sums'> | null = null;

  constructor(private readonly request: LayersRequest) {
    this.#values = request.image;
  }

  plan(spec: LayerSpec, index: number): LayerPlan {
    const { input: inShape, output: outShape } = this.request.shapes[index]!;
    const size = sizeOf(inShape);
    if (index < this.#done) return { kind: 'done', ...this.#stayInPlace(index) };
    switch (spec.kind) {
      case 'conv2d':
        return this.#convolution(spec, index);
      case 'dense':
        return this.#dense(index);
      case 'maxPool':
        return {
          kind: 'maxPool',
          ...this.#moveOn(index),
          in: inShape,
          out: outShape,
          size: spec.size,
          stride: spec.stride,
          winners: this.#takeFloats(sizeOf(outShape)),
        };
      case 'averagePool':
        return {
          kind: 'averagePool',
          ...this.#moveOn(index),
          in: inShape,
          out: outShape,
          size: spec.size,
          stride: spec.stride,
        };
      case 'relu':
        // Where it changes a value no gradient comes back to, so it may change values that are kept.
        return { kind: 'relu', ...this.#stayInPlace(index), size };
      case 'leakyRelu':
        return { kind: 'leakyRelu', ...this.#stayIfPossible(index), size, slope: spec.slope };
      case 'sigmoid':
      case 'tanh': {
        const places = this.#moveOn(index);
        this.#kept = true;
        return { kind: spec.kind, ...places, size };
      }
      case 'dropout':
        return { kind: 'dropout', ...this.#stayIfPossible(index), size, rate: spec.rate };
      case 'batchNorm':
        return this.#batchNorm(index);
      case 'flatten':
        return { kind: 'flatten', ...this.#stayInPlace(index) };
      default:
        return spec satisfies never;
    }
  }

  /** A convolution, and the layers behind it that are computed at once with it. */
  #convolution(spec: Conv2dSpec, index: number): Conv2dPlan | ConvPoolPlan {
    const { specs, shapes } = this.request;
    const group = convPoolAt(specs, shapes, index);
    const reluFollows = specs[index + 1]?.kind === 'relu';
    const { layers, relu } = group ?? { layers: reluFollows ? 2 : 1, relu: reluFollows };
    this.#done = index + layers;
    if (this.#isWinograd(index)) return this.#winograd(spec, index, relu, group?.out ?? null);
    return group === null ? this.#conv2d(spec, index, relu) : this.#convPool(spec, index, group);
  }

  #convPool(spec: Conv2dSpec, index: number, group: ConvPoolGroup): ConvPoolPlan {
    const { arena, arenaImages, specs, shapes, batchSize } = this.request;
    const { out, relu } = group;
    const { kernel, padding } = spec;
    const { input: inShape } = shapes[index]!;
    const isAsked = this.#gradient !== null;
    const gathered = !isAsked && gathersGround(specs, shapes, index, group, batchSize);
    const list = arena.take(windowListBytes(arenaImages, out));
    if (gathered) this.#windows = { list, out };
    return {
      kind: 'convPool',
      ...this.#moveOn(index, out),
      ...{ in: inShape, out, kernel, padding, relu },
      padded: this.#frameOf(inShape, padding),
      height: inShape.height + 2 * padding,
      width: inShape.width + 2 * padding,
      weights: this.#weightsOf(index, false),
      winners: this.#takeFloats(sizeOf(out)),
      list,
      scratch: arena.take(scratchFloats(arenaImages, out) * FLOAT_BYTES),
      framed: isAsked
        ? arena.take(framedWeightFloats(kernel, inShape.channels, out.channels) * FLOAT_BYTES)
        : null,
      gathered,
    };
  }

  /** @param pooled what comes out of the pool that is computed with it; null without one. */
  #winograd(spec: Conv2dSpec, index: number, relu: boolean, pooled: Shape | null): Conv2dPlan {
    const { arena, arenaImages, shardImages } = this.request;
    const common = this.#conv2dCommon(spec, index, pooled ?? undefined);
    const take = (bytes: number) => arena.take(bytes);
    const winograd = planWinograd(
      common.in,
      common.out,
      spec.padding,
      pooled,
      shardImages,
      arenaImages,
      take,
    );
    return {
      ...common,
      weights: this.#weightsOf(index, false),
      padded: null,
      patches: 0,
      winograd,
      relu,
    };
  }

  #conv2d(spec: Conv2dSpec, index: number, relu: boolean): Conv2dPlan {
    const isAsked = this.#gradient !== null;
    const common = this.#conv2dCommon(spec, index);
    const patchFloats = PATCH_LINES * common.out.width * spec.kernel ** 2 * common.in.channels;
    return {
      ...common,
      weights: this.#weightsOf(index, isAsked),
      padded: this.#frameOf(common.in, spec.padding),
      patches: isAsked ? this.request.arena.take(patchFloats * FLOAT_BYTES) : 0,
      winograd: null,
      relu,
    };
  }

  /** @param moved what the layers give that are computed at once. */
  #conv2dCommon({ kernel, stride, padding }: Conv2dSpec, index: number, moved?: Shape) {
    const { input, output } = this.request.shapes[index]!;
    const shape = { in: input, out: output, kernel, stride, padding };
    return { kind: 'conv2d' as const, ...this.#moveOn(index, moved), ...shape };
  }

  #dense(index: number): DensePlan {
    const { input, output } = this.request.shapes[index]!;
    const [inputs, units] = [sizeOf(input), output.channels];
    const weights = this.#weightsOf(index, false);
    const kept = this.request.keepBatch(inputs, weights.stride);
    const { address, stride } = weights;
    const turned =
      hasFewUnits(units) && inputs % 4 === 0
        ? { address: this.request.takeShared(inputs * stride), weights: address, inputs, stride }
        : null;
    return {
      kind: 'dense',
      ...this.#moveOn(index),
      ...{ inputs, units, weights, kept, turned },
      windows: this.#takeWindows(units),
    };
  }

  /** For the dense layer behind the windows. */
  #takeWindows(units: number): WindowsPlan | null {
    if (this.#windows === null) return null;
    const { list, out } = this.#windows;
    this.#windows = null;
    return { list, out, sums: this.request.arena.take(units * out.channels * FLOAT_BYTES) };
  }

  #batchNorm(index: number): BatchNormPlan {
    const { arena, find, shapes } = this.request;
    const { input } = shapes[index]!;
    const { channels } = input;
    const list = (count: number, bytes: number) => arena.take(count * wholeVectors(channels) * bytes);
    const scale = find(index, 'scale')!;
    const shift = find(index, 'shift')!;
    return {
      kind: 'batchNorm',
      ...this.#moveOn(index),
      channels,
      places: sizeOf(input) / channels,
      scale: scale.address,
      shift: shift.address,
      runningMean: find(index, 'runningMean')!.address,
      runningVariance: find(index, 'runningVariance')!.address,
      scaleGradient: scale.gradient,
      shiftGradient: shift.gradient,
      record: list(2, DOUBLE_BYTES),
      backRecord: list(2, DOUBLE_BYTES),
      moments: list(2, DOUBLE_BYTES),
      coefficients: list(3, FLOAT_BYTES),
      means: list(2, FLOAT_BYTES),
    };
  }

  /** A buffer of its own for what comes out, and for its gradient where somebody below or here learns. */
  #moveOn(index: number, out: Shape = this.request.shapes[index]!.output): Common {
    const places = { index, input: this.#values, inputGradient: this.#gradient };
    this.#kept = false;
    this.#values = this.#takeFloats(sizeOf(out));
    this.#gradient = this.#takeFloats(sizeOf(out));
    return { ...places, output: this.#values, outputGradient: this.#gradient };
  }

  #stayInPlace(index: number): Common {
    const places = { index, input: this.#values, inputGradient: this.#gradient };
    this.#gradient ??= this.#takeFloats(sizeOf(this.request.shapes[index]!.output));
    return { ...places, output: this.#values, outputGradient: this.#gradient };
  }

  #stayIfPossible(index: number): Common {
    return this.#kept ? this.#moveOn(index) : this.#stayInPlace(index);
  }

  /** @param isTurned whether the way back wants the weights turned. */
  #weightsOf(index: number, isTurned: boolean): Weights {
    const { arena, find } = this.request;
    const weights = find(index, 'weights')!;
    const bias = find(index, 'bias');
    const turnedStride = wholeVectors(weights.rows);
    return {
      address: weights.address,
      stride: weights.stride,
      gradient: weights.gradient,
      bias: bias?.address ?? 0,
      biasGradient: bias?.gradient ?? 0,
      turned: isTurned ? arena.take(weights.columns * turnedStride * FLOAT_BYTES) : null,
      turnedStride,
    };
  }

  #frameOf({ height, width, channels }: Shape, padding: number): Frame | null {
    if (padding === 0) return null;
    const frame = { height: height + 2 * padding, width: width + 2 * padding };
    return { address: this.#takeFloats(frame.height * frame.width * channels), ...frame };
  }

  #isWinograd(index: number): boolean {
    const spec = this.request.specs[index];
    const shape = this.request.shapes[index];
    if (spec?.kind !== 'conv2d' || !shape) return false;
    return suitsWinograd(spec.kernel, spec.stride, shape.input, shape.output);
  }

  #takeFloats(count: number): number {
    const { arena, arenaImages } = this.request;
    return arena.take(arenaImages * count * FLOAT_BYTES);
  }
}

type Conv2dSpec = Extract<LayerSpec, { readonly kind: 'conv2d' }>;

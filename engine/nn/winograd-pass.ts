import type { Kernels } from '../kernels/kernels.ts';
import { sizeOf, type Shape } from '../protocol/shapes.ts';
import { FLOAT_BYTES, VECTOR_BYTES } from './allocator.ts';
import { KERNEL, type WinogradPlan } from './winograd.ts';

/** A convolution by Winograd's algorithm: the order of the kernels (kernels/wasm/winograd.ts, places-product.ts). */

/** A convolution's shape, and where it is computed. */
export interface WinogradCall {
  readonly plan: WinogradPlan;
  /** Address of the thread's own arena. */
  readonly home: number;
  readonly in: Shape;
  readonly out: Shape;
}

/** U, for the passes to come. @param weights the convolution's weights. */
export function winogradPrepare(kernels: Kernels, call: WinogradCall, weights: number): void {
  const { plan, home } = call;
  const scratch = home + plan.scratch;
  const to = home + plan.weights;
  kernels.winogradFactors(scratch);
  kernels.winogradWeights(
    to,
    plan.weightStride,
    weights,
    scratch,
    plan.size,
    call.in.channels,
    call.out.channels,
  );
}

/** Uᵀ, for backward passes to come. To be called after `winogradPrepare`. */
export function winogradPrepareBack(kernels: Kernels, { plan, home, in: from, out }: WinogradCall): void {
  const weights = home + plan.weights;
  const turned = home + plan.turnedWeights;
  kernels.winogradTurn(turned, weights, plan.weightStride, plan.places, from.channels, out.channels);
}

/**
 * @param arena the shard's.
 * @param output what comes out of all that is computed at once.
 * @param rectify whether the ReLU that follows is computed at once.
 * @param keep V, for the way back: of at most a shard of images.
 */
export function winogradForward(
  kernels: Kernels,
  call: WinogradCall,
  arena: number,
  output: number,
  input: number,
  bias: number,
  images: number,
  rectify: boolean,
  keep: boolean,
): void {
  const { plan, home } = call;
  const { height, width, channels } = call.in;
  const { height: outHeight, width: outWidth, channels: filters } = call.out;
  const { tilesDown, tilesAcross, size, pool } = plan;
  const tilesPerImage = tilesDown * tilesAcross;
  const scratch = home + plan.scratch;
  for (let first = 0; first < images; first += plan.blockImages) {
    const block = Math.min(plan.blockImages, images - first);
    const inputPlaces = arena + plan.input.address + (keep ? first * tilesPerImage * VECTOR_BYTES : 0);
    kernels.winogradInput(
      inputPlaces,
      plan.input.placeStride,
      plan.input.quadStride,
      input + first * height * width * channels * FLOAT_BYTES,
      scratch,
      size,
      block,
      height,
      width,
      channels,
      tilesDown,
      tilesAcross,
      plan.padding,
    );
    kernels.placesProduct(
      arena + plan.output.address,
      plan.output.placeStride,
      plan.output.quadStride,
      inputPlaces,
      plan.input.placeStride,
      plan.input.quadStride,
      home + plan.weights,
      plan.weightStride,
      plan.places,
      block * tilesPerImage,
      channels,
      filters,
    );
    kernels.winogradOutput(
      pool === null ? output + first * sizeOf(call.out) * FLOAT_BYTES : arena + pool.values,
      arena + plan.output.address,
      plan.output.placeStride,
      plan.output.quadStride,
      bias,
      scratch,
      size,
      block,
      outHeight,
      outWidth,
      filters,
      tilesDown,
      tilesAcross,
      rectify,
    );
    if (pool === null) continue;
    const { height: poolHeight, width: poolWidth } = pool.out;
    const firstBytes = first * sizeOf(pool.out) * FLOAT_BYTES;
    kernels.maxPoolPairs(
      output + firstBytes,
      arena + pool.winners + firstBytes,
      arena + pool.values,
      block,
      outHeight,
      outWidth,
      filters,
      poolHeight,
      poolWidth,
    );
  }
}

/**
 * To be called after `winogradForward` has kept V of the same images.
 *
 * @param biasGradient gets ∂L/∂bias.
 * @param outputGradient ∂L/∂output; it may be changed.
 * @param output of the same, where a ReLU followed that is undone here as well; 0 otherwise.
 * @param weightGradient gets ∂L/∂weights.
 * @param inputGradient gets ∂L/∂input; null where it is not wanted.
 */
export function winogradBackward(
  kernels: Kernels,
  call: WinogradCall,
  arena: number,
  weightGradient: number,
  biasGradient: number,
  inputGradient: number | null,
  outputGradient: number,
  output: number,
  images: number,
): void {
  const { plan, home } = call;
  const { height, width, channels } = call.in;
  const { height: outHeight, width: outWidth, channels: filters } = call.out;
  const { tilesDown, tilesAcross, size, pool } = plan;
  const tilesPerImage = tilesDown * tilesAcross;
  const scratch = home + plan.scratch;
  const outputPlaces = arena + plan.outputGradient.address;
  if (pool === null) {
    kernels.winogradOutputGradient(
      outputPlaces,
      plan.outputGradient.placeStride,
      plan.outputGradient.quadStride,
      outputGradient,
      output,
      biasGradient,
      scratch,
      size,
      images,
      outHeight,
      outWidth,
      filters,
      tilesDown,
      tilesAcross,
    );
  } else {
    if (output !== 0) kernels.reluBack(outputGradient, output, images * sizeOf(pool.out));
    kernels.winogradPooledGradient(
      outputPlaces,
      plan.outputGradient.placeStride,
      plan.outputGradient.quadStride,
      outputGradient,
      arena + pool.winners,
      biasGradient,
      scratch,
      size,
      images,
      pool.out.height,
      pool.out.width,
      filters,
      tilesDown,
      tilesAcross,
    );
  }
  kernels.winogradWeightGradient(
    weightGradient,
    arena + plan.input.address,
    plan.input.placeStride,
    plan.input.quadStride,
    outputPlaces,
    plan.outputGradient.placeStride,
    plan.outputGradient.quadStride,
    scratch,
    size,
    images * tilesPerImage,
    channels,
    filters,
  );
  if (inputGradient === null) return;
  const covered = (tiles: number) => tiles * size + KERNEL - 1 - plan.padding;
  if (covered(tilesDown) < height || covered(tilesAcross) < width) {
    kernels.clear(inputGradient, images * height * width * channels);
  }
  const gradientPlaces = arena + plan.inputGradient.address;
  for (let first = 0; first < images; first += plan.blockImages) {
    const block = Math.min(plan.blockImages, images - first);
    kernels.placesProduct(
      gradientPlaces,
      plan.inputGradient.placeStride,
      plan.inputGradient.quadStride,
      outputPlaces + first * tilesPerImage * VECTOR_BYTES,
      plan.outputGradient.placeStride,
      plan.outputGradient.quadStride,
      home + plan.turnedWeights,
      plan.weightStride,
      plan.places,
      block * tilesPerImage,
      filters,
      channels,
    );
    kernels.winogradInputGradient(
      inputGradient + first * height * width * channels * FLOAT_BYTES,
      gradientPlaces,
      plan.inputGradient.placeStride,
      plan.inputGradient.quadStride,
      scratch,
      size,
      block,
      height,
      width,
      channels,
      tilesDown,
      tilesAcross,
      plan.padding,
    );
  }
}

import type { Kernels } from '../kernels/kernels.ts';
import { sizeOf } from '../protocol/shapes.ts';
import { placeInFrame, takeOutOfFrame } from './frame.ts';
import type { Conv2dPlan } from './layer-plan.ts';

/** A convolution that is computed directly: the order of the kernels (kernels/wasm/correlate.ts, weight-gradient.ts). */

/** To be called after each change of the weights. @param home the thread's own arena. */
export function conv2dPrepareBack(kernels: Kernels, layer: Conv2dPlan, home: number): void {
  const { address, stride, turned, turnedStride } = layer.weights;
  if (turned === null) return;
  const inputs = layer.kernel * layer.kernel * layer.in.channels;
  kernels.turnWeights(home + turned, address, inputs, layer.out.channels, stride, turnedStride);
}

export function conv2dForward(kernels: Kernels, layer: Conv2dPlan, arena: number, count: number): void {
  const { weights, padded } = layer;
  kernels.conv2d(
    arena + layer.output,
    placeInFrame(kernels, layer, arena, arena + layer.input, count),
    weights.address,
    weights.bias,
    count,
    padded?.height ?? layer.in.height,
    padded?.width ?? layer.in.width,
    layer.in.channels,
    layer.out.height,
    layer.out.width,
    layer.out.channels,
    weights.stride,
    layer.kernel,
    layer.stride,
    layer.relu,
  );
}

/** @param gradients of the shard, of all parameters. */
export function conv2dBackward(
  kernels: Kernels,
  layer: Conv2dPlan,
  arena: number,
  home: number,
  gradients: number,
  count: number,
): void {
  const { weights, padded } = layer;
  const { height, width, channels } = layer.in;
  const { height: outHeight, width: outWidth, channels: filters } = layer.out;
  const outGradient = arena + layer.outputGradient;
  if (layer.relu) kernels.reluBack(outGradient, arena + layer.output, count * sizeOf(layer.out));
  if (weights.bias !== 0) {
    const rows = count * outHeight * outWidth;
    kernels.biasGradient(gradients + weights.biasGradient, outGradient, rows, filters);
  }
  kernels.conv2dWeightGradient(
    gradients + weights.gradient,
    arena + (padded?.address ?? layer.input),
    outGradient,
    count,
    padded?.height ?? height,
    padded?.width ?? width,
    channels,
    outHeight,
    outWidth,
    filters,
    weights.stride,
    layer.kernel,
    layer.stride,
  );
  if (layer.inputGradient === null) return;
  const inputGradient = arena + layer.inputGradient;
  // The padded input has done its part; its gradient takes its place.
  const framed = padded === null ? inputGradient : arena + padded.address;
  kernels.conv2dInputGradient(
    framed,
    outGradient,
    home + weights.turned!,
    arena + layer.patches,
    count,
    padded?.height ?? height,
    padded?.width ?? width,
    channels,
    outHeight,
    outWidth,
    filters,
    weights.turnedStride,
    layer.kernel,
    layer.stride,
  );
  takeOutOfFrame(kernels, layer, arena, inputGradient, count);
}

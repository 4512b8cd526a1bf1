import type { Kernels } from '../kernels/kernels.ts';
import { sizeOf } from '../protocol/shapes.ts';
import type { AveragePoolPlan, MaxPoolPlan } from './layer-plan.ts';

/** Pooling that is not computed with the convolution before it: the kernels' arguments. */

export function maxPoolForward(kernels: Kernels, layer: MaxPoolPlan, arena: number, count: number): void {
  const { in: from, out, size, stride } = layer;
  const { height, width, channels } = from;
  const { height: h, width: w } = out;
  const [to, input, winners] = [arena + layer.output, arena + layer.input, arena + layer.winners];
  if (isPairs(layer)) kernels.maxPoolPairs(to, winners, input, count, height, width, channels, h, w);
  else kernels.maxPool(to, winners, input, count, height, width, channels, h, w, size, stride);
}

export function maxPoolBackward(kernels: Kernels, layer: MaxPoolPlan, arena: number, count: number): void {
  if (layer.inputGradient === null) return;
  const to = arena + layer.inputGradient;
  const outGradient = arena + layer.outputGradient;
  const winners = arena + layer.winners;
  const { in: from, out } = layer;
  if (isPairs(layer)) {
    const { height, width, channels } = from;
    const { height: h, width: w } = out;
    kernels.maxPoolPairsBack(to, outGradient, winners, count, height, width, channels, h, w);
    return;
  }
  kernels.maxPoolBack(to, outGradient, winners, count, sizeOf(from), sizeOf(out));
}

/** Whether the kernels for windows of 2 × 2 do it (kernels/wasm/max-pool-pairs.ts). */
function isPairs({ in: { channels }, size, stride }: MaxPoolPlan): boolean {
  return size === 2 && stride === 2 && channels % 4 === 0;
}

export function averagePoolForward(
  kernels: Kernels,
  layer: AveragePoolPlan,
  arena: number,
  count: number,
): void {
  const { in: from, out, size, stride } = layer;
  const { height, width, channels } = from;
  const { height: h, width: w } = out;
  const input = arena + layer.input;
  kernels.averagePool(arena + layer.output, input, count, height, width, channels, h, w, size, stride);
}

export function averagePoolBackward(
  kernels: Kernels,
  layer: AveragePoolPlan,
  arena: number,
  count: number,
): void {
  if (layer.inputGradient === null) return;
  const { in: from, out, size, stride } = layer;
  const { height, width, channels } = from;
  const { height: h, width: w } = out;
  const to = arena + layer.inputGradient;
  const outGradient = arena + layer.outputGradient;
  kernels.averagePoolBack(to, outGradient, count, height, width, channels, h, w, size, stride);
}

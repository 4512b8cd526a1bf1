import type { Kernels } from '../kernels/kernels.ts';
import type { DensePlan } from './layer-plan.ts';
import type { KeptBatch } from './update-blocks.ts';

/**
 * A dense layer: the order of the kernels (kernels/wasm/dense.ts, dense-few.ts, dense-back.ts). What its weights'
 * gradients need of a batch is kept, for the end of the step.
 */

/** Up to so many units a vector holds inputs instead. */
const FEW_UNITS = 16;

export function hasFewUnits(units: number): boolean {
  return units <= FEW_UNITS;
}

/** To be called after each change of the weights. */
export function densePrepareBack(
  kernels: Kernels,
  { turned, windows, units }: DensePlan,
  home: number,
): void {
  if (turned === null || windows === null) return;
  const { out, sums } = windows;
  kernels.sumWindows(home + sums, turned.address, out.height * out.width, out.channels, units);
}

/** @param position in the batch, of the shard's first image; null where nothing is kept. */
export function denseForward(
  kernels: Kernels,
  layer: DensePlan,
  arena: number,
  count: number,
  position: number | null,
): void {
  const { weights, inputs, units, turned, kept } = layer;
  const output = arena + layer.output;
  const input = arena + layer.input;
  if (turned !== null) {
    const { address } = turned;
    const panels = position === null ? 0 : panelsOf(kept, position);
    kernels.denseFew(output, input, address, weights.bias, count, inputs, units, panels, kept.capacity);
    return;
  }
  kernels.dense(output, input, weights.address, weights.bias, count, inputs, units, weights.stride);
}

/** @param gradients of the shard, of all parameters. */
export function denseBackward(
  kernels: Kernels,
  layer: DensePlan,
  arena: number,
  home: number,
  gradients: number,
  count: number,
  position: number,
): void {
  const { weights, inputs, units, kept, turned, windows } = layer;
  const outGradient = arena + layer.outputGradient;
  const rows = kept.gradients + position * weights.stride * 4;
  // A layer of few units has kept its inputs on the way forwards.
  if (turned === null) {
    kernels.keepInputs(panelsOf(kept, position), arena + layer.input, count, inputs, kept.capacity);
  }
  kernels.keepGradients(rows, outGradient, count, units);
  if (weights.bias !== 0) {
    kernels.biasGradient(gradients + weights.biasGradient, outGradient, count, units);
  }
  if (layer.inputGradient === null) return;
  const to = arena + layer.inputGradient;
  if (turned !== null && windows !== null) {
    const { list, sums, out } = windows;
    kernels.denseWindowsGradient(
      to,
      rows,
      turned.address,
      home + sums,
      arena + list,
      count,
      out.height,
      out.width,
      out.channels,
      units,
      weights.stride,
    );
    return;
  }
  if (turned !== null) {
    kernels.denseFewInputGradient(to, rows, turned.address, count, inputs, units, weights.stride);
    return;
  }
  kernels.denseInputGradient(to, rows, weights.address, count, inputs, weights.stride);
}

/** Where a shard keeps what the layer is given. */
function panelsOf({ panels, capacity, shardBytes }: KeptBatch, position: number): number {
  return panels + Math.floor(position / capacity) * shardBytes;
}

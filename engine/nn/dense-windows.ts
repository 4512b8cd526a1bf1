import type { LayerSpec } from '../protocol/network.ts';
import type { LayerShape } from '../protocol/shapes.ts';
import type { ConvPoolGroup } from './conv-pool.ts';
import { hasFewUnits } from './dense-pass.ts';

/**
 * A dense layer of few units right behind a convolution with its pool, the report's network: where nobody asks for the gradient
 * of the images, nobody asks for that of each window on even ground either, but for their sum
 * (kernels/wasm/dense-windows.ts).
 */

/** Filters that the kernel takes at once; as there. */
const FILTERS = 8;
/** Kernels that look for ground (kernels/wasm/ground.ts). */
const KERNELS = [3, 5];
/** In a smaller batch, summing the weights takes longer than it saves. */
const MIN_BATCH = 4;

/**
 * Whether layers are computed so. A matter of the layers and of the size of a batch alone, as it decides the last bits of the
 * gradients.
 *
 * @param index of the convolution.
 */
export function gathersGround(
  specs: readonly LayerSpec[],
  shapes: readonly LayerShape[],
  index: number,
  { layers, out }: ConvPoolGroup,
  batchSize: number,
): boolean {
  const [conv, next, dense] = [specs[index], specs[index + layers], specs[index + layers + 1]];
  if (conv?.kind !== 'conv2d' || next?.kind !== 'flatten' || dense?.kind !== 'dense') return false;
  const hasGround = shapes[index]!.input.channels === 1 && KERNELS.includes(conv.kernel);
  return hasGround && hasFewUnits(dense.units) && out.channels % FILTERS === 0 && batchSize >= MIN_BATCH;
}

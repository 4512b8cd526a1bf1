/**
 * 3×3 convolution with a fifth to a quarter of the multiplications: Winograd's F(m×m, 3×3) (S. Winograd, "Arithmetic
 * Complexity of Computations", 1980; A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks",
 * CVPR 2016).
 *
 * A tile of m × m outputs depends on a tile of (m + 2) × (m + 2) inputs. Both, and the 3×3 kernel, are taken as
 * polynomials and evaluated at m + 2 points along each side: there a convolution is a product, so (m + 2)²
 * multiplications do for m² outputs what 9 m² did: 81 instead of 441 with m = 7. With d the input tile, g the kernel
 * and y the output tile:
 *
 *   V = Bᵀ d B      U = G g Gᵀ      M = U ⊙ V (summed over channels)      y = Aᵀ M A
 *
 * Summed over channels, each of the (m + 2)² places is a matrix product, tiles × channels by channels × filters.
 *
 * The way back needs nothing new: all of it is linear but the product, so each step backwards is the transpose of
 * the step forwards.
 *
 *   ∂M = A ∂y Aᵀ      ∂U = Vᵀ ∂M (summed over tiles)      ∂V = ∂M Uᵀ      ∂g = Gᵀ ∂U G      ∂d = B ∂V Bᵀ
 *
 * The matrices, and what they do to one tile, come from scripts/winograd/tiles.mjs. The transforms work on four
 * channels at once: a quad. V and M, and their gradients, stand as
 *
 *   [quad of channels or filters][place][tile][4]
 *
 * so that a transform writes, and a product reads, what is near; `quadStride` and `placeStride` are the bytes from
 * one quad's or place's values to the next's (odd numbers of cache lines: what stands a power of two apart falls
 * into the same few lines of a cache). Channels and filters must be multiples of 8. Of tiles that hang over the edge
 * of the image, what is outside reads as zeros and is not written.
 *
 * Here are the transforms of images; those of weights are in winograd-weights.ts, the products in places-product.ts.
 * Parameters of all of these:
 * - size: m, which is 4, 5, 6 or 7
 * - scratch: SCRATCH_BYTES of it, of which the first FACTOR_BYTES hold what `winogradFactors` wrote
 */
import {
  inputGradientTile4, inputGradientTile5, inputGradientTile6, inputGradientTile7,
  inputTile4, inputTile5, inputTile6, inputTile7,
  outputGradientTile4, outputGradientTile5, outputGradientTile6, outputGradientTile7,
  outputTile4, outputTile5, outputTile6, outputTile7,
  pooledGradientTile4, pooledGradientTile5, pooledGradientTile6, pooledGradientTile7,
} from './build/winograd-tiles';
import { FLOAT, VECTOR } from './simd';

export { winogradFactors } from './build/winograd-tiles';

/** Factors stand first in scratch, and behind them a tile on its way through a transform. */
export const FACTOR_BYTES: usize = 2048;
/**
 * Quads that are transformed side by side: together they fill a cache line of a pixel, and what they write of a row
 * of tiles stays in the first-level cache until its lines are full.
 */
const QUADS: usize = 4 * VECTOR;

/** V, of images of height × width pixels around which `padding` zeros stand. */
export function winogradInput(
  places: usize, placeStride: usize, quadStride: usize, input: usize, scratch: usize, size: i32, images: i32,
  height: i32, width: i32, channels: i32, tilesDown: i32, tilesAcross: i32, padding: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const tile = scratch + FACTOR_BYTES;
  for (let group: usize = 0; group < pixelBytes; group += QUADS) {
    const end = min(group + QUADS, pixelBytes);
    let first = places + (group / VECTOR) * quadStride;
    for (let image = 0; image < images; image++) {
      for (let down = 0; down < tilesDown; down++) {
        const y = down * size - padding;
        const top = max(0, -y);
        const bottom = min(size + 2, height - y);
        for (let across = 0; across < tilesAcross; across++) {
          const x = across * size - padding;
          const left = max(0, -x);
          const right = min(size + 2, width - x);
          const corner = input + <usize>((image * height + y) * width + x) * pixelBytes;
          let to = first;
          for (let channel = group; channel < end; channel += VECTOR) {
            const from = corner + channel;
            if (size == 7) {
              inputTile7(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, top, bottom, left, right);
            } else if (size == 6) {
              inputTile6(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, top, bottom, left, right);
            } else if (size == 5) {
              inputTile5(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, top, bottom, left, right);
            } else {
              inputTile4(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, top, bottom, left, right);
            }
            to += quadStride;
          }
          first += VECTOR;
        }
      }
    }
  }
}

/**
 * out = Aᵀ M A + bias, what hangs over the edge cut off. out: images × height × width × filters.
 *
 * @param rectify whether a ReLU follows.
 */
export function winogradOutput(
  out: usize, places: usize, placeStride: usize, quadStride: usize, bias: usize, scratch: usize, size: i32, images: i32,
  height: i32, width: i32, filters: i32, tilesDown: i32, tilesAcross: i32, rectify: bool,
): void {
  const pixelBytes = <usize>filters * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const tile = scratch + FACTOR_BYTES;
  const none = f32x4.splat(0);
  const floor = f32x4.splat(rectify ? 0 : -Infinity);
  for (let group: usize = 0; group < pixelBytes; group += QUADS) {
    const end = min(group + QUADS, pixelBytes);
    let first = places + (group / VECTOR) * quadStride;
    for (let image = 0; image < images; image++) {
      for (let down = 0; down < tilesDown; down++) {
        const rows = min(size, height - down * size);
        for (let across = 0; across < tilesAcross; across++) {
          const columns = min(size, width - across * size);
          const corner = out + <usize>((image * height + down * size) * width + across * size) * pixelBytes;
          let from = first;
          for (let filter = group; filter < end; filter += VECTOR) {
            const to = corner + filter;
            const b = bias == 0 ? none : v128.load(bias + filter);
            if (size == 7) {
              outputTile7(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, rows, columns, b, floor);
            } else if (size == 6) {
              outputTile6(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, rows, columns, b, floor);
            } else if (size == 5) {
              outputTile5(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, rows, columns, b, floor);
            } else {
              outputTile4(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, rows, columns, b, floor);
            }
            from += quadStride;
          }
          first += VECTOR;
        }
      }
    }
  }
}

/**
 * ∂M, from ∂L/∂output: images × height × width × filters. And the gradient of the bias, which was added at every
 * pixel with weight 1: the sum of all.
 *
 * @param output what came out, where a ReLU followed: gradients count only where it is above zero. 0 without a ReLU.
 * @param biasGradient room for `filters` floats, wanted or not.
 */
export function winogradOutputGradient(
  places: usize, placeStride: usize, quadStride: usize, outGradient: usize, output: usize, biasGradient: usize,
  scratch: usize, size: i32, images: i32, height: i32, width: i32, filters: i32, tilesDown: i32, tilesAcross: i32,
): void {
  const masked = output != 0;
  const toOutput = output - outGradient;
  memory.fill(biasGradient, 0, <usize>filters * FLOAT);
  const pixelBytes = <usize>filters * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const tile = scratch + FACTOR_BYTES;
  for (let group: usize = 0; group < pixelBytes; group += QUADS) {
    const end = min(group + QUADS, pixelBytes);
    let first = places + (group / VECTOR) * quadStride;
    for (let image = 0; image < images; image++) {
      for (let down = 0; down < tilesDown; down++) {
        const rows = min(size, height - down * size);
        for (let across = 0; across < tilesAcross; across++) {
          const columns = min(size, width - across * size);
          const corner = outGradient + <usize>((image * height + down * size) * width + across * size) * pixelBytes;
          let to = first;
          for (let filter = group; filter < end; filter += VECTOR) {
            const from = corner + filter;
            if (size == 7) {
              outputGradientTile7(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toOutput, masked, biasGradient + filter);
            } else if (size == 6) {
              outputGradientTile6(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toOutput, masked, biasGradient + filter);
            } else if (size == 5) {
              outputGradientTile5(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toOutput, masked, biasGradient + filter);
            } else {
              outputGradientTile4(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toOutput, masked, biasGradient + filter);
            }
            to += quadStride;
          }
          first += VECTOR;
        }
      }
    }
  }
}

/**
 * The same, where a 2×2 max-pool followed: from its gradient, images × poolHeight × poolWidth × filters, which never becomes
 * one of all pixels.
 *
 * @param winners places in their windows, as `maxPoolPairs` notes them.
 */
export function winogradPooledGradient(
  places: usize, placeStride: usize, quadStride: usize, poolGradient: usize, winners: usize, biasGradient: usize,
  scratch: usize, size: i32, images: i32, poolHeight: i32, poolWidth: i32, filters: i32,
  tilesDown: i32, tilesAcross: i32,
): void {
  const toWinners = winners - poolGradient;
  memory.fill(biasGradient, 0, <usize>filters * FLOAT);
  const pixelBytes = <usize>filters * FLOAT;
  const lineBytes = <usize>poolWidth * pixelBytes;
  const tile = scratch + FACTOR_BYTES;
  for (let group: usize = 0; group < pixelBytes; group += QUADS) {
    const end = min(group + QUADS, pixelBytes);
    let first = places + (group / VECTOR) * quadStride;
    for (let image = 0; image < images; image++) {
      for (let down = 0; down < tilesDown; down++) {
        const y = down * size;
        const rows = min(size, 2 * poolHeight - y);
        for (let across = 0; across < tilesAcross; across++) {
          const x = across * size;
          const columns = min(size, 2 * poolWidth - x);
          const corner = poolGradient + <usize>((image * poolHeight + (y >> 1)) * poolWidth + (x >> 1)) * pixelBytes;
          let to = first;
          for (let filter = group; filter < end; filter += VECTOR) {
            const from = corner + filter;
            const sums = biasGradient + filter;
            if (size == 7) {
              pooledGradientTile7(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toWinners, y & 1, x & 1, sums);
            } else if (size == 6) {
              pooledGradientTile6(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toWinners, y & 1, x & 1, sums);
            } else if (size == 5) {
              pooledGradientTile5(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toWinners, y & 1, x & 1, sums);
            } else {
              pooledGradientTile4(to, placeStride, from, lineBytes, pixelBytes, tile, scratch, rows, columns, toWinners, y & 1, x & 1, sums);
            }
            to += quadStride;
          }
          first += VECTOR;
        }
      }
    }
  }
}

/** inGradient = B ∂V Bᵀ, tiles added where they overlap. inGradient: images × height × width × channels. */
export function winogradInputGradient(
  inGradient: usize, places: usize, placeStride: usize, quadStride: usize, scratch: usize, size: i32, images: i32,
  height: i32, width: i32, channels: i32, tilesDown: i32, tilesAcross: i32, padding: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const tile = scratch + FACTOR_BYTES;
  for (let group: usize = 0; group < pixelBytes; group += QUADS) {
    const end = min(group + QUADS, pixelBytes);
    let first = places + (group / VECTOR) * quadStride;
    for (let image = 0; image < images; image++) {
      for (let down = 0; down < tilesDown; down++) {
        const y = down * size - padding;
        const top = max(0, -y);
        const bottom = min(size + 2, height - y);
        for (let across = 0; across < tilesAcross; across++) {
          const x = across * size - padding;
          const left = max(0, -x);
          const right = min(size + 2, width - x);
          const corner = inGradient + <usize>((image * height + y) * width + x) * pixelBytes;
          let from = first;
          for (let channel = group; channel < end; channel += VECTOR) {
            const to = corner + channel;
            if (size == 7) {
              inputGradientTile7(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, top, bottom, left, right, down > 0, across > 0);
            } else if (size == 6) {
              inputGradientTile6(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, top, bottom, left, right, down > 0, across > 0);
            } else if (size == 5) {
              inputGradientTile5(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, top, bottom, left, right, down > 0, across > 0);
            } else {
              inputGradientTile4(to, lineBytes, pixelBytes, from, placeStride, tile, scratch, top, bottom, left, right, down > 0, across > 0);
            }
            from += quadStride;
          }
          first += VECTOR;
        }
      }
    }
  }
}

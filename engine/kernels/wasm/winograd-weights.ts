/** Winograd's transforms of weights, and of their gradient (winograd.ts, where all of it is explained). */
import {
  weightGradientTile4, weightGradientTile5, weightGradientTile6, weightGradientTile7,
  weightsTile4, weightsTile5, weightsTile6, weightsTile7,
} from './build/winograd-tiles';
import { weightTile } from './places-product';
import { FLOAT, storeTurned, VECTOR } from './simd';
import { FACTOR_BYTES } from './winograd';

/** Room for a tile on its way through a transform. */
const TILE_BYTES: usize = 2048;
/** Four channels × eight filters of a place of ∂U. */
const BLOCK_BYTES: usize = 128;
/** Bytes of a panel's row: eight floats. */
const ROW: usize = 2 * VECTOR;

/**
 * U = G g Gᵀ, each place in panels of 8 filters as `placesProduct` wants it.
 *
 * @param weights [3, 3, channel, filter].
 */
export function winogradWeights(
  places: usize, placeStride: usize, weights: usize, scratch: usize, size: i32, channels: i32, filters: i32,
): void {
  const rowBytes = <usize>filters * FLOAT;
  const cellBytes = <usize>channels * rowBytes;
  const tile = scratch + FACTOR_BYTES;
  let to = places;
  for (let filter: usize = 0; filter < rowBytes; filter += 2 * VECTOR) {
    let row = weights + filter;
    for (let channel = 0; channel < channels; channel++) {
      for (let half: usize = 0; half < 2 * VECTOR; half += VECTOR) {
        const from = row + half;
        if (size == 7) weightsTile7(to, placeStride, from, cellBytes, tile, scratch);
        else if (size == 6) weightsTile6(to, placeStride, from, cellBytes, tile, scratch);
        else if (size == 5) weightsTile5(to, placeStride, from, cellBytes, tile, scratch);
        else weightsTile4(to, placeStride, from, cellBytes, tile, scratch);
        to += VECTOR;
      }
      row += rowBytes;
    }
  }
}

/**
 * gradient = Gᵀ ∂U G with ∂U = Vᵀ ∂M summed over tiles, laid out like the weights. Four channels by eight filters at
 * a time go through all places and back at once, so that ∂U never leaves the first-level cache. A quad of channels meets all
 * filters before the next: rows of weights are written from front to back.
 *
 * @param input,outGradient V and ∂M.
 * @param scratch has room for a block of each place behind the tile.
 */
export function winogradWeightGradient(
  gradient: usize, input: usize, placeStride: usize, quadStride: usize,
  outGradient: usize, outPlaceStride: usize, outQuadStride: usize,
  scratch: usize, size: i32, tiles: i32, channels: i32, filters: i32,
): void {
  const rowBytes = <usize>filters * FLOAT;
  const cellBytes = <usize>channels * rowBytes;
  const places = (size + 2) * (size + 2);
  const tile = scratch + FACTOR_BYTES;
  const blocks = tile + TILE_BYTES;
  for (let channel = 0; channel < channels; channel += 4) {
    let quads = outGradient;
    for (let filter: usize = 0; filter < rowBytes; filter += 2 * VECTOR) {
      let x = input;
      let g = quads;
      let block = blocks;
      for (let place = 0; place < places; place++) {
        weightTile(block, x, g, g + outQuadStride, tiles);
        x += placeStride;
        g += outPlaceStride;
        block += BLOCK_BYTES;
      }
      let to = gradient + filter;
      for (let at: usize = 0; at < BLOCK_BYTES; at += 2 * VECTOR) {
        for (let half: usize = 0; half < 2 * VECTOR; half += VECTOR) {
          const from = blocks + at + half;
          if (size == 7) weightGradientTile7(to + half, cellBytes, from, tile, scratch);
          else if (size == 6) weightGradientTile6(to + half, cellBytes, from, tile, scratch);
          else if (size == 5) weightGradientTile5(to + half, cellBytes, from, tile, scratch);
          else weightGradientTile4(to + half, cellBytes, from, tile, scratch);
        }
        to += rowBytes;
      }
      quads += 2 * outQuadStride;
    }
    input += quadStride;
    gradient += 4 * rowBytes;
  }
}

/**
 * Uᵀ from U, panels of 8 channels from panels of 8 filters: 8 × 8 of them at a time, which stand together in both.
 */
export function winogradTurn(
  turned: usize, weights: usize, placeStride: usize, places: i32, channels: i32, filters: i32,
): void {
  const panelBytes = <usize>channels * ROW;
  const turnedPanelBytes = <usize>filters * ROW;
  for (let place = 0; place < places; place++) {
    for (let filter = 0; filter < filters; filter += 8) {
      let from = weights + <usize>(filter >> 3) * panelBytes;
      let to = turned + <usize>filter * ROW;
      for (let channel = 0; channel < channels; channel += 8) {
        turn4x4(to, from);
        turn4x4(to + VECTOR, from + 4 * ROW);
        turn4x4(to + 4 * ROW, from + VECTOR);
        turn4x4(to + 4 * ROW + VECTOR, from + 4 * ROW + VECTOR);
        from += 8 * ROW;
        to += turnedPanelBytes;
      }
    }
    weights += placeStride;
    turned += placeStride;
  }
}

// @ts-ignore: decorator
@inline
function turn4x4(to: usize, from: usize): void {
  const a = v128.load(from), b = v128.load(from, ROW), c = v128.load(from, 2 * ROW), d = v128.load(from, 3 * ROW);
  storeTurned(to, ROW, a, b, c, d);
}

/**
 * The matrix products in the middle of Winograd's convolution (winograd.ts, where the layout is explained), one at
 * each place. Eight sums at a time keep the processor's pipelines full and, with what they are made of, just fit its
 * sixteen registers.
 */
import { FLOAT, VECTOR, multiplyAdd } from './simd';

/**
 * M = V · U; also ∂V = ∂M · Uᵀ, from turned weights.
 *
 * @param tiles is rounded up to a multiple of 4: there must be room for that.
 * @param weights panels of 8 outputs, inputs × 8 each; `weightStride` bytes a place. Inputs are a multiple of 4,
 *   outputs of 8.
 */
export function placesProduct(
  out: usize, outPlaceStride: usize, outQuadStride: usize,
  input: usize, placeStride: usize, quadStride: usize,
  weights: usize, weightStride: usize, places: i32, tiles: i32, inputs: i32, outputs: i32,
): void {
  const panelBytes = <usize>inputs * 2 * VECTOR;
  const tileBytes = <usize>tiles * VECTOR;
  for (let place = 0; place < places; place++) {
    let panel = weights;
    let quads = out;
    for (let column = 0; column < outputs; column += 8) {
      for (let tile: usize = 0; tile < tileBytes; tile += 4 * VECTOR) {
        tile4x8(quads + tile, outQuadStride, input + tile, quadStride, panel, panel + panelBytes);
      }
      panel += panelBytes;
      quads += 2 * outQuadStride;
    }
    out += outPlaceStride;
    input += placeStride;
    weights += weightStride;
  }
}

/** Four tiles by eight outputs. */
// @ts-ignore: decorator
@inline
function tile4x8(out: usize, outQuadStride: usize, x: usize, quadStride: usize, weights: usize, end: usize): void {
  // The first input's products are the sums to begin with.
  let left = v128.load(weights), right = v128.load(weights, VECTOR);
  let a = v128.load32_splat(x);
  let left0 = f32x4.mul(a, left), right0 = f32x4.mul(a, right);
  a = v128.load32_splat(x, 16);
  let left1 = f32x4.mul(a, left), right1 = f32x4.mul(a, right);
  a = v128.load32_splat(x, 32);
  let left2 = f32x4.mul(a, left), right2 = f32x4.mul(a, right);
  a = v128.load32_splat(x, 48);
  let left3 = f32x4.mul(a, left), right3 = f32x4.mul(a, right);
  const step = quadStride - VECTOR;
  let quadEnd = x + VECTOR;
  x += FLOAT;
  weights += 2 * VECTOR;
  for (;;) {
    for (; x < quadEnd; x += FLOAT) {
      left = v128.load(weights);
      right = v128.load(weights, VECTOR);
      a = v128.load32_splat(x);
      left0 = multiplyAdd(left0, a, left);
      right0 = multiplyAdd(right0, a, right);
      a = v128.load32_splat(x, 16);
      left1 = multiplyAdd(left1, a, left);
      right1 = multiplyAdd(right1, a, right);
      a = v128.load32_splat(x, 32);
      left2 = multiplyAdd(left2, a, left);
      right2 = multiplyAdd(right2, a, right);
      a = v128.load32_splat(x, 48);
      left3 = multiplyAdd(left3, a, left);
      right3 = multiplyAdd(right3, a, right);
      weights += 2 * VECTOR;
    }
    if (weights >= end) break;
    x += step;
    quadEnd = x + VECTOR;
  }
  v128.store(out, left0);
  v128.store(out, left1, 16);
  v128.store(out, left2, 32);
  v128.store(out, left3, 48);
  out += outQuadStride;
  v128.store(out, right0);
  v128.store(out, right1, 16);
  v128.store(out, right2, 32);
  v128.store(out, right3, 48);
}

/**
 * A block of ∂U at one place: four channels × eight filters, summed over tiles. The branches are for the compiler: see
 * the note in conv-pool.ts.
 *
 * @param x the channels' quad of V; `left` and `right` the filters' two quads of ∂M.
 */
// @ts-ignore: decorator
@inline
export function weightTile(block: usize, x: usize, left: usize, right: usize, tiles: i32): void {
  // The first tile's products are the sums to begin with.
  let gLeft = v128.load(left), gRight = v128.load(right);
  let a = v128.load32_splat(x);
  let left0 = f32x4.mul(a, gLeft), right0 = f32x4.mul(a, gRight);
  a = v128.load32_splat(x, FLOAT);
  let left1 = f32x4.mul(a, gLeft), right1 = f32x4.mul(a, gRight);
  a = v128.load32_splat(x, 2 * FLOAT);
  let left2 = f32x4.mul(a, gLeft), right2 = f32x4.mul(a, gRight);
  a = v128.load32_splat(x, 3 * FLOAT);
  let left3 = f32x4.mul(a, gLeft), right3 = f32x4.mul(a, gRight);
  x += VECTOR; left += VECTOR; right += VECTOR;
  for (tiles -= 1; tiles > 0; tiles -= 4) {
    gLeft = v128.load(left); gRight = v128.load(right);
    a = v128.load32_splat(x); left0 = multiplyAdd(left0, a, gLeft); right0 = multiplyAdd(right0, a, gRight);
    a = v128.load32_splat(x, FLOAT); left1 = multiplyAdd(left1, a, gLeft); right1 = multiplyAdd(right1, a, gRight);
    a = v128.load32_splat(x, 2 * FLOAT); left2 = multiplyAdd(left2, a, gLeft); right2 = multiplyAdd(right2, a, gRight);
    a = v128.load32_splat(x, 3 * FLOAT); left3 = multiplyAdd(left3, a, gLeft); right3 = multiplyAdd(right3, a, gRight);
    x += VECTOR; if (tiles == 1) break;
    gLeft = v128.load(left, VECTOR); gRight = v128.load(right, VECTOR);
    a = v128.load32_splat(x); left0 = multiplyAdd(left0, a, gLeft); right0 = multiplyAdd(right0, a, gRight);
    a = v128.load32_splat(x, FLOAT); left1 = multiplyAdd(left1, a, gLeft); right1 = multiplyAdd(right1, a, gRight);
    a = v128.load32_splat(x, 2 * FLOAT); left2 = multiplyAdd(left2, a, gLeft); right2 = multiplyAdd(right2, a, gRight);
    a = v128.load32_splat(x, 3 * FLOAT); left3 = multiplyAdd(left3, a, gLeft); right3 = multiplyAdd(right3, a, gRight);
    x += VECTOR; if (tiles == 2) break;
    gLeft = v128.load(left, 2 * VECTOR); gRight = v128.load(right, 2 * VECTOR);
    a = v128.load32_splat(x); left0 = multiplyAdd(left0, a, gLeft); right0 = multiplyAdd(right0, a, gRight);
    a = v128.load32_splat(x, FLOAT); left1 = multiplyAdd(left1, a, gLeft); right1 = multiplyAdd(right1, a, gRight);
    a = v128.load32_splat(x, 2 * FLOAT); left2 = multiplyAdd(left2, a, gLeft); right2 = multiplyAdd(right2, a, gRight);
    a = v128.load32_splat(x, 3 * FLOAT); left3 = multiplyAdd(left3, a, gLeft); right3 = multiplyAdd(right3, a, gRight);
    x += VECTOR; if (tiles == 3) break;
    gLeft = v128.load(left, 3 * VECTOR); gRight = v128.load(right, 3 * VECTOR);
    a = v128.load32_splat(x); left0 = multiplyAdd(left0, a, gLeft); right0 = multiplyAdd(right0, a, gRight);
    a = v128.load32_splat(x, FLOAT); left1 = multiplyAdd(left1, a, gLeft); right1 = multiplyAdd(right1, a, gRight);
    a = v128.load32_splat(x, 2 * FLOAT); left2 = multiplyAdd(left2, a, gLeft); right2 = multiplyAdd(right2, a, gRight);
    a = v128.load32_splat(x, 3 * FLOAT); left3 = multiplyAdd(left3, a, gLeft); right3 = multiplyAdd(right3, a, gRight);
    x += VECTOR; left += 4 * VECTOR; right += 4 * VECTOR;
  }
  v128.store(block, left0);
  v128.store(block, right0, 16);
  v128.store(block, left1, 32);
  v128.store(block, right1, 48);
  v128.store(block, left2, 64);
  v128.store(block, right2, 80);
  v128.store(block, left3, 96);
  v128.store(block, right3, 112);
}

/**
 * The product that convolution and dense layers share, forwards:
 *
 *   out[row, column] = bias[column] + Σ_segment Σ_k input[row · rowStride + segment · segmentStride + k]
 *                                                 · weights[segment · segmentLength + k, column]
 *
 * - A dense layer has one row an image and one segment: its whole input vector.
 * - A convolution has one row an output pixel. With channels innermost, the pixels under one row of the kernel
 *   stand side by side in memory: that run is a segment, and there are as many as the kernel has rows.
 *   Neighbouring rows overlap, so no patch is ever copied out.
 *
 * Every output value is summed in the same order (segments, then k, ascending) whatever tile computes it, so a
 * batch and a single image give the same bits.
 *
 * Strides are counted in floats. `weights` and `bias` are padded with zeros to `weightStride` columns, a
 * multiple of 4. Input needs no alignment. Reads stay within `rows`, but for whole vectors of weights.
 */
import { FLOAT, VECTOR, loadOrZero, multiplyAdd, storeLanes } from './simd';

export function correlate(
  out: usize,
  input: usize,
  weights: usize,
  bias: usize,
  rows: i32,
  columns: i32,
  weightStride: i32,
  segments: i32,
  segmentLength: i32,
  rowStride: i32,
  segmentStride: i32,
  outStride: i32,
): void {
  const rowBytes = <usize>rowStride * FLOAT;
  const segmentBytes = <usize>segmentStride * FLOAT;
  const outBytes = <usize>outStride * FLOAT;
  const weightBytes = <usize>weightStride * FLOAT;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const from = input + <usize>row * rowBytes;
    const to = out + <usize>row * outBytes;
    let column = 0;
    for (; column + 4 < columns; column += 8) {
      const at = <usize>column * FLOAT;
      tile4x8(to + at, outBytes, from, rowBytes, weights + at, weightBytes, bias, at, segments, segmentLength, segmentBytes, columns - column);
    }
    if (column < columns) {
      const at = <usize>column * FLOAT;
      tile4x4(to + at, outBytes, from, rowBytes, weights + at, weightBytes, bias, at, segments, segmentLength, segmentBytes, columns - column);
    }
  }
  for (; row < rows; row++) {
    const from = input + <usize>row * rowBytes;
    const to = out + <usize>row * outBytes;
    let column = 0;
    for (; column + 4 < columns; column += 8) {
      const at = <usize>column * FLOAT;
      tile1x8(to + at, from, weights + at, weightBytes, bias, at, segments, segmentLength, segmentBytes, columns - column);
    }
    if (column < columns) {
      const at = <usize>column * FLOAT;
      tile1x4(to + at, from, weights + at, weightBytes, bias, at, segments, segmentLength, segmentBytes, columns - column);
    }
  }
}

/** Four rows by eight columns: eight independent sums keep the processor's pipelines full. */
function tile4x8(
  out: usize, outBytes: usize, input: usize, rowBytes: usize, weights: usize, weightBytes: usize,
  bias: usize, at: usize, segments: i32, segmentLength: i32, segmentBytes: usize, lanes: i32,
): void {
  let left0 = loadOrZero(bias, at), left1 = left0, left2 = left0, left3 = left0;
  let right0 = loadOrZero(bias, at + VECTOR), right1 = right0, right2 = right0, right3 = right0;
  let w = weights;
  for (let segment = 0; segment < segments; segment++) {
    let x0 = input + <usize>segment * segmentBytes;
    let x1 = x0 + rowBytes;
    let x2 = x1 + rowBytes;
    let x3 = x2 + rowBytes;
    for (let k = 0; k < segmentLength; k++) {
      const wLeft = v128.load(w);
      const wRight = v128.load(w, VECTOR);
      const a0 = v128.load32_splat(x0);
      left0 = multiplyAdd(left0, a0, wLeft);
      right0 = multiplyAdd(right0, a0, wRight);
      const a1 = v128.load32_splat(x1);
      left1 = multiplyAdd(left1, a1, wLeft);
      right1 = multiplyAdd(right1, a1, wRight);
      const a2 = v128.load32_splat(x2);
      left2 = multiplyAdd(left2, a2, wLeft);
      right2 = multiplyAdd(right2, a2, wRight);
      const a3 = v128.load32_splat(x3);
      left3 = multiplyAdd(left3, a3, wLeft);
      right3 = multiplyAdd(right3, a3, wRight);
      x0 += FLOAT;
      x1 += FLOAT;
      x2 += FLOAT;
      x3 += FLOAT;
      w += weightBytes;
    }
  }
  v128.store(out, left0);
  storeLanes(out + VECTOR, right0, lanes - 4);
  v128.store(out + outBytes, left1);
  storeLanes(out + outBytes + VECTOR, right1, lanes - 4);
  v128.store(out + 2 * outBytes, left2);
  storeLanes(out + 2 * outBytes + VECTOR, right2, lanes - 4);
  v128.store(out + 3 * outBytes, left3);
  storeLanes(out + 3 * outBytes + VECTOR, right3, lanes - 4);
}

/** Four rows by the last one to four columns. */
function tile4x4(
  out: usize, outBytes: usize, input: usize, rowBytes: usize, weights: usize, weightBytes: usize,
  bias: usize, at: usize, segments: i32, segmentLength: i32, segmentBytes: usize, lanes: i32,
): void {
  let sum0 = loadOrZero(bias, at), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  let w = weights;
  for (let segment = 0; segment < segments; segment++) {
    let x0 = input + <usize>segment * segmentBytes;
    let x1 = x0 + rowBytes;
    let x2 = x1 + rowBytes;
    let x3 = x2 + rowBytes;
    for (let k = 0; k < segmentLength; k++) {
      const weight = v128.load(w);
      sum0 = multiplyAdd(sum0, v128.load32_splat(x0), weight);
      sum1 = multiplyAdd(sum1, v128.load32_splat(x1), weight);
      sum2 = multiplyAdd(sum2, v128.load32_splat(x2), weight);
      sum3 = multiplyAdd(sum3, v128.load32_splat(x3), weight);
      x0 += FLOAT;
      x1 += FLOAT;
      x2 += FLOAT;
      x3 += FLOAT;
      w += weightBytes;
    }
  }
  storeLanes(out, sum0, lanes);
  storeLanes(out + outBytes, sum1, lanes);
  storeLanes(out + 2 * outBytes, sum2, lanes);
  storeLanes(out + 3 * outBytes, sum3, lanes);
}

/** One of the last rows by eight columns. */
function tile1x8(
  out: usize, input: usize, weights: usize, weightBytes: usize,
  bias: usize, at: usize, segments: i32, segmentLength: i32, segmentBytes: usize, lanes: i32,
): void {
  let left = loadOrZero(bias, at);
  let right = loadOrZero(bias, at + VECTOR);
  let w = weights;
  for (let segment = 0; segment < segments; segment++) {
    let x = input + <usize>segment * segmentBytes;
    for (let k = 0; k < segmentLength; k++) {
      const a = v128.load32_splat(x);
      left = multiplyAdd(left, a, v128.load(w));
      right = multiplyAdd(right, a, v128.load(w, VECTOR));
      x += FLOAT;
      w += weightBytes;
    }
  }
  v128.store(out, left);
  storeLanes(out + VECTOR, right, lanes - 4);
}

/** One of the last rows by the last one to four columns. */
function tile1x4(
  out: usize, input: usize, weights: usize, weightBytes: usize,
  bias: usize, at: usize, segments: i32, segmentLength: i32, segmentBytes: usize, lanes: i32,
): void {
  let sum = loadOrZero(bias, at);
  let w = weights;
  for (let segment = 0; segment < segments; segment++) {
    let x = input + <usize>segment * segmentBytes;
    for (let k = 0; k < segmentLength; k++) {
      sum = multiplyAdd(sum, v128.load32_splat(x), v128.load(w));
      x += FLOAT;
      w += weightBytes;
    }
  }
  storeLanes(out, sum, lanes);
}

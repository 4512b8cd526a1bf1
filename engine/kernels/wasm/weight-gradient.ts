/**
 * The product that convolution and dense layers share, backwards to their weights:
 *
 *   gradient[segment · segmentLength + k, column] =
 *     Σ_line Σ_row input[line, row, segment · segmentStride + k] · outGradient[line, row, column]
 *
 * that is, for each weight, the sum over all places where it was used of the value it was multiplied with and
 * the loss's derivative by what came out there.
 *
 * - A convolution has one line an output row, and one row an output pixel of that line: one image a call.
 * - A dense layer has one line, and one row an image of the batch.
 *
 * Strides are counted in floats. The gradient is written, or with `add` added to, in rows of `weightStride` floats;
 * its padding columns are left alone (they are zero from the start).
 */
import { FLOAT, VECTOR, multiplyAdd, storeLanes } from './simd';

export function weightGradient(
  gradient: usize,
  input: usize,
  outGradient: usize,
  columns: i32,
  weightStride: i32,
  segments: i32,
  segmentLength: i32,
  segmentStride: i32,
  lines: i32,
  lineStride: i32,
  outLineStride: i32,
  rows: i32,
  rowStride: i32,
  outRowStride: i32,
  add: bool,
): void {
  const taps = segments * segmentLength;
  const lineBytes = <usize>lineStride * FLOAT;
  const outLineBytes = <usize>outLineStride * FLOAT;
  const rowBytes = <usize>rowStride * FLOAT;
  const outRowBytes = <usize>outRowStride * FLOAT;
  const weightBytes = <usize>weightStride * FLOAT;
  for (let column = 0; column < columns; column += 8) {
    const dy = outGradient + <usize>column * FLOAT;
    const lanes = columns - column;
    let tap = 0;
    for (; tap + 4 <= taps; tap += 4) {
      const to = gradient + <usize>tap * weightBytes + <usize>column * FLOAT;
      const x0 = input + tapOffset(tap, segmentLength, segmentStride);
      const x1 = input + tapOffset(tap + 1, segmentLength, segmentStride);
      const x2 = input + tapOffset(tap + 2, segmentLength, segmentStride);
      const x3 = input + tapOffset(tap + 3, segmentLength, segmentStride);
      tile4x8(to, weightBytes, x0, x1 - x0, x2 - x0, x3 - x0, dy, lines, lineBytes, outLineBytes, rows, rowBytes, outRowBytes, lanes, add);
    }
    for (; tap < taps; tap++) {
      const to = gradient + <usize>tap * weightBytes + <usize>column * FLOAT;
      const x = input + tapOffset(tap, segmentLength, segmentStride);
      tile1x8(to, x, dy, lines, lineBytes, outLineBytes, rows, rowBytes, outRowBytes, lanes, add);
    }
  }
}

/** Bytes from a row's first input value to the one that weight number `tap` is multiplied with. */
// @ts-ignore: decorator
@inline
function tapOffset(tap: i32, segmentLength: i32, segmentStride: i32): usize {
  return <usize>((tap / segmentLength) * segmentStride + (tap % segmentLength)) * FLOAT;
}

/** Four taps by eight columns. `gap1` to `gap3` are the bytes from the first tap's input to the others'. */
function tile4x8(
  to: usize, weightBytes: usize, input: usize, gap1: usize, gap2: usize, gap3: usize, dy: usize,
  lines: i32, lineBytes: usize, outLineBytes: usize,
  rows: i32, rowBytes: usize, outRowBytes: usize, lanes: i32, add: bool,
): void {
  let left0 = f32x4.splat(0), left1 = left0, left2 = left0, left3 = left0;
  let right0 = left0, right1 = left0, right2 = left0, right3 = left0;
  for (let line = 0; line < lines; line++) {
    let x = input + <usize>line * lineBytes;
    let g = dy + <usize>line * outLineBytes;
    for (let row = 0; row < rows; row++) {
      const gLeft = v128.load(g);
      const gRight = v128.load(g, VECTOR);
      const a0 = v128.load32_splat(x);
      left0 = multiplyAdd(left0, a0, gLeft);
      right0 = multiplyAdd(right0, a0, gRight);
      const a1 = v128.load32_splat(x + gap1);
      left1 = multiplyAdd(left1, a1, gLeft);
      right1 = multiplyAdd(right1, a1, gRight);
      const a2 = v128.load32_splat(x + gap2);
      left2 = multiplyAdd(left2, a2, gLeft);
      right2 = multiplyAdd(right2, a2, gRight);
      const a3 = v128.load32_splat(x + gap3);
      left3 = multiplyAdd(left3, a3, gLeft);
      right3 = multiplyAdd(right3, a3, gRight);
      x += rowBytes;
      g += outRowBytes;
    }
  }
  storeRow(to, left0, right0, lanes, add);
  storeRow(to + weightBytes, left1, right1, lanes, add);
  storeRow(to + 2 * weightBytes, left2, right2, lanes, add);
  storeRow(to + 3 * weightBytes, left3, right3, lanes, add);
}

/** One of the last taps by eight columns. */
function tile1x8(
  to: usize, input: usize, dy: usize,
  lines: i32, lineBytes: usize, outLineBytes: usize,
  rows: i32, rowBytes: usize, outRowBytes: usize, lanes: i32, add: bool,
): void {
  let left = f32x4.splat(0), right = left;
  for (let line = 0; line < lines; line++) {
    let x = input + <usize>line * lineBytes;
    let g = dy + <usize>line * outLineBytes;
    for (let row = 0; row < rows; row++) {
      const a = v128.load32_splat(x);
      left = multiplyAdd(left, a, v128.load(g));
      right = multiplyAdd(right, a, v128.load(g, VECTOR));
      x += rowBytes;
      g += outRowBytes;
    }
  }
  storeRow(to, left, right, lanes, add);
}

// @ts-ignore: decorator
@inline
function storeRow(to: usize, left: v128, right: v128, lanes: i32, add: bool): void {
  if (add) {
    left = f32x4.add(v128.load(to), left);
    right = f32x4.add(v128.load(to, VECTOR), right);
  }
  storeLanes(to, left, lanes);
  storeLanes(to + VECTOR, right, lanes - 4);
}

/** gradient[column] = Σ_row outGradient[row, column]: a bias was added at every row with weight 1. */
export function biasGradient(gradient: usize, outGradient: usize, rows: i32, columns: i32): void {
  const rowBytes = <usize>columns * FLOAT;
  let column = 0;
  // Four vectors at once: they are a line of cache, and need not wait for each other.
  for (; column + 16 <= columns; column += 16) {
    let first = f32x4.splat(0), second = first, third = first, fourth = first;
    let g = outGradient + <usize>column * FLOAT;
    for (let row = 0; row < rows; row++) {
      first = f32x4.add(first, v128.load(g));
      second = f32x4.add(second, v128.load(g, VECTOR));
      third = f32x4.add(third, v128.load(g, 2 * VECTOR));
      fourth = f32x4.add(fourth, v128.load(g, 3 * VECTOR));
      g += rowBytes;
    }
    const to = gradient + <usize>column * FLOAT;
    v128.store(to, first);
    v128.store(to, second, VECTOR);
    v128.store(to, third, 2 * VECTOR);
    v128.store(to, fourth, 3 * VECTOR);
  }
  for (; column < columns; column += 4) {
    let sum = f32x4.splat(0);
    let g = outGradient + <usize>column * FLOAT;
    for (let row = 0; row < rows; row++) {
      sum = f32x4.add(sum, v128.load(g));
      g += rowBytes;
    }
    storeLanes(gradient + <usize>column * FLOAT, sum, columns - column);
  }
}

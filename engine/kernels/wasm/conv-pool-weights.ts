/**
 * The way back through convolution, ReLU and pool in one, to the weights. What `convPool` (conv-pool.ts) noted of each
 * window's winner leads the way; all other outputs have no part in it.
 */
import { WINDOW, countComputed, outputsOf } from './ground';
import { FLOAT, VECTOR, isNotZero, multiplyAdd, storeLanes } from './simd';

/**
 * gradient[filter] = Σ_window outGradient[window, filter]
 *
 * @param outGradient,list as for the weights.
 * @param windows of one image.
 */
export function convPoolBiasGradient(
  gradient: usize, outGradient: usize, list: usize, images: i32, windows: i32, filters: i32,
): void {
  const end = list + <usize>countComputed(list, images, images * windows) * WINDOW;
  for (let filter = 0; filter < filters; filter += 8) {
    const from = outGradient + <usize>filter * FLOAT;
    const lanes = filters - filter;
    let left = f32x4.splat(0), right = left;
    for (let window = list; window < end; window += WINDOW) {
      const at = from + outputsOf(window);
      left = f32x4.add(left, v128.load(at));
      right = f32x4.add(right, v128.load(at, VECTOR));
    }
    storeLanes(gradient + <usize>filter * FLOAT, left, lanes);
    storeLanes(gradient + <usize>filter * FLOAT + VECTOR, right, lanes - 4);
  }
}

/**
 * gradient[tap, filter] = Σ_window outGradient[window, filter] · input[the winner's, tap]
 *
 * @param gradient kernel² · channels rows of `weightStride` floats.
 * @param outGradient windows × filters, of all images. What the windows on even ground are given stands in the place of
 *   the one that is computed for them (`gatherGround`). Where a value is zero it may be passed over.
 * @param winners,list as `convPool` left them.
 * @param scratch 2 · windows of all images, floats.
 * @param windows of one image.
 * @param segment kernel · channels.
 * @param lineBytes of the input.
 */
export function convPoolWeightGradient(
  gradient: usize, outGradient: usize, winners: usize, list: usize, scratch: usize, images: i32, windows: i32,
  filters: i32, weightStride: i32, kernel: i32, segment: i32, lineBytes: usize,
): void {
  const all = images * windows;
  const addresses = scratch + <usize>all * FLOAT;
  const weightBytes = <usize>weightStride * FLOAT;
  const end = list + <usize>countComputed(list, images, all) * WINDOW;
  for (let filter = 0; filter < filters; filter++) {
    const column = <usize>filter * FLOAT;
    let to = gradient + column;
    if (kernel == 3 && segment == 3) {
      // There is so little to do for each that looking for the zeros first would cost more.
      if (filter + 4 <= filters) {
        lines3x4(to, outGradient + column, winners + column, list, end, lineBytes, weightBytes);
        filter += 3;
      } else {
        lines3(to, outGradient + column, winners + column, list, end, lineBytes, weightBytes);
      }
      continue;
    }
    const count = listNonZero(scratch, addresses, outGradient + column, winners + column, list, end);
    if (kernel == 5 && segment == 5) {
      lines5(to, scratch, addresses, count, 0, lineBytes, weightBytes, 4);
      lines5(to + 4 * weightBytes, scratch, addresses, count, VECTOR, lineBytes, weightBytes, 1);
      continue;
    }
    for (let line = 0; line < kernel; line++) {
      for (let k = 0; k < segment; k += RUN) {
        const run = min(RUN, segment - k);
        run32(to, scratch, addresses, count, <usize>line * lineBytes + <usize>k * FLOAT, run, weightBytes);
        to += <usize>run * weightBytes;
      }
    }
  }
}

/** Floats of a kernel's line that are summed at once. */
const RUN: i32 = 32;

/** Copies the gradients that are not zero, and the winners' addresses; returns how many. */
function listNonZero(
  gradients: usize, addresses: usize, outGradient: usize, winners: usize, window: usize, end: usize,
): i32 {
  let count = 0;
  for (; window < end; window += WINDOW) {
    const at = outputsOf(window);
    const g = i32.load(outGradient + at);
    i32.store(gradients + <usize>count * FLOAT, g);
    i32.store(addresses + <usize>count * FLOAT, i32.load(winners + at));
    count += isNotZero(g);
  }
  return count;
}

/** Three lines of up to four taps each. */
function lines3(
  to: usize, gradients: usize, winners: usize, window: usize, end: usize, lineBytes: usize, weightBytes: usize,
): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0;
  for (; window < end; window += WINDOW) {
    const at = outputsOf(window);
    const g = v128.load32_splat(gradients + at);
    let x = <usize>i32.load(winners + at);
    sum0 = multiplyAdd(sum0, g, v128.load(x));
    x += lineBytes;
    sum1 = multiplyAdd(sum1, g, v128.load(x));
    x += lineBytes;
    sum2 = multiplyAdd(sum2, g, v128.load(x));
  }
  storeLines(to, sum0, sum1, sum2, weightBytes);
}

/** The same for four filters side by side. */
function lines3x4(
  to: usize, gradients: usize, winners: usize, window: usize, end: usize, lineBytes: usize, weightBytes: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0;
  let c0 = a0, c1 = a0, c2 = a0, d0 = a0, d1 = a0, d2 = a0;
  for (; window < end; window += WINDOW) {
    const at = outputsOf(window);
    // Four gradients at once, and two winners: loads are what this loop waits for.
    const four = v128.load(gradients + at);
    let won = load<u64>(winners + at);
    let g = v128.shuffle<f32>(four, four, 0, 0, 0, 0);
    let x = <usize>won;
    a0 = multiplyAdd(a0, g, v128.load(x));
    x += lineBytes;
    a1 = multiplyAdd(a1, g, v128.load(x));
    x += lineBytes;
    a2 = multiplyAdd(a2, g, v128.load(x));
    g = v128.shuffle<f32>(four, four, 1, 1, 1, 1);
    x = <usize>(won >> 32);
    b0 = multiplyAdd(b0, g, v128.load(x));
    x += lineBytes;
    b1 = multiplyAdd(b1, g, v128.load(x));
    x += lineBytes;
    b2 = multiplyAdd(b2, g, v128.load(x));
    won = load<u64>(winners + at, 8);
    g = v128.shuffle<f32>(four, four, 2, 2, 2, 2);
    x = <usize>won;
    c0 = multiplyAdd(c0, g, v128.load(x));
    x += lineBytes;
    c1 = multiplyAdd(c1, g, v128.load(x));
    x += lineBytes;
    c2 = multiplyAdd(c2, g, v128.load(x));
    g = v128.shuffle<f32>(four, four, 3, 3, 3, 3);
    x = <usize>(won >> 32);
    d0 = multiplyAdd(d0, g, v128.load(x));
    x += lineBytes;
    d1 = multiplyAdd(d1, g, v128.load(x));
    x += lineBytes;
    d2 = multiplyAdd(d2, g, v128.load(x));
  }
  storeLines(to, a0, a1, a2, weightBytes);
  storeLines(to + FLOAT, b0, b1, b2, weightBytes);
  storeLines(to + 2 * FLOAT, c0, c1, c2, weightBytes);
  storeLines(to + 3 * FLOAT, d0, d1, d2, weightBytes);
}

/** Three taps of each of three lines, one below the other. */
// @ts-ignore: decorator
@inline
function storeLines(to: usize, line0: v128, line1: v128, line2: v128, weightBytes: usize): void {
  storeColumn(to, line0, 3, weightBytes);
  storeColumn(to + 3 * weightBytes, line1, 3, weightBytes);
  storeColumn(to + 6 * weightBytes, line2, 3, weightBytes);
}

/** Up to four taps of each of five lines of five. */
function lines5(
  to: usize, gradients: usize, addresses: usize, count: i32, offset: usize, lineBytes: usize, weightBytes: usize,
  taps: i32,
): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0;
  for (let i = 0; i < count; i++) {
    const g = v128.load32_splat(gradients);
    let x = <usize>i32.load(addresses) + offset;
    sum0 = multiplyAdd(sum0, g, v128.load(x));
    x += lineBytes;
    sum1 = multiplyAdd(sum1, g, v128.load(x));
    x += lineBytes;
    sum2 = multiplyAdd(sum2, g, v128.load(x));
    x += lineBytes;
    sum3 = multiplyAdd(sum3, g, v128.load(x));
    x += lineBytes;
    sum4 = multiplyAdd(sum4, g, v128.load(x));
    gradients += FLOAT;
    addresses += FLOAT;
  }
  const line: usize = 5 * weightBytes;
  storeColumn(to, sum0, taps, weightBytes);
  storeColumn(to + line, sum1, taps, weightBytes);
  storeColumn(to + 2 * line, sum2, taps, weightBytes);
  storeColumn(to + 3 * line, sum3, taps, weightBytes);
  storeColumn(to + 4 * line, sum4, taps, weightBytes);
}

/** Up to 32 taps that stand side by side. */
function run32(
  to: usize, gradients: usize, addresses: usize, count: i32, offset: usize, taps: i32, weightBytes: usize,
): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  let sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
  const last = gradients + <usize>(count - 1) * FLOAT;
  let g = sum0;
  let x: usize = 0;
  while (count > 0) {
    g = v128.load32_splat(gradients);
    x = <usize>i32.load(addresses) + offset;
    sum0 = multiplyAdd(sum0, g, v128.load(x));
    sum1 = multiplyAdd(sum1, g, v128.load(x, VECTOR));
    sum2 = multiplyAdd(sum2, g, v128.load(x, 2 * VECTOR));
    sum3 = multiplyAdd(sum3, g, v128.load(x, 3 * VECTOR));
    // Out in the middle, and the rest below: see the note on the compiler.
    if (gradients == last) break;
    sum4 = multiplyAdd(sum4, g, v128.load(x, 4 * VECTOR));
    sum5 = multiplyAdd(sum5, g, v128.load(x, 5 * VECTOR));
    sum6 = multiplyAdd(sum6, g, v128.load(x, 6 * VECTOR));
    sum7 = multiplyAdd(sum7, g, v128.load(x, 7 * VECTOR));
    gradients += FLOAT;
    addresses += FLOAT;
  }
  if (count > 0) {
    sum4 = multiplyAdd(sum4, g, v128.load(x, 4 * VECTOR));
    sum5 = multiplyAdd(sum5, g, v128.load(x, 5 * VECTOR));
    sum6 = multiplyAdd(sum6, g, v128.load(x, 6 * VECTOR));
    sum7 = multiplyAdd(sum7, g, v128.load(x, 7 * VECTOR));
  }
  const four: usize = 4 * weightBytes;
  storeColumn(to, sum0, taps, weightBytes);
  storeColumn(to + four, sum1, taps - 4, weightBytes);
  storeColumn(to + 2 * four, sum2, taps - 8, weightBytes);
  storeColumn(to + 3 * four, sum3, taps - 12, weightBytes);
  storeColumn(to + 4 * four, sum4, taps - 16, weightBytes);
  storeColumn(to + 5 * four, sum5, taps - 20, weightBytes);
  storeColumn(to + 6 * four, sum6, taps - 24, weightBytes);
  storeColumn(to + 7 * four, sum7, taps - 28, weightBytes);
}

/** Stores the first `lanes` floats, four at most, one below the other. */
// @ts-ignore: decorator
@inline
function storeColumn(to: usize, vector: v128, lanes: i32, stepBytes: usize): void {
  if (lanes > 0) v128.store32_lane(to, vector, 0);
  if (lanes > 1) v128.store32_lane(to + stepBytes, vector, 1);
  if (lanes > 2) v128.store32_lane(to + 2 * stepBytes, vector, 2);
  if (lanes > 3) v128.store32_lane(to + 3 * stepBytes, vector, 3);
}

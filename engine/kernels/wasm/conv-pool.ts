/**
 * Convolution, ReLU and 2×2 max-pooling in one pass, without padding (a layer's frame has it) and with stride 1: what
 * follows a convolution is mostly that. The four outputs under a window never leave the registers, and what comes
 * back goes to the winner of each window alone, so the way back costs a quarter of a convolution's.
 *
 * The largest value is the same before ReLU and after it, so ReLU comes last. Values are summed in the order of
 * `conv2d`, and ties are broken as in `maxPool`: what comes out has the bits that those give one after the other.
 *
 * A note on the compiler: V8 computes the sums of a straight piece of code one after the other, and keeps whatever
 * was loaded for them in registers until then. A branch after each tap keeps the pieces short enough for sixteen
 * registers; none of them is ever mispredicted.
 */
import { FLOAT, VECTOR, loadOrZero, multiplyAdd, storeLanes } from './simd';

/**
 * @param out images × outHeight × outWidth × filters: the pools' outputs.
 * @param winners as many integers: the address of the first input under the kernel where the window's winner stands.
 * @param input images × height × width × channels.
 * @param relu whether there is a ReLU between convolution and pool, or behind them.
 */
export function convPool(
  out: usize, winners: usize, input: usize, weights: usize, bias: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, filters: i32, weightStride: i32, kernel: i32,
  relu: bool,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const outBytes = <usize>filters * FLOAT;
  const weightBytes = <usize>weightStride * FLOAT;
  const segment = kernel * channels;
  let at: usize = 0;
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      const from = input + <usize>(image * height + 2 * y) * lineBytes;
      for (let filter = 0; filter < filters; filter += 8) {
        const column = <usize>filter * FLOAT;
        const to = out + at + column, won = winners + at + column, w = weights + column;
        const b: usize = bias == 0 ? 0 : bias + column;
        if (kernel == 3 && channels == 1) {
          windows3x3(to, won, outBytes, outWidth, from, lineBytes, w, weightBytes, b, kernel * segment, relu, filters - filter);
        } else {
          windows4x8(to, won, outBytes, outWidth, from, pixelBytes, lineBytes, w, weightBytes, b, kernel, segment, relu, filters - filter);
        }
      }
      at += <usize>outWidth * outBytes;
    }
  }
}

/** A line of windows by eight filters: for each window, eight independent sums. */
function windows4x8(
  out: usize, winners: usize, outBytes: usize, windows: i32, corner: usize, pixelBytes: usize, lineBytes: usize,
  weights: usize, weightBytes: usize, bias: usize, kernel: i32, segment: i32, relu: bool, lanes: i32,
): void {
  let left: v128, right: v128, x: v128;
  for (let window = 0; window < windows; window++) {
    let left0 = loadOrZero(bias, 0), left1 = left0, left2 = left0, left3 = left0;
    let right0 = loadOrZero(bias, VECTOR), right1 = right0, right2 = right0, right3 = right0;
    let w = weights;
    let line = corner;
    for (let i = 0; i < kernel; i++) {
      let x0 = line;
      let x1 = x0 + pixelBytes;
      line += lineBytes;
      let x2 = line;
      let x3 = x2 + pixelBytes;
      let k = segment;
      for (;;) {
        left = v128.load(w); right = v128.load(w, VECTOR);
        x = v128.load32_splat(x0); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
        x = v128.load32_splat(x1); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
        x = v128.load32_splat(x2); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
        x = v128.load32_splat(x3); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
        w += weightBytes; if (k == 1) break;
        left = v128.load(w); right = v128.load(w, VECTOR);
        x = v128.load32_splat(x0, FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
        x = v128.load32_splat(x1, FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
        x = v128.load32_splat(x2, FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
        x = v128.load32_splat(x3, FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
        w += weightBytes; if (k == 2) break;
        left = v128.load(w); right = v128.load(w, VECTOR);
        x = v128.load32_splat(x0, 2 * FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
        x = v128.load32_splat(x1, 2 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
        x = v128.load32_splat(x2, 2 * FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
        x = v128.load32_splat(x3, 2 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
        w += weightBytes; if (k == 3) break;
        left = v128.load(w); right = v128.load(w, VECTOR);
        x = v128.load32_splat(x0, 3 * FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
        x = v128.load32_splat(x1, 3 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
        x = v128.load32_splat(x2, 3 * FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
        x = v128.load32_splat(x3, 3 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
        w += weightBytes; if (k == 4) break;
        left = v128.load(w); right = v128.load(w, VECTOR);
        x = v128.load32_splat(x0, 4 * FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
        x = v128.load32_splat(x1, 4 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
        x = v128.load32_splat(x2, 4 * FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
        x = v128.load32_splat(x3, 4 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
        w += weightBytes;
        k -= 5;
        if (k == 0) break;
        x0 += 5 * FLOAT;
        x1 += 5 * FLOAT;
        x2 += 5 * FLOAT;
        x3 += 5 * FLOAT;
      }
    }
    storeWinners(out, winners, left0, left1, left2, left3, corner, pixelBytes, lineBytes, relu, lanes);
    storeWinners(out + VECTOR, winners + VECTOR, right0, right1, right2, right3, corner, pixelBytes, lineBytes, relu, lanes - 4);
    corner += 2 * pixelBytes;
    out += outBytes;
    winners += outBytes;
  }
}

/**
 * The same for kernels of 3×3 on a single channel, the report's.
 *
 * @param taps nine: what the branches ask for.
 */
function windows3x3(
  out: usize, winners: usize, outBytes: usize, windows: i32, corner: usize, lineBytes: usize,
  weights: usize, weightBytes: usize, bias: usize, taps: i32, relu: bool, lanes: i32,
): void {
  let left: v128, right: v128, x: v128;
  for (let window = 0; window < windows; window++) {
    let left0 = loadOrZero(bias, 0), left1 = left0, left2 = left0, left3 = left0;
    let right0 = loadOrZero(bias, VECTOR), right1 = right0, right2 = right0, right3 = right0;
    const line0 = corner, line1 = line0 + lineBytes, line2 = line1 + lineBytes, line3 = line2 + lineBytes;
    let w = weights;
    do {
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line0); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line0, FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line1); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line1, FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 1) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line0, FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line0, 2 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line1, FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line1, 2 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 2) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line0, 2 * FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line0, 3 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line1, 2 * FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line1, 3 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 3) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line1); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line1, FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line2); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line2, FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 4) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line1, FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line1, 2 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line2, FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line2, 2 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 5) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line1, 2 * FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line1, 3 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line2, 2 * FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line2, 3 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 6) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line2); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line2, FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line3); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line3, FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 7) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line2, FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line2, 2 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line3, FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line3, 2 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes; if (taps == 8) break;
      left = v128.load(w); right = v128.load(w, VECTOR);
      x = v128.load32_splat(line2, 2 * FLOAT); left0 = multiplyAdd(left0, x, left); right0 = multiplyAdd(right0, x, right);
      x = v128.load32_splat(line2, 3 * FLOAT); left1 = multiplyAdd(left1, x, left); right1 = multiplyAdd(right1, x, right);
      x = v128.load32_splat(line3, 2 * FLOAT); left2 = multiplyAdd(left2, x, left); right2 = multiplyAdd(right2, x, right);
      x = v128.load32_splat(line3, 3 * FLOAT); left3 = multiplyAdd(left3, x, left); right3 = multiplyAdd(right3, x, right);
      w += weightBytes;
    } while (false);
    storeWinners(out, winners, left0, left1, left2, left3, corner, FLOAT, lineBytes, relu, lanes);
    storeWinners(out + VECTOR, winners + VECTOR, right0, right1, right2, right3, corner, FLOAT, lineBytes, relu, lanes - 4);
    corner += 2 * FLOAT;
    out += outBytes;
    winners += outBytes;
  }
}

/** The largest of a window's four outputs, for four filters, and where it stood. */
// @ts-ignore: decorator
@inline
function storeWinners(
  out: usize, winners: usize, a: v128, b: v128, c: v128, d: v128,
  corner: usize, pixelBytes: usize, lineBytes: usize, relu: bool, lanes: i32,
): void {
  let best = f32x4.pmax(f32x4.pmax(f32x4.pmax(a, b), c), d);
  const notA = f32x4.ne(a, best);
  const notAB = v128.and(notA, f32x4.ne(b, best));
  const notABC = v128.and(notAB, f32x4.ne(c, best));
  const right = i32x4.splat(<i32>pixelBytes);
  const leftBelow = i32x4.splat(<i32>(lineBytes - pixelBytes));
  const steps = i32x4.add(v128.and(notA, right), i32x4.add(v128.and(notAB, leftBelow), v128.and(notABC, right)));
  storeLanes(winners, i32x4.add(i32x4.splat(<i32>corner), steps), lanes);
  // A NaN stays a NaN, so that a diverging run is noticed.
  if (relu) best = f32x4.pmax(best, f32x4.splat(0));
  storeLanes(out, best, lanes);
}

/**
 * gradient[tap, filter] = Σ_window outGradient[window, filter] · input[the winner's, tap]
 *
 * @param gradient kernel² · channels rows of `weightStride` floats.
 * @param outGradient windows × filters, `windows` being those of all images. Where a value is zero it is passed over.
 * @param winners as `convPool` left them.
 * @param scratch 2 · windows floats.
 * @param segment kernel · channels.
 * @param lineBytes of the input.
 */
export function convPoolWeightGradient(
  gradient: usize, outGradient: usize, winners: usize, scratch: usize, windows: i32, filters: i32, weightStride: i32,
  kernel: i32, segment: i32, lineBytes: usize,
): void {
  const addresses = scratch + <usize>windows * FLOAT;
  const weightBytes = <usize>weightStride * FLOAT;
  const step = <usize>filters * FLOAT;
  for (let filter = 0; filter < filters; filter++) {
    const column = <usize>filter * FLOAT;
    let to = gradient + column;
    if (kernel == 3 && segment == 3) {
      // There is so little to do for each that looking for the zeros first would cost more.
      if (filter + 1 < filters) {
        lines3x2(to, outGradient + column, winners + column, windows, step, lineBytes, weightBytes);
        filter++;
      } else {
        lines3(to, outGradient + column, winners + column, windows, step, lineBytes, weightBytes);
      }
      continue;
    }
    const count = listNonZero(scratch, addresses, outGradient + column, winners + column, windows, step);
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
  gradients: usize, addresses: usize, outGradient: usize, winners: usize, windows: i32, step: usize,
): i32 {
  let count = 0;
  for (let window = 0; window < windows; window++) {
    const g = i32.load(outGradient);
    i32.store(gradients + <usize>count * FLOAT, g);
    i32.store(addresses + <usize>count * FLOAT, i32.load(winners));
    count += isNotZero(g);
    outGradient += step;
    winners += step;
  }
  return count;
}

/** 1 for the bits of any float but 0 and −0. */
// @ts-ignore: decorator
@inline
function isNotZero(bits: i32): i32 {
  return i32(bits << 1 != 0);
}

/** Three lines of up to four taps each. */
function lines3(
  to: usize, gradients: usize, winners: usize, count: i32, step: usize, lineBytes: usize, weightBytes: usize,
): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0;
  for (let i = 0; i < count; i++) {
    const g = v128.load32_splat(gradients);
    let x = <usize>i32.load(winners);
    sum0 = multiplyAdd(sum0, g, v128.load(x));
    x += lineBytes;
    sum1 = multiplyAdd(sum1, g, v128.load(x));
    x += lineBytes;
    sum2 = multiplyAdd(sum2, g, v128.load(x));
    gradients += step;
    winners += step;
  }
  storeColumn(to, sum0, 3, weightBytes);
  storeColumn(to + 3 * weightBytes, sum1, 3, weightBytes);
  storeColumn(to + 6 * weightBytes, sum2, 3, weightBytes);
}

/** The same for two filters side by side. */
function lines3x2(
  to: usize, gradients: usize, winners: usize, count: i32, step: usize, lineBytes: usize, weightBytes: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0;
  for (let i = 0; i < count; i++) {
    const ga = v128.load32_splat(gradients);
    let x = <usize>i32.load(winners);
    a0 = multiplyAdd(a0, ga, v128.load(x));
    x += lineBytes;
    a1 = multiplyAdd(a1, ga, v128.load(x));
    x += lineBytes;
    a2 = multiplyAdd(a2, ga, v128.load(x));
    const gb = v128.load32_splat(gradients, FLOAT);
    x = <usize>i32.load(winners, FLOAT);
    b0 = multiplyAdd(b0, gb, v128.load(x));
    x += lineBytes;
    b1 = multiplyAdd(b1, gb, v128.load(x));
    x += lineBytes;
    b2 = multiplyAdd(b2, gb, v128.load(x));
    gradients += step;
    winners += step;
  }
  storeColumn(to, a0, 3, weightBytes);
  storeColumn(to + 3 * weightBytes, a1, 3, weightBytes);
  storeColumn(to + 6 * weightBytes, a2, 3, weightBytes);
  storeColumn(to + FLOAT, b0, 3, weightBytes);
  storeColumn(to + 3 * weightBytes + FLOAT, b1, 3, weightBytes);
  storeColumn(to + 6 * weightBytes + FLOAT, b2, 3, weightBytes);
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

/** Columns that are added up at once, on the way to the input. */
const COLUMNS: i32 = 12;

/**
 * The weights as the way back to the input reads them: for each filter its kernel within a frame of zeros,
 *
 *   out[filter, 1 + line, channels + (pixel, channel)] = weights[line, pixel, channel, filter]
 *
 * in `convPoolFrameRows` rows of `convPoolFrameColumns` floats. The frame is left alone: it is zero from the start.
 */
export function convPoolTurnWeights(
  out: usize, weights: usize, channels: i32, filters: i32, weightStride: i32, kernel: i32,
): void {
  const segment = kernel * channels;
  const columns = frameColumns(kernel, channels);
  const frame = frameRows(kernel) * columns;
  for (let line = 0; line < kernel; line++) {
    for (let k = 0; k < segment; k++) {
      const from = weights + <usize>((line * segment + k) * weightStride) * FLOAT;
      const to = out + <usize>((line + 1) * columns + channels + k) * FLOAT;
      for (let filter = 0; filter < filters; filter++) {
        f32.store(to + <usize>(filter * frame) * FLOAT, f32.load(from + <usize>filter * FLOAT));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function frameRows(kernel: i32): i32 {
  return 2 * ((kernel + 2) / 2) + 1;
}

// @ts-ignore: decorator
@inline
function frameColumns(kernel: i32, channels: i32): i32 {
  return channels + COLUMNS * (((kernel + 1) * channels + COLUMNS - 1) / COLUMNS);
}

/**
 * inGradient[the winner's, tap] += outGradient[window, filter] · weights[tap, filter], for all windows and filters.
 *
 * The inputs under a window's four outputs are a patch of (kernel + 1)² pixels. For each piece of it, the kernels of all
 * filters are added up, each moved to where its winner stands: that is what the frame of zeros around them is for.
 *
 * @param inGradient images × height × width × channels. Up to COLUMNS − 1 floats behind it are read and written again.
 * @param input what `convPool` was given: winners are addresses there.
 * @param framed from `convPoolTurnWeights`.
 * @param scratch 2 · filters floats.
 */
export function convPoolInputGradient(
  inGradient: usize, outGradient: usize, winners: usize, input: usize, framed: usize, scratch: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, filters: i32, kernel: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const columns = frameColumns(kernel, channels);
  const rowBytes = <usize>columns * FLOAT;
  const frameBytes = <usize>frameRows(kernel) * rowBytes;
  const addresses = scratch + <usize>filters * FLOAT;
  memory.fill(inGradient, 0, <usize>(images * height) * lineBytes);
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      let corner = input + <usize>(image * height + 2 * y) * lineBytes;
      for (let x = 0; x < outWidth; x++) {
        let count = 0;
        let frame = framed + rowBytes + pixelBytes;
        for (let filter = 0; filter < filters; filter++) {
          const g = i32.load(outGradient);
          const moved = <usize>i32.load(winners) - corner;
          const down = moved >= lineBytes;
          i32.store(scratch + <usize>count * FLOAT, g);
          i32.store(
            addresses + <usize>count * FLOAT,
            <i32>(frame - (down ? rowBytes + moved - lineBytes : moved)),
          );
          count += isNotZero(g);
          outGradient += FLOAT;
          winners += FLOAT;
          frame += frameBytes;
        }
        let to = inGradient + (corner - input);
        for (let line = 0; line <= kernel; line += 2) {
          const at = <usize>line * rowBytes;
          for (let column = 0; column < columns - channels; column += COLUMNS) {
            const offset = <usize>column * FLOAT;
            lines2x12(to + offset, lineBytes, scratch, addresses, count, at + offset, rowBytes, line < kernel);
          }
          to += 2 * lineBytes;
        }
        corner += 2 * pixelBytes;
      }
    }
  }
}

/** Two lines of a patch, or its last one, by twelve columns. */
function lines2x12(
  to: usize, lineBytes: usize, gradients: usize, addresses: usize, count: i32, offset: usize, rowBytes: usize,
  both: bool,
): void {
  const below = to + lineBytes;
  let sum0 = v128.load(to), sum1 = v128.load(to, VECTOR), sum2 = v128.load(to, 2 * VECTOR);
  let sum3 = f32x4.splat(0), sum4 = sum3, sum5 = sum3;
  if (both) {
    sum3 = v128.load(below);
    sum4 = v128.load(below, VECTOR);
    sum5 = v128.load(below, 2 * VECTOR);
  }
  for (let i = 0; i < count; i++) {
    const g = v128.load32_splat(gradients);
    const w = <usize>i32.load(addresses) + offset;
    gradients += FLOAT;
    addresses += FLOAT;
    sum0 = multiplyAdd(sum0, g, v128.load(w));
    sum1 = multiplyAdd(sum1, g, v128.load(w, VECTOR));
    sum2 = multiplyAdd(sum2, g, v128.load(w, 2 * VECTOR));
    const v = w + rowBytes;
    sum3 = multiplyAdd(sum3, g, v128.load(v));
    sum4 = multiplyAdd(sum4, g, v128.load(v, VECTOR));
    sum5 = multiplyAdd(sum5, g, v128.load(v, 2 * VECTOR));
  }
  v128.store(to, sum0);
  v128.store(to, sum1, VECTOR);
  v128.store(to, sum2, 2 * VECTOR);
  if (both) {
    v128.store(below, sum3);
    v128.store(below, sum4, VECTOR);
    v128.store(below, sum5, 2 * VECTOR);
  }
}

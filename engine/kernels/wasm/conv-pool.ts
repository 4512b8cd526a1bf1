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
import { WINDOW, copyOutputs, cornerOf, countComputed, listWindows, outputsOf } from './ground';
import { FLOAT, VECTOR, loadOrZero, multiplyAdd, storeLanes } from './simd';

/**
 * @param out images × outHeight × outWidth × filters: the pools' outputs.
 * @param winners as many integers: the address of the first input under the kernel where the window's winner stands; of
 *   windows that are copied, none. 0 where nothing goes back, and nobody asks.
 * @param list room for two integers a window and one an image: the windows, for the way back (ground.ts).
 * @param input images × height × width × channels.
 * @param relu whether there is a ReLU between convolution and pool, or behind them.
 * @param ground whether windows on even ground may be copied: not where `convPoolInputGradient` follows.
 */
export function convPool(
  out: usize, winners: usize, list: usize, input: usize, weights: usize, bias: usize, images: i32, height: i32, width: i32,
  channels: i32, outHeight: i32, outWidth: i32, filters: i32, weightStride: i32, kernel: i32, relu: bool, ground: bool,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const weightBytes = <usize>weightStride * FLOAT;
  const segment = kernel * channels;
  const windows = images * outHeight * outWidth;
  const keeps = winners != 0;
  listWindows(list, input, images, height, width, channels, outHeight, outWidth, <usize>filters * FLOAT, kernel, ground);
  const count = countComputed(list, images, windows);
  const end = list + <usize>count * WINDOW;
  for (let filter = 0; filter < filters; filter += 8) {
    const column = <usize>filter * FLOAT;
    const to = out + column, won = winners + column, w = weights + column;
    const b: usize = bias == 0 ? 0 : bias + column;
    if (kernel == 3 && segment == 3) {
      windows3x3(to, won, list, end, input, lineBytes, w, weightBytes, b, kernel * segment, relu, keeps, filters - filter);
    } else {
      windows4x8(to, won, list, end, input, pixelBytes, lineBytes, w, weightBytes, b, kernel, segment, relu, keeps, filters - filter);
    }
  }
  if (count < windows) copyOutputs(out, list, images, outHeight, outWidth, filters);
}

/** The windows of a list by eight filters: for each window, eight independent sums. */
function windows4x8(
  out: usize, winners: usize, window: usize, end: usize, input: usize, pixelBytes: usize, lineBytes: usize,
  weights: usize, weightBytes: usize, bias: usize, kernel: i32, segment: i32, relu: bool, keeps: bool,
  lanes: i32,
): void {
  let left: v128, right: v128, x: v128;
  for (; window < end; window += WINDOW) {
    const corner = input + cornerOf(window);
    const at = outputsOf(window);
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
    storeWinners(out + at, winners + at, left0, left1, left2, left3, corner, pixelBytes, lineBytes, relu, keeps, lanes);
    storeWinners(out + at + VECTOR, winners + at + VECTOR, right0, right1, right2, right3, corner, pixelBytes, lineBytes, relu, keeps, lanes - 4);
  }
}

/**
 * The same for kernels of 3×3 on a single channel, the report's.
 *
 * @param taps nine: what the branches ask for.
 */
function windows3x3(
  out: usize, winners: usize, window: usize, end: usize, input: usize, lineBytes: usize,
  weights: usize, weightBytes: usize, bias: usize, taps: i32, relu: bool, keeps: bool, lanes: i32,
): void {
  let left: v128, right: v128, x: v128;
  for (; window < end; window += WINDOW) {
    const corner = input + cornerOf(window);
    const at = outputsOf(window);
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
    storeWinners(out + at, winners + at, left0, left1, left2, left3, corner, FLOAT, lineBytes, relu, keeps, lanes);
    storeWinners(out + at + VECTOR, winners + at + VECTOR, right0, right1, right2, right3, corner, FLOAT, lineBytes, relu, keeps, lanes - 4);
  }
}

/** The largest of a window's four outputs, for four filters, and where it stood. */
// @ts-ignore: decorator
@inline
function storeWinners(
  out: usize, winners: usize, a: v128, b: v128, c: v128, d: v128,
  corner: usize, pixelBytes: usize, lineBytes: usize, relu: bool, keeps: bool, lanes: i32,
): void {
  const best = f32x4.pmax(f32x4.pmax(f32x4.pmax(a, b), c), d);
  // A NaN stays a NaN, so that a diverging run is noticed.
  storeLanes(out, relu ? f32x4.pmax(best, f32x4.splat(0)) : best, lanes);
  if (!keeps) return;
  const right = i32x4.splat(<i32>pixelBytes);
  const leftBelow = i32x4.splat(<i32>(lineBytes - pixelBytes));
  let steps = i32x4.add(leftBelow, v128.and(f32x4.ne(c, best), right));
  steps = i32x4.add(right, v128.and(f32x4.ne(b, best), steps));
  steps = v128.and(f32x4.ne(a, best), steps);
  storeLanes(winners, i32x4.add(i32x4.splat(<i32>corner), steps), lanes);
}

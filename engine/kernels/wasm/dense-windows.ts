/**
 * The way back through a dense layer of few units, where its inputs are the outputs of windows of which some stand on even
 * ground (ground.ts). Of the gradients of those that are copied nobody asks but for their sum, so they are not computed one by
 * one: the sum over all windows follows from the layer's weights summed over all windows, once a step, and what the computed
 * windows have of it is taken away.
 */
import { WINDOW, groundOutputs, outputsOf } from './ground';
import { FLOAT, VECTOR, multiplyAdd } from './simd';

/**
 * sums[unit, filter] = Σ_window turned[unit, window, filter]
 *
 * @param turned,filters as for `denseWindowsGradient`.
 */
export function sumWindows(sums: usize, turned: usize, windows: i32, filters: i32, units: i32): void {
  const outBytes = <usize>filters * FLOAT;
  for (let unit = 0; unit < units; unit++) {
    const end = turned + <usize>windows * outBytes;
    for (let column: usize = 0; column < outBytes; column += 2 * VECTOR) {
      let left = f32x4.splat(0), right = left;
      for (let w = turned + column; w < end; w += outBytes) {
        left = f32x4.add(left, v128.load(w));
        right = f32x4.add(right, v128.load(w, VECTOR));
      }
      v128.store(sums + column, left);
      v128.store(sums + column, right, VECTOR);
    }
    sums += outBytes;
    turned = end;
  }
}

/**
 * out[image, window, filter] = Σ_unit outGradient[image, unit] · turned[unit, window, filter]
 *
 * for the windows that are computed; the one that stands for its image's ground gets those of its copies added. All others are
 * left as they are.
 *
 * @param outGradients rows of `weightStride` floats.
 * @param turned,sums from `turnFew` and `sumWindows`.
 * @param list as `convPool` left it.
 * @param filters a multiple of 8.
 */
export function denseWindowsGradient(
  out: usize, outGradients: usize, turned: usize, sums: usize, list: usize, images: i32, outHeight: i32, outWidth: i32,
  filters: i32, units: i32, weightStride: i32,
): void {
  const windows = outHeight * outWidth;
  const outBytes = <usize>filters * FLOAT;
  const rowBytes = <usize>windows * outBytes;
  const counts = list + <usize>(images * windows) * WINDOW;
  const unitBytes = <usize>units * FLOAT;
  for (let image = 0; image < images; image++) {
    const count = i32.load(counts + <usize>image * FLOAT);
    const end = list + <usize>count * WINDOW;
    // Of a window's outputs, counted from the first image's, to the same window's weights.
    const w = turned - <usize>image * rowBytes;
    const g = outGradients + <usize>(image * weightStride) * FLOAT;
    const gEnd = g + unitBytes;
    const stand = out + groundOutputs(image, outHeight, outWidth, outBytes);
    for (let column: usize = 0; column < outBytes; column += 2 * VECTOR) {
      let left = f32x4.splat(0), right = left;
      let window = list;
      // Three at a time: with more, their sums and weights do not fit sixteen registers.
      for (; window + 2 * WINDOW < end; window += 3 * WINDOW) {
        const a = outputsOf(window) + column;
        const b = outputsOf(window + WINDOW) + column;
        const c = outputsOf(window + 2 * WINDOW) + column;
        let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0;
        let wa = w + a, wb = w + b, wc = w + c;
        for (let at = g; at < gEnd; at += FLOAT) {
          const value = v128.load32_splat(at);
          a0 = multiplyAdd(a0, value, v128.load(wa));
          a1 = multiplyAdd(a1, value, v128.load(wa, VECTOR));
          b0 = multiplyAdd(b0, value, v128.load(wb));
          b1 = multiplyAdd(b1, value, v128.load(wb, VECTOR));
          c0 = multiplyAdd(c0, value, v128.load(wc));
          c1 = multiplyAdd(c1, value, v128.load(wc, VECTOR));
          wa += rowBytes;
          wb += rowBytes;
          wc += rowBytes;
        }
        storeTwo(out + a, a0, a1);
        storeTwo(out + b, b0, b1);
        storeTwo(out + c, c0, c1);
        left = f32x4.add(left, f32x4.add(f32x4.add(a0, b0), c0));
        right = f32x4.add(right, f32x4.add(f32x4.add(a1, b1), c1));
      }
      for (; window < end; window += WINDOW) {
        const a = outputsOf(window) + column;
        let a0 = f32x4.splat(0), a1 = a0;
        let wa = w + a;
        for (let at = g; at < gEnd; at += FLOAT) {
          const value = v128.load32_splat(at);
          a0 = multiplyAdd(a0, value, v128.load(wa));
          a1 = multiplyAdd(a1, value, v128.load(wa, VECTOR));
          wa += rowBytes;
        }
        storeTwo(out + a, a0, a1);
        left = f32x4.add(left, a0);
        right = f32x4.add(right, a1);
      }
      if (count < windows) addCopied(stand + column, g, gEnd, sums + column, outBytes, left, right);
    }
    list = end;
  }
}

// @ts-ignore: decorator
@inline
function storeTwo(to: usize, left: v128, right: v128): void {
  v128.store(to, left);
  v128.store(to, right, VECTOR);
}

/** Adds what all windows have, less what the computed ones have. */
function addCopied(to: usize, g: usize, gEnd: usize, sums: usize, rowBytes: usize, left: v128, right: v128): void {
  let allLeft = f32x4.splat(0), allRight = allLeft;
  for (; g < gEnd; g += FLOAT) {
    const value = v128.load32_splat(g);
    allLeft = multiplyAdd(allLeft, value, v128.load(sums));
    allRight = multiplyAdd(allRight, value, v128.load(sums, VECTOR));
    sums += rowBytes;
  }
  v128.store(to, f32x4.add(v128.load(to), f32x4.sub(allLeft, left)));
  v128.store(to, f32x4.add(v128.load(to, VECTOR), f32x4.sub(allRight, right)), VECTOR);
}

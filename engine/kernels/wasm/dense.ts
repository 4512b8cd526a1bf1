/** A dense layer, for all images of a shard. Weights are [input, unit], each row padded to `weightStride`. */
import { correlate } from './correlate';
import { FLOAT, VECTOR, loadLanes, loadOrZero, multiplyAdd, storeLanes } from './simd';
import { weightGradient } from './weight-gradient';

/** Below so many images a product of matrices is mostly edges, and simpler loops are faster. */
const FEW_IMAGES: i32 = 4;

/** Rows of weights that are used up before the next ones: 64 of 128 units fill a first-level cache. */
const BLOCK: i32 = 64;
/** Units that a single image's sums are computed for at once. */
const WIDE: i32 = 32;

/**
 * out[image, unit] = bias[unit] + Σ_input input[image, input] · weights[input, unit]
 *
 * Large matrices of weights come from far, so they are read once, from front to back: sums wait in `out` for the next
 * block of inputs. Each value is summed in the order of the inputs all the same.
 */
export function dense(
  out: usize, input: usize, weights: usize, bias: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  const rowBytes = <usize>inputs * FLOAT;
  const outBytes = <usize>units * FLOAT;
  const weightBytes = <usize>weightStride * FLOAT;
  let image = 0;
  if (inputs > BLOCK && units % 8 == 0) {
    const whole = images & ~3;
    for (let first = 0; first < inputs && whole > 0; first += BLOCK) {
      const count = min(BLOCK, inputs - first);
      const w = weights + <usize>first * weightBytes;
      for (image = 0; image < whole; image += 4) {
        const x = input + <usize>image * rowBytes + <usize>first * FLOAT;
        const to = out + <usize>image * outBytes;
        for (let at: usize = 0; at < outBytes; at += 2 * VECTOR) {
          if (first == 0) start4x8(to + at, outBytes, bias, at);
          tile4x8(to + at, outBytes, x, rowBytes, w + at, weightBytes, count);
        }
      }
    }
  }
  if (units % WIDE == 0) {
    for (; image < images; image++) {
      const x = input + <usize>image * rowBytes;
      const to = out + <usize>image * outBytes;
      for (let at: usize = 0; at < outBytes; at += <usize>WIDE * FLOAT) {
        tile1x32(to + at, x, weights + at, weightBytes, bias, at, inputs);
      }
    }
  }
  if (image < images) {
    const at = <usize>image;
    correlate(out + at * outBytes, input + at * rowBytes, weights, bias, images - image, units, weightStride, 1, inputs, inputs, 0, units);
  }
}

/** The sums begin with the bias. */
function start4x8(out: usize, outBytes: usize, bias: usize, at: usize): void {
  const left = loadOrZero(bias, at), right = loadOrZero(bias, at + VECTOR);
  for (let image = 0; image < 4; image++) {
    v128.store(out, left);
    v128.store(out, right, VECTOR);
    out += outBytes;
  }
}

/** Four images by eight units: adds `count` products to each sum in `out`. */
function tile4x8(out: usize, outBytes: usize, input: usize, rowBytes: usize, w: usize, weightBytes: usize, count: i32): void {
  const out1 = out + outBytes, out2 = out1 + outBytes, out3 = out2 + outBytes;
  let left0 = v128.load(out), left1 = v128.load(out1), left2 = v128.load(out2), left3 = v128.load(out3);
  let right0 = v128.load(out, VECTOR), right1 = v128.load(out1, VECTOR);
  let right2 = v128.load(out2, VECTOR), right3 = v128.load(out3, VECTOR);
  let x0 = input;
  let x1 = x0 + rowBytes;
  let x2 = x1 + rowBytes;
  let x3 = x2 + rowBytes;
  const end = x0 + <usize>count * FLOAT;
  while (x0 < end) {
    const left = v128.load(w);
    const right = v128.load(w, VECTOR);
    const a0 = v128.load32_splat(x0);
    left0 = multiplyAdd(left0, a0, left);
    right0 = multiplyAdd(right0, a0, right);
    const a1 = v128.load32_splat(x1);
    left1 = multiplyAdd(left1, a1, left);
    right1 = multiplyAdd(right1, a1, right);
    const a2 = v128.load32_splat(x2);
    left2 = multiplyAdd(left2, a2, left);
    right2 = multiplyAdd(right2, a2, right);
    const a3 = v128.load32_splat(x3);
    left3 = multiplyAdd(left3, a3, left);
    right3 = multiplyAdd(right3, a3, right);
    x0 += FLOAT;
    x1 += FLOAT;
    x2 += FLOAT;
    x3 += FLOAT;
    w += weightBytes;
  }
  v128.store(out, left0);
  v128.store(out, right0, VECTOR);
  v128.store(out1, left1);
  v128.store(out1, right1, VECTOR);
  v128.store(out2, left2);
  v128.store(out2, right2, VECTOR);
  v128.store(out3, left3);
  v128.store(out3, right3, VECTOR);
}

/** One image by 32 units. */
function tile1x32(out: usize, x: usize, w: usize, weightBytes: usize, bias: usize, at: usize, count: i32): void {
  let sum0 = loadOrZero(bias, at), sum1 = loadOrZero(bias, at + 16), sum2 = loadOrZero(bias, at + 32);
  let sum3 = loadOrZero(bias, at + 48), sum4 = loadOrZero(bias, at + 64), sum5 = loadOrZero(bias, at + 80);
  let sum6 = loadOrZero(bias, at + 96), sum7 = loadOrZero(bias, at + 112);
  const end = x + <usize>count * FLOAT;
  for (; x < end; x += FLOAT) {
    const a = v128.load32_splat(x);
    sum0 = multiplyAdd(sum0, a, v128.load(w));
    sum1 = multiplyAdd(sum1, a, v128.load(w, 16));
    sum2 = multiplyAdd(sum2, a, v128.load(w, 32));
    sum3 = multiplyAdd(sum3, a, v128.load(w, 48));
    sum4 = multiplyAdd(sum4, a, v128.load(w, 64));
    sum5 = multiplyAdd(sum5, a, v128.load(w, 80));
    sum6 = multiplyAdd(sum6, a, v128.load(w, 96));
    sum7 = multiplyAdd(sum7, a, v128.load(w, 112));
    w += weightBytes;
  }
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
  v128.store(out, sum2, 32);
  v128.store(out, sum3, 48);
  v128.store(out, sum4, 64);
  v128.store(out, sum5, 80);
  v128.store(out, sum6, 96);
  v128.store(out, sum7, 112);
}

/**
 * gradient[input, unit] = Σ_image input[image, input] · outGradient[image, unit], for `inputs` of the layer's inputs.
 *
 * @param inputStride floats from one image's inputs to the next's.
 */
export function denseWeightGradient(
  gradient: usize, input: usize, inputStride: i32, outGradient: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  if (images < FEW_IMAGES) {
    outerProducts(gradient, input, inputStride, outGradient, images, inputs, units, weightStride);
    return;
  }
  weightGradient(
    gradient, input, outGradient, units, weightStride, 1, inputs, 0, 1, 0, 0, images, inputStride, units, false,
  );
}

/** The same for very few images, four units at a time. Padding columns get zeros. */
function outerProducts(
  gradient: usize, input: usize, inputStride: i32, outGradient: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  const rowBytes = <usize>weightStride * FLOAT;
  for (let unit = 0; unit < units; unit += 4) {
    const at = <usize>unit * FLOAT;
    for (let image = 0; image < images; image++) {
      const g = loadLanes(outGradient + <usize>(image * units) * FLOAT + at, units - unit);
      let x = input + <usize>(image * inputStride) * FLOAT;
      let to = gradient + at;
      const end = to + <usize>inputs * rowBytes;
      if (image == 0) {
        for (; to < end; to += rowBytes) {
          v128.store(to, f32x4.mul(v128.load32_splat(x), g));
          x += FLOAT;
        }
      } else {
        for (; to < end; to += rowBytes) {
          v128.store(to, multiplyAdd(v128.load(to), v128.load32_splat(x), g));
          x += FLOAT;
        }
      }
    }
  }
}

/**
 * out[image, input] = Σ_unit outGradient[image, unit] · weights[input, unit], from the weights as they stand: each
 * lane of a vector sums every fourth unit. Two images share what is loaded.
 *
 * @param out is written in whole vectors.
 * @param scratch 2 · `weightStride` floats.
 */
export function denseInputGradient(
  out: usize, outGradient: usize, weights: usize, scratch: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  const rowBytes = <usize>weightStride * FLOAT;
  const unitBytes = <usize>units * FLOAT;
  for (let image = 0; image < images; image += 2) {
    // With zeros behind them, as there are behind each row of weights. A last image alone is its own neighbour.
    const second = <usize>(image + 1 < images ? 1 : 0);
    const from = outGradient + <usize>image * unitBytes;
    memory.fill(scratch, 0, 2 * rowBytes);
    memory.copy(scratch, from, unitBytes);
    memory.copy(scratch + rowBytes, from + second * unitBytes, unitBytes);
    const to0 = out + <usize>(image * inputs) * FLOAT;
    const to1 = to0 + second * <usize>inputs * FLOAT;
    for (let i = 0; i < inputs; i += 4) {
      let w0 = weights + <usize>i * rowBytes;
      let w1 = w0 + rowBytes;
      let w2 = w1 + rowBytes;
      let w3 = w2 + rowBytes;
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      const end = scratch + rowBytes;
      for (let at = scratch; at < end; at += VECTOR) {
        const g = v128.load(at);
        const h = v128.load(at + rowBytes);
        let w = v128.load(w0);
        a0 = multiplyAdd(a0, g, w);
        b0 = multiplyAdd(b0, h, w);
        w = v128.load(w1);
        a1 = multiplyAdd(a1, g, w);
        b1 = multiplyAdd(b1, h, w);
        w = v128.load(w2);
        a2 = multiplyAdd(a2, g, w);
        b2 = multiplyAdd(b2, h, w);
        w = v128.load(w3);
        a3 = multiplyAdd(a3, g, w);
        b3 = multiplyAdd(b3, h, w);
        w0 += VECTOR;
        w1 += VECTOR;
        w2 += VECTOR;
        w3 += VECTOR;
      }
      const at = <usize>i * FLOAT;
      storeLanes(to0 + at, sumsOfLanes(a0, a1, a2, a3), inputs - i);
      storeLanes(to1 + at, sumsOfLanes(b0, b1, b2, b3), inputs - i);
    }
  }
}

/** The sum over the lanes of each vector, in one vector. */
// @ts-ignore: decorator
@inline
function sumsOfLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/** A dense layer forwards, for all images of a shard. Weights are [input, unit], each row padded to `weightStride`. */
import { correlate } from './correlate';
import { FLOAT, VECTOR, loadOrZero, multiplyAdd } from './simd';

/** Rows of weights that are used up before the next ones: two blocks of 128 units fit a first-level cache. */
const BLOCK: i32 = 32;
/** Units that a single image's sums are computed for at once. */
const WIDE: i32 = 32;

/**
 * out[image, unit] = bias[unit] + Σ_input input[image, input] · weights[input, unit]
 *
 * Large matrices of weights come from far, so they are read once, from front to back: sums wait in `out` for the next
 * block of inputs. Each value is summed in the order of the inputs all the same.
 *
 * A tile goes down a few columns of a block, which no processor foresees: so while a block is used, the next is touched
 * from front to back.
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
      // After the last rows there may be no memory.
      const next = first + 2 * BLOCK <= inputs ? w + <usize>count * weightBytes : w;
      for (image = 0; image < whole; image += 4) {
        const x = input + <usize>image * rowBytes + <usize>first * FLOAT;
        const to = out + <usize>image * outBytes;
        for (let at: usize = 0; at < outBytes; at += 2 * VECTOR) {
          if (first == 0) start4x8(to + at, outBytes, bias, at);
          const ahead = image == 0 ? next + (at / (2 * VECTOR)) * <usize>count * 2 * VECTOR : next;
          tile4x8(to + at, outBytes, x, rowBytes, w + at, weightBytes, count, ahead);
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

/**
 * Four images by eight units: adds `count` products to each sum in `out`.
 *
 * @param ahead `count` half lines of cache that will be wanted soon.
 */
function tile4x8(
  out: usize, outBytes: usize, input: usize, rowBytes: usize, w: usize, weightBytes: usize, count: i32, ahead: usize,
): void {
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
    load<u8>(ahead);
    ahead += 2 * VECTOR;
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

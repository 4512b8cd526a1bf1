/** A dense layer, for all images of a shard. Weights are [input, unit], each row padded to `weightStride`. */
import { correlate } from './correlate';
import { FLOAT, VECTOR, loadLanes, multiplyAdd, storeLanes } from './simd';
import { weightGradient } from './weight-gradient';

/** Below so many images a product of matrices is mostly edges, and simpler loops are faster. */
const FEW_IMAGES: i32 = 4;

/** out[image, unit] = bias[unit] + Σ_input input[image, input] · weights[input, unit] */
export function dense(
  out: usize, input: usize, weights: usize, bias: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  correlate(out, input, weights, bias, images, units, weightStride, 1, inputs, inputs, 0, units);
}

/** gradient[input, unit] = Σ_image input[image, input] · outGradient[image, unit], written or added to what is there. */
export function denseWeightGradient(
  gradient: usize, input: usize, outGradient: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
  add: bool,
): void {
  if (images < FEW_IMAGES && !add) {
    outerProducts(gradient, input, outGradient, images, inputs, units, weightStride);
    return;
  }
  weightGradient(
    gradient, input, outGradient, units, weightStride, 1, inputs, 0, 1, 0, 0, images, inputs, units, add,
  );
}

/** The same for very few images, four units at a time. Padding columns get zeros. */
function outerProducts(
  gradient: usize, input: usize, outGradient: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  const rowBytes = <usize>weightStride * FLOAT;
  for (let unit = 0; unit < units; unit += 4) {
    const at = <usize>unit * FLOAT;
    for (let image = 0; image < images; image++) {
      const g = loadLanes(outGradient + <usize>(image * units) * FLOAT + at, units - unit);
      let x = input + <usize>(image * inputs) * FLOAT;
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
 * out[image, input] = Σ_unit outGradient[image, unit] · weights[input, unit], from the weights as they stand. For
 * few images: many are faster with turned weights and `dense`.
 *
 * @param out is written in whole vectors.
 * @param scratch `weightStride` floats.
 */
export function denseInputGradient(
  out: usize, outGradient: usize, weights: usize, scratch: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  const rowBytes = <usize>weightStride * FLOAT;
  for (let image = 0; image < images; image++) {
    // With zeros behind it, as there are behind each row of weights.
    memory.fill(scratch, 0, rowBytes);
    memory.copy(scratch, outGradient + <usize>(image * units) * FLOAT, <usize>units * FLOAT);
    const to = out + <usize>(image * inputs) * FLOAT;
    for (let i = 0; i < inputs; i += 4) {
      let w = weights + <usize>i * rowBytes;
      let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
      for (let at: usize = 0; at < rowBytes; at += VECTOR) {
        const g = v128.load(scratch + at);
        sum0 = multiplyAdd(sum0, g, v128.load(w));
        sum1 = multiplyAdd(sum1, g, v128.load(w + rowBytes));
        sum2 = multiplyAdd(sum2, g, v128.load(w + 2 * rowBytes));
        sum3 = multiplyAdd(sum3, g, v128.load(w + 3 * rowBytes));
        w += VECTOR;
      }
      storeLanes(to + <usize>i * FLOAT, sumsOfLanes(sum0, sum1, sum2, sum3), inputs - i);
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

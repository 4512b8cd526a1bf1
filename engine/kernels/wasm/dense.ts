/** A dense layer, for all images of a shard. Weights are [input, unit], each row padded to `weightStride`. */
import { correlate } from './correlate';
import { weightGradient } from './weight-gradient';

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
  weightGradient(
    gradient, input, outGradient, units, weightStride, 1, inputs, 0, 1, 0, 0, 1, 0, 0, images, inputs, units, add,
  );
}

/** ReLU, in place. `count` is rounded up to whole vectors: buffers have room for that. */
import { VECTOR } from './simd';

/**
 * values[i] = max(0, values[i]). A NaN stays a NaN, so that a diverging run is noticed: what is not above zero is cleared, by
 * two instructions, where a maximum that keeps NaN takes the processor eight.
 */
export function relu(values: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const x = v128.load(values);
    v128.store(values, v128.andnot(x, f32x4.le(x, zero)));
    values += VECTOR;
  }
}

/** gradient[i] stays where the layer's output was above zero, and is zero elsewhere. */
export function reluBack(gradient: usize, output: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    v128.store(gradient, v128.and(v128.load(gradient), f32x4.gt(v128.load(output), zero)));
    gradient += VECTOR;
    output += VECTOR;
  }
}

/**
 * Activations besides ReLU: leaky ReLU, sigmoid, tanh. `out` may be `input`, and `inGradient` may be
 * `outGradient`. `count` is rounded up to whole vectors: buffers have room for that.
 */
import { sigmoid, tanh } from './elementary';
import { FLOAT, VECTOR } from './simd';

/** out[i] = input[i] where that is above zero, slope · input[i] elsewhere. */
export function leakyRelu(out: usize, input: usize, count: i32, slope: f32): void {
  const zero = f32x4.splat(0);
  const slopes = f32x4.splat(slope);
  const bytes = <usize>count * FLOAT;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const x = v128.load(input + at);
    v128.store(out + at, v128.bitselect(x, f32x4.mul(slopes, x), f32x4.gt(x, zero)));
  }
}

/** The layer's output has the sign of its input, so it tells where the slope was 1. */
export function leakyReluBack(inGradient: usize, outGradient: usize, output: usize, count: i32, slope: f32): void {
  const zero = f32x4.splat(0);
  const slopes = f32x4.splat(slope);
  const bytes = <usize>count * FLOAT;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const g = v128.load(outGradient + at);
    const positive = f32x4.gt(v128.load(output + at), zero);
    v128.store(inGradient + at, v128.bitselect(g, f32x4.mul(slopes, g), positive));
  }
}

/** out[i] = 1 / (1 + e^−input[i]), in double precision and rounded once: wrong by no more than 0.5001 ulp. */
export function applySigmoid(out: usize, input: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = <usize>i * FLOAT;
    f32.store(out + at, <f32>sigmoid(<f64>f32.load(input + at)));
  }
}

/** inGradient = outGradient · y · (1 − y), from the layer's output y. */
export function sigmoidBack(inGradient: usize, outGradient: usize, output: usize, count: i32): void {
  const one = f32x4.splat(1);
  const bytes = <usize>count * FLOAT;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const y = v128.load(output + at);
    const slope = f32x4.mul(y, f32x4.sub(one, y));
    v128.store(inGradient + at, f32x4.mul(v128.load(outGradient + at), slope));
  }
}

/** out[i] = tanh input[i], in double precision and rounded once: wrong by no more than 0.5001 ulp. */
export function applyTanh(out: usize, input: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = <usize>i * FLOAT;
    f32.store(out + at, <f32>tanh(<f64>f32.load(input + at)));
  }
}

/** inGradient = outGradient · (1 − y²), from the layer's output y. */
export function tanhBack(inGradient: usize, outGradient: usize, output: usize, count: i32): void {
  const one = f32x4.splat(1);
  const bytes = <usize>count * FLOAT;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const y = v128.load(output + at);
    const slope = f32x4.sub(one, f32x4.mul(y, y));
    v128.store(inGradient + at, f32x4.mul(v128.load(outGradient + at), slope));
  }
}

/**
 * Softmax and cross-entropy together, from logits z of one image and its label c:
 *
 *   p_i = exp(z_i − max z) / S,   S = Σ_j exp(z_j − max z)
 *   L   = −ln p_c = ln S − (z_c − max z)
 *   ∂L/∂z_i = p_i − [i = c]
 *
 * Subtracting the maximum changes no probability and keeps exp from overflowing. There are only a few classes,
 * so this is done in double precision.
 */
import { exp, expOfTwo, ln } from './elementary';
import { FLOAT } from './simd';

/** Bytes of one classification result: loss sum (f64), number right (i32), padding. */
const LOSS: usize = 0;
const CORRECT: usize = 8;

/**
 * @param logits images × classes; left as they are.
 * @param labels one byte an image.
 * @param gradient images × classes: ∂L/∂z · scale; 0 for none.
 * @param scratch `classes` doubles.
 * @param result gets the summed loss, and how many images have their highest logit at the label.
 */
export function softmaxCrossEntropy(
  logits: usize, labels: usize, gradient: usize, scratch: usize, result: usize, images: i32, classes: i32, scale: f32,
): void {
  let lossSum: f64 = 0;
  let correct = 0;
  for (let image = 0; image < images; image++) {
    const z = logits + <usize>(image * classes) * FLOAT;
    const label = <i32>load<u8>(labels + image);
    const highest = argMax(z, classes);
    if (highest == label) correct++;
    const max = <f64>f32.load(z + <usize>highest * FLOAT);
    const sum = exponentials(scratch, z, classes, max);
    lossSum += ln(sum) - (<f64>f32.load(z + <usize>label * FLOAT) - max);
    if (gradient != 0) {
      const to = gradient + <usize>(image * classes) * FLOAT;
      const at = scratch + (<usize>label << 3);
      const targetsAt = f64.load(at) / sum - 1;
      divide(scratch, classes, sum);
      f64.store(at, targetsAt);
      let i = 0;
      for (; i + 2 <= classes; i += 2) {
        const derivatives = f64x2.mul(v128.load(scratch + (<usize>i << 3)), f64x2.splat(<f64>scale));
        v128.store64_lane(to + <usize>i * FLOAT, f32x4.demote_f64x2_zero(derivatives), 0);
      }
      if (i < classes) f32.store(to + <usize>i * FLOAT, <f32>(f64.load(scratch + (<usize>i << 3)) * <f64>scale));
    }
  }
  f64.store(result, lossSum, LOSS);
  i32.store(result, correct, CORRECT);
}

/** probabilities: `classes` doubles, from one image's logits. */
export function softmax(probabilities: usize, logits: usize, classes: i32): void {
  const max = <f64>f32.load(logits + <usize>argMax(logits, classes) * FLOAT);
  divide(probabilities, classes, exponentials(probabilities, logits, classes, max));
}

/** The first index of the largest value. Without branches: which is the largest cannot be guessed. */
// @ts-ignore: decorator
@inline
function argMax(values: usize, count: i32): i32 {
  let best = 0;
  let largest = f32.load(values);
  for (let i = 1; i < count; i++) {
    const value = f32.load(values + <usize>i * FLOAT);
    const isLarger = value > largest;
    best = select(i, best, isLarger);
    largest = select(value, largest, isLarger);
  }
  return best;
}

/** out[i] = exp(logits[i] − max); returns their sum. */
// @ts-ignore: decorator
@inline
function exponentials(out: usize, logits: usize, classes: i32, max: f64): f64 {
  let sum: f64 = 0;
  let i = 0;
  for (; i + 2 <= classes; i += 2) {
    const z = f64x2.promote_low_f32x4(v128.load64_zero(logits + <usize>i * FLOAT));
    const two = expOfTwo(f64x2.sub(z, f64x2.splat(max)));
    v128.store(out + (<usize>i << 3), two);
    sum = sum + f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1);
  }
  if (i < classes) {
    const last = exp(<f64>f32.load(logits + <usize>i * FLOAT) - max);
    f64.store(out + (<usize>i << 3), last);
    sum += last;
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function divide(values: usize, count: i32, divisor: f64): void {
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const at = values + (<usize>i << 3);
    v128.store(at, f64x2.div(v128.load(at), f64x2.splat(divisor)));
  }
  if (i < count) f64.store(values + (<usize>i << 3), f64.load(values + (<usize>i << 3)) / divisor);
}

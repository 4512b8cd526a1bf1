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
import { exp, ln } from './elementary';
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
      for (let i = 0; i < classes; i++) {
        const target: f64 = i == label ? 1 : 0;
        const derivative = f64.load(scratch + (<usize>i << 3)) / sum - target;
        f32.store(to + <usize>i * FLOAT, <f32>(derivative * <f64>scale));
      }
    }
  }
  f64.store(result, lossSum, LOSS);
  i32.store(result, correct, CORRECT);
}

/** probabilities: `classes` doubles, from one image's logits. */
export function softmax(probabilities: usize, logits: usize, classes: i32): void {
  const max = <f64>f32.load(logits + <usize>argMax(logits, classes) * FLOAT);
  const sum = exponentials(probabilities, logits, classes, max);
  for (let i = 0; i < classes; i++) {
    const at = probabilities + (<usize>i << 3);
    f64.store(at, f64.load(at) / sum);
  }
}

/** The first index of the largest value. */
function argMax(values: usize, count: i32): i32 {
  let best = 0;
  for (let i = 1; i < count; i++) {
    if (f32.load(values + <usize>i * FLOAT) > f32.load(values + <usize>best * FLOAT)) best = i;
  }
  return best;
}

/** out[i] = exp(logits[i] − max); returns their sum. */
function exponentials(out: usize, logits: usize, classes: i32, max: f64): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < classes; i++) {
    const e = exp(<f64>f32.load(logits + <usize>i * FLOAT) - max);
    f64.store(out + (<usize>i << 3), e);
    sum += e;
  }
  return sum;
}

/**
 * Batch normalisation, a shard's part of it at a time: `engine/nn/layers/batch-norm.ts` says what is computed, and
 * `engine/nn/batch-norm-pass.ts` in what order, for all threads have to meet in the middle of it.
 *
 * Sums go over very many values, so they are in double precision; as they are summed row by row, in the order of
 * memory, they have the same bits everywhere. A shard's mean and squared distances are put together with those of
 * the others by the formula of T. Chan, G. Golub, R. LeVeque ("Updating Formulae and a Pairwise Algorithm for
 * Computing Sample Variances", 1979), which never takes one large number from another.
 *
 * A row has one value for each channel. Lists of channels are padded to whole vectors: what stands in the padding
 * is never looked at.
 */
import { FLOAT, VECTOR, storeLanes } from './simd';

const DOUBLE: usize = 8;

// @ts-ignore: decorator
@inline
function padded(channels: i32): usize {
  return <usize>((channels + 3) & ~3);
}

/** The upper two floats of a vector as doubles. */
// @ts-ignore: decorator
@inline
function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
}

/** sums[0 .. 4) += x, in double precision. */
// @ts-ignore: decorator
@inline
function accumulate(sums: usize, low: v128, high: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), low));
  v128.store(sums, f64x2.add(v128.load(sums, VECTOR), high), VECTOR);
}

/** record: for each channel the mean of its values, and after these the sums of their squared distances from it. */
export function measure(record: usize, input: usize, rows: i32, channels: i32): void {
  const lists = padded(channels) * DOUBLE;
  const squares = record + lists;
  const rowBytes = <usize>channels * FLOAT;
  memory.fill(record, 0, 2 * lists);
  let from = input;
  for (let row = 0; row < rows; row++) {
    for (let channel: usize = 0; channel < rowBytes; channel += VECTOR) {
      const x = v128.load(from + channel);
      accumulate(record + 2 * channel, f64x2.promote_low_f32x4(x), promoteHigh(x));
    }
    from += rowBytes;
  }
  const count = f64x2.splat(<f64>rows);
  for (let at: usize = 0; at < lists; at += VECTOR) {
    v128.store(record + at, f64x2.div(v128.load(record + at), count));
  }
  from = input;
  for (let row = 0; row < rows; row++) {
    for (let channel: usize = 0; channel < rowBytes; channel += VECTOR) {
      const x = v128.load(from + channel);
      const mean = record + 2 * channel;
      const low = f64x2.sub(f64x2.promote_low_f32x4(x), v128.load(mean));
      const high = f64x2.sub(promoteHigh(x), v128.load(mean, VECTOR));
      accumulate(squares + 2 * channel, f64x2.mul(low, low), f64x2.mul(high, high));
    }
    from += rowBytes;
  }
}

/**
 * The shards' records, in the order of the shards, as one: mean and variance of each channel.
 *
 * @param moments gets the means, and after these the variances, as doubles.
 * @param records of the first shard; those of the others stand `recordBytes` bytes apart.
 * @param rows of each shard; `lastRows` of the last.
 */
export function combine(
  moments: usize, records: usize, recordBytes: usize, shards: i32, rows: i32, lastRows: i32, channels: i32,
): void {
  const lists = padded(channels) * DOUBLE;
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel * DOUBLE;
    let count: f64 = 0;
    let mean: f64 = 0;
    let squares: f64 = 0;
    for (let shard = 0; shard < shards; shard++) {
      const record = records + <usize>shard * recordBytes + at;
      const more: f64 = shard == shards - 1 ? lastRows : rows;
      const distance = f64.load(record) - mean;
      const total = count + more;
      mean += distance * (more / total);
      squares += f64.load(record + lists) + distance * distance * (count * more / total);
      count = total;
    }
    f64.store(moments + at, mean);
    f64.store(moments + lists + at, squares / count);
  }
}

/**
 * What the loops over the values need, as floats: for each channel its mean, then 1 / √(variance + ε), then that
 * times the scale.
 */
export function coefficientsOfBatch(coefficients: usize, moments: usize, scale: usize, channels: i32, epsilon: f64): void {
  const lists = padded(channels);
  for (let channel = 0; channel < channels; channel++) {
    const mean = f64.load(moments + <usize>channel * DOUBLE);
    const variance = f64.load(moments + (lists + <usize>channel) * DOUBLE);
    storeCoefficients(coefficients, scale, channel, lists, mean, variance, epsilon);
  }
}

/** The same, from running averages, which are floats. */
export function coefficientsInUse(
  coefficients: usize, runningMean: usize, runningVariance: usize, scale: usize, channels: i32, epsilon: f64,
): void {
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel * FLOAT;
    const mean = <f64>f32.load(runningMean + at);
    const variance = <f64>f32.load(runningVariance + at);
    storeCoefficients(coefficients, scale, channel, padded(channels), mean, variance, epsilon);
  }
}

// @ts-ignore: decorator
@inline
function storeCoefficients(
  coefficients: usize, scale: usize, channel: i32, lists: usize, mean: f64, variance: f64, epsilon: f64,
): void {
  const at = <usize>channel * FLOAT;
  const inverse = 1.0 / sqrt(variance + epsilon);
  f32.store(coefficients + at, <f32>mean);
  f32.store(coefficients + lists * FLOAT + at, <f32>inverse);
  f32.store(coefficients + 2 * lists * FLOAT + at, <f32>(inverse * <f64>f32.load(scale + at)));
}

/** running ← running + momentum · (the batch's − running), the variance as if divided by one less than `count`. */
export function runningAverages(
  runningMean: usize, runningVariance: usize, moments: usize, channels: i32, count: f64, momentum: f64,
): void {
  const lists = padded(channels);
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel * FLOAT;
    const mean = <f64>f32.load(runningMean + at);
    const variance = <f64>f32.load(runningVariance + at);
    const batchMean = f64.load(moments + <usize>channel * DOUBLE);
    const batchVariance = f64.load(moments + (lists + <usize>channel) * DOUBLE) * (count / (count - 1));
    f32.store(runningMean + at, <f32>(mean + momentum * (batchMean - mean)));
    f32.store(runningVariance + at, <f32>(variance + momentum * (batchVariance - variance)));
  }
}

/** out = (input − mean) · (scale / deviation) + shift */
export function normalise(out: usize, input: usize, rows: i32, channels: i32, coefficients: usize, shift: usize): void {
  const factors = coefficients + 2 * padded(channels) * FLOAT;
  const rowBytes = <usize>channels * FLOAT;
  let offset: usize = 0;
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel * FLOAT;
      const centred = f32x4.sub(v128.load(input + offset + at), v128.load(coefficients + at));
      const y = f32x4.add(f32x4.mul(centred, v128.load(factors + at)), v128.load(shift + at));
      storeLanes(out + offset + at, y, channels - channel);
    }
    offset += rowBytes;
  }
}

/** record: for each channel Σ g, and after these Σ g · x̂, as doubles, over the shard's rows. */
export function sumBack(
  record: usize, input: usize, outGradient: usize, rows: i32, channels: i32, coefficients: usize,
): void {
  const lists = padded(channels);
  const products = record + lists * DOUBLE;
  const inverses = coefficients + lists * FLOAT;
  const rowBytes = <usize>channels * FLOAT;
  memory.fill(record, 0, 2 * lists * DOUBLE);
  let offset: usize = 0;
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < rowBytes; at += VECTOR) {
      const g = v128.load(outGradient + offset + at);
      const centred = f32x4.sub(v128.load(input + offset + at), v128.load(coefficients + at));
      const normalised = f32x4.mul(centred, v128.load(inverses + at));
      const low = f64x2.promote_low_f32x4(g);
      const high = promoteHigh(g);
      accumulate(record + 2 * at, low, high);
      accumulate(
        products + 2 * at,
        f64x2.mul(low, f64x2.promote_low_f32x4(normalised)),
        f64x2.mul(high, promoteHigh(normalised)),
      );
    }
    offset += rowBytes;
  }
}

/** The shard's ∂L/∂scale and ∂L/∂shift, from its sums. */
export function batchNormGradients(scaleGradient: usize, shiftGradient: usize, record: usize, channels: i32): void {
  const lists = padded(channels);
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel * FLOAT;
    f32.store(shiftGradient + at, <f32>f64.load(record + <usize>channel * DOUBLE));
    f32.store(scaleGradient + at, <f32>f64.load(record + (lists + <usize>channel) * DOUBLE));
  }
}

/** means: for each channel mean(g), and after these mean(g · x̂), as floats, over the shards in their order. */
export function combineBack(
  means: usize, records: usize, recordBytes: usize, shards: i32, count: f64, channels: i32,
): void {
  const lists = padded(channels);
  for (let i: usize = 0; i < 2 * lists; i++) {
    let sum: f64 = 0;
    for (let shard = 0; shard < shards; shard++) sum += f64.load(records + <usize>shard * recordBytes + i * DOUBLE);
    f32.store(means + i * FLOAT, <f32>(sum / count));
  }
}

/** inGradient = scale / deviation · (g − mean(g) − x̂ · mean(g · x̂)) */
export function normaliseBack(
  inGradient: usize, outGradient: usize, input: usize, rows: i32, channels: i32, coefficients: usize, means: usize,
): void {
  const lists = padded(channels) * FLOAT;
  const rowBytes = <usize>channels * FLOAT;
  let offset: usize = 0;
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel * FLOAT;
      const g = f32x4.sub(v128.load(outGradient + offset + at), v128.load(means + at));
      const centred = f32x4.sub(v128.load(input + offset + at), v128.load(coefficients + at));
      const normalised = f32x4.mul(centred, v128.load(coefficients + lists + at));
      const common = f32x4.mul(normalised, v128.load(means + lists + at));
      const dx = f32x4.mul(v128.load(coefficients + 2 * lists + at), f32x4.sub(g, common));
      storeLanes(inGradient + offset + at, dx, channels - channel);
    }
    offset += rowBytes;
  }
}

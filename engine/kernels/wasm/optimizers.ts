/**
 * The end of a training step, for every optimiser: `engine/nn/optimizers` says what each means. All of them go
 * once over the weights, four at a time, and for each
 *
 * - sum the gradients of the batch's shards, in the order of the shards whatever thread computed them,
 * - clip the sum, and add weight decay to it,
 * - bring what the optimiser remembers up to date, and move the weights.
 *
 * `weights`, `gradients` and what is remembered have one layout, so one offset serves all; `count` is a multiple
 * of 4. The numbers of the step stand in memory, at `rule`, as 32-bit floats in the order below.
 */
import { VECTOR, multiplyAdd } from './simd';

const RATE: usize = 0;
/** Weight decay as a part of the gradient, λ·w. */
const DECAY: usize = 4;
/** Weight decay beside it: what is kept of a weight, 1 − rate·λ. */
const KEPT: usize = 8;
const CLIP_FACTOR: usize = 12;
const CLIP_LIMIT: usize = 16;
/** Momentum, or β1; and 1 − β1. */
const FIRST: usize = 20;
const FIRST_REST: usize = 24;
/** Smoothing of squares, α or β2; and 1 less it. */
const SECOND: usize = 28;
const SECOND_REST: usize = 32;
const EPSILON: usize = 36;
/** 1 / √(1 − β2^t). */
const ROOT_CORRECTION: usize = 40;

// @ts-ignore: decorator
@inline
function member(rule: usize, offset: usize): v128 {
  return v128.load32_splat(rule + offset);
}

/** The gradient of four weights: summed, clipped by norm, clipped by value, with weight decay. */
// @ts-ignore: decorator
@inline
function gradientOf(gradients: usize, shardBytes: usize, shards: i32, w: v128, rule: usize): v128 {
  let sum = v128.load(gradients);
  let from = gradients + shardBytes;
  for (let shard = 1; shard < shards; shard++) {
    sum = f32x4.add(sum, v128.load(from));
    from += shardBytes;
  }
  sum = f32x4.mul(sum, member(rule, CLIP_FACTOR));
  const limit = member(rule, CLIP_LIMIT);
  sum = f32x4.max(f32x4.neg(limit), f32x4.min(limit, sum));
  return multiplyAdd(sum, w, member(rule, DECAY));
}

/** w ← w − rate · g */
export function sgdStep(
  weights: usize, gradients: usize, shardBytes: usize, shards: i32, count: i32, rule: usize,
): void {
  const rate = member(rule, RATE);
  const end = <usize>count * 4;
  for (let at: usize = 0; at < end; at += VECTOR) {
    const w = v128.load(weights + at);
    const g = gradientOf(gradients + at, shardBytes, shards, w, rule);
    v128.store(weights + at, f32x4.sub(w, f32x4.mul(rate, g)));
  }
}

/** v ← μ·v + g,   w ← w − rate · v */
export function momentumStep(
  weights: usize, velocity: usize, gradients: usize, shardBytes: usize, shards: i32, count: i32, rule: usize,
): void {
  const rate = member(rule, RATE);
  const momentum = member(rule, FIRST);
  const end = <usize>count * 4;
  for (let at: usize = 0; at < end; at += VECTOR) {
    const w = v128.load(weights + at);
    const g = gradientOf(gradients + at, shardBytes, shards, w, rule);
    const v = multiplyAdd(g, momentum, v128.load(velocity + at));
    v128.store(velocity + at, v);
    v128.store(weights + at, f32x4.sub(w, f32x4.mul(rate, v)));
  }
}

/** v ← μ·v + g,   w ← w − rate · (g + μ·v) */
export function nesterovStep(
  weights: usize, velocity: usize, gradients: usize, shardBytes: usize, shards: i32, count: i32, rule: usize,
): void {
  const rate = member(rule, RATE);
  const momentum = member(rule, FIRST);
  const end = <usize>count * 4;
  for (let at: usize = 0; at < end; at += VECTOR) {
    const w = v128.load(weights + at);
    const g = gradientOf(gradients + at, shardBytes, shards, w, rule);
    const v = multiplyAdd(g, momentum, v128.load(velocity + at));
    v128.store(velocity + at, v);
    v128.store(weights + at, f32x4.sub(w, f32x4.mul(rate, multiplyAdd(g, momentum, v))));
  }
}

/** s ← α·s + (1 − α)·g²,   w ← w − rate · g / (√s + ε) */
export function rmspropStep(
  weights: usize, meanSquare: usize, gradients: usize, shardBytes: usize, shards: i32, count: i32, rule: usize,
): void {
  const rate = member(rule, RATE);
  const epsilon = member(rule, EPSILON);
  const end = <usize>count * 4;
  for (let at: usize = 0; at < end; at += VECTOR) {
    const w = v128.load(weights + at);
    const g = gradientOf(gradients + at, shardBytes, shards, w, rule);
    const s = smoothedSquare(meanSquare + at, g, rule);
    const size = f32x4.add(f32x4.sqrt(s), epsilon);
    v128.store(weights + at, f32x4.sub(w, f32x4.div(f32x4.mul(rate, g), size)));
  }
}

/**
 * m ← β1·m + (1 − β1)·g,   s ← β2·s + (1 − β2)·g²,   w ← kept · w − rate · m / (√s / √(1 − β2^t) + ε)
 *
 * @param rule its rate is divided by 1 − β1^t already.
 */
export function adamStep(
  weights: usize, mean: usize, meanSquare: usize, gradients: usize, shardBytes: usize, shards: i32, count: i32,
  rule: usize,
): void {
  const rate = member(rule, RATE);
  const kept = member(rule, KEPT);
  const beta1 = member(rule, FIRST);
  const rest1 = member(rule, FIRST_REST);
  const epsilon = member(rule, EPSILON);
  const correction = member(rule, ROOT_CORRECTION);
  const end = <usize>count * 4;
  for (let at: usize = 0; at < end; at += VECTOR) {
    const w = v128.load(weights + at);
    const g = gradientOf(gradients + at, shardBytes, shards, w, rule);
    const m = multiplyAdd(f32x4.mul(beta1, v128.load(mean + at)), rest1, g);
    v128.store(mean + at, m);
    const s = smoothedSquare(meanSquare + at, g, rule);
    const size = multiplyAdd(epsilon, f32x4.sqrt(s), correction);
    v128.store(weights + at, f32x4.sub(f32x4.mul(kept, w), f32x4.div(f32x4.mul(rate, m), size)));
  }
}

/** Brings four running means of squares up to date: s ← α·s + (1 − α)·g². */
// @ts-ignore: decorator
@inline
function smoothedSquare(meanSquare: usize, g: v128, rule: usize): v128 {
  const kept = f32x4.mul(member(rule, SECOND), v128.load(meanSquare));
  const s = multiplyAdd(kept, f32x4.mul(member(rule, SECOND_REST), g), g);
  v128.store(meanSquare, s);
  return s;
}

/**
 * Sums the shards' gradients in their order into those of the first shard.
 *
 * @param count a multiple of 4.
 * @returns the sum of the squares of the `count` sums, in double precision.
 */
export function sumShards(gradients: usize, shardBytes: usize, shards: i32, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end = <usize>count * 4;
  for (let at: usize = 0; at < end; at += VECTOR) {
    let sum = v128.load(gradients + at);
    let from = gradients + at + shardBytes;
    for (let shard = 1; shard < shards; shard++) {
      sum = f32x4.add(sum, v128.load(from));
      from += shardBytes;
    }
    v128.store(gradients + at, sum);
    const first = f64x2.promote_low_f32x4(sum);
    const last = f64x2.promote_low_f32x4(v128.shuffle<i32>(sum, sum, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(last, last));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

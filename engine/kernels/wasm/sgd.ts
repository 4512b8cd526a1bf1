/**
 * The end of a training step: partial gradients of the batch's shards are summed, in the order of the shards
 * whatever thread computed them, and the weights take a step against the sum.
 */
import { VECTOR } from './simd';

/**
 * weights[i] −= learningRate · Σ_shard gradients[shard][i], for `count` weights (a multiple of 4).
 *
 * @param shardBytes distance between two shards' gradients.
 */
export function sgd(weights: usize, gradients: usize, shardBytes: usize, shards: i32, count: i32, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  for (let i = 0; i < count; i += 4) {
    let sum = v128.load(gradients);
    let from = gradients + shardBytes;
    for (let shard = 1; shard < shards; shard++) {
      sum = f32x4.add(sum, v128.load(from));
      from += shardBytes;
    }
    v128.store(weights, f32x4.sub(v128.load(weights), f32x4.mul(rate, sum)));
    weights += VECTOR;
    gradients += VECTOR;
  }
}

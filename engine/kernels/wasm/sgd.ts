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
  let i = 0;
  if (shards == 1) {
    for (; i + 16 <= count; i += 16) {
      v128.store(weights, moved(weights, gradients, rate));
      v128.store(weights, moved(weights + VECTOR, gradients + VECTOR, rate), VECTOR);
      v128.store(weights, moved(weights + 2 * VECTOR, gradients + 2 * VECTOR, rate), 2 * VECTOR);
      v128.store(weights, moved(weights + 3 * VECTOR, gradients + 3 * VECTOR, rate), 3 * VECTOR);
      weights += 4 * VECTOR;
      gradients += 4 * VECTOR;
    }
  }
  for (; i < count; i += 4) {
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

// @ts-ignore: decorator
@inline
function moved(weights: usize, gradients: usize, rate: v128): v128 {
  return f32x4.sub(v128.load(weights), f32x4.mul(rate, v128.load(gradients)));
}

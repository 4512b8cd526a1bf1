import type { Kernels } from '../kernels/kernels.ts';
import { BATCH_NORM_EPSILON, BATCH_NORM_MOMENTUM } from './layers/batch-norm.ts';
import type { BatchNormPlan } from './layer-plan.ts';
import type { NetworkPlan } from './plan.ts';

/**
 * Batch norm among shards. Its statistics are those of the whole batch, of which a shard has only a part, so each
 * of its two ways is in two halves with a meeting of all threads between them:
 *
 *   forward    `measure`: each shard notes mean and squared distances of its own values     ── meeting ──
 *              `finish`: puts all shards' notes together, in their order, and normalises
 *   backward   `sumBack`: each shard notes its Σ g and Σ g·x̂                                 ── meeting ──
 *              `finishBack`: adds all shards' notes, in their order, and passes ∂L/∂input on
 *
 * Every shard has an arena of its own then, where its notes can be read by all. Each works the common result out
 * for itself, which costs less than one more meeting, and gets the same bits as any other.
 */
export class BatchNormPass {
  constructor(
    private readonly kernels: Kernels,
    private readonly plan: NetworkPlan,
  ) {}

  /** @param arena of the shard; so everywhere below. @param images that the shard has. */
  measure(layer: BatchNormPlan, arena: number, images: number): void {
    const rows = images * layer.places;
    this.kernels.measure(arena + layer.record, arena + layer.input, rows, layer.channels);
  }

  /** @param batch images of the whole batch. */
  finish(layer: BatchNormPlan, arena: number, images: number, batch: number): void {
    const { address, bytes } = this.plan.arena;
    const { shardImages } = this.plan;
    const { channels, places, moments, coefficients, scale } = layer;
    const shards = Math.ceil(batch / shardImages);
    const lastRows = (batch - (shards - 1) * shardImages) * places;
    const { kernels } = this;
    const records = address + layer.record;
    kernels.combine(arena + moments, records, bytes, shards, shardImages * places, lastRows, channels);
    kernels.coefficientsOfBatch(arena + coefficients, arena + moments, scale, channels, BATCH_NORM_EPSILON);
    this.#normalise(layer, arena, images);

    // The first shard's thread keeps the running averages, which nobody reads while a step goes on.
    const count = batch * places;
    if (arena === address && count > 1) {
      const { runningMean, runningVariance } = layer;
      const from = arena + moments;
      kernels.runningAverages(runningMean, runningVariance, from, channels, count, BATCH_NORM_MOMENTUM);
    }
  }

  /** Outside of training: by running averages, and all at once. */
  useAverages(layer: BatchNormPlan, arena: number, images: number): void {
    const { coefficients, runningMean, runningVariance, scale, channels } = layer;
    const to = arena + coefficients;
    this.kernels.coefficientsInUse(to, runningMean, runningVariance, scale, channels, BATCH_NORM_EPSILON);
    this.#normalise(layer, arena, images);
  }

  /** @param gradients of the shard, of all parameters. */
  sumBack(layer: BatchNormPlan, arena: number, images: number, gradients: number): void {
    const { backRecord, input, outputGradient, channels, coefficients } = layer;
    const notes = arena + backRecord;
    const rows = images * layer.places;
    this.kernels.sumBack(notes, arena + input, arena + outputGradient, rows, channels, arena + coefficients);
    const { scaleGradient, shiftGradient } = layer;
    this.kernels.batchNormGradients(gradients + scaleGradient, gradients + shiftGradient, notes, channels);
  }

  finishBack(layer: BatchNormPlan, arena: number, images: number, batch: number): void {
    const { backRecord, input, inputGradient, outputGradient, channels, places, coefficients, means } = layer;
    if (inputGradient === null) return;
    const { address, bytes } = this.plan.arena;
    const shards = Math.ceil(batch / this.plan.shardImages);
    this.kernels.combineBack(arena + means, address + backRecord, bytes, shards, batch * places, channels);
    this.kernels.normaliseBack(
      arena + inputGradient,
      arena + outputGradient,
      arena + input,
      images * places,
      channels,
      arena + coefficients,
      arena + means,
    );
  }

  #normalise(layer: BatchNormPlan, arena: number, images: number): void {
    const { output, input, places, channels, coefficients, shift } = layer;
    this.kernels.normalise(
      arena + output,
      arena + input,
      images * places,
      channels,
      arena + coefficients,
      shift,
    );
  }
}

import type { Kernels } from '../kernels/kernels.ts';
import type { NetworkPlan } from './plan.ts';
import type { DenseRows, TurnedWeights } from './update-blocks.ts';
import { isPlainSgd } from './update-rule.ts';

type RowsOfFew = DenseRows & { readonly turned: TurnedWeights };

/** The end of a step on one thread: a block's gradients are put together, and its weights move against them. */
export class WeightUpdate {
  readonly #kernels: Kernels;
  readonly #plan: NetworkPlan;
  readonly #squares: Float64Array;
  readonly #rule: Float32Array;
  readonly #plainSgd: boolean;

  constructor(kernels: Kernels, memory: WebAssembly.Memory, plan: NetworkPlan) {
    this.#kernels = kernels;
    this.#plan = plan;
    const { optimizer, clipping, squares, blocks, rule } = plan.update;
    this.#squares = new Float64Array(memory.buffer, squares, clipping?.kind === 'norm' ? blocks.length : 0);
    this.#rule = new Float32Array(memory.buffer, rule, 1);
    this.#plainSgd = isPlainSgd(optimizer, clipping);
  }

  /**
   * A block's gradients, summed in the order of the shards, or worked out from the batch, into those of the first
   * shard; and the sum of their squares, into the block's place.
   *
   * @param images of the whole batch.
   */
  sumGradients(block: number, images: number): void {
    const { gradientAddress, gradientBytes, update } = this.#plan;
    const { first, count } = update.blocks[block]!;
    const shards = this.#gradientsOf(block, images);
    const gradients = gradientAddress + first * 4;
    this.#squares[block] = this.#kernels.sumShards(gradients, gradientBytes, shards, count);
  }

  /**
   * The gradients that an update had no need to store, worked out afterwards, from what was kept of the batch.
   *
   * @param images,summed as `update` was given them.
   */
  storeGradients(images: number, summed: boolean): void {
    this.#plan.update.blocks.forEach(({ rows }, block) => {
      if (this.#movesAtOnce(rows, images, summed)) this.#gradientsOf(block, images);
    });
  }

  /** Makes sure that a block has gradients; returns of how many shards they are to be summed. */
  #gradientsOf(block: number, images: number): number {
    const { gradientAddress, shardImages, update } = this.#plan;
    const { first, rows } = update.blocks[block]!;
    if (rows === null) return Math.ceil(images / shardImages);
    const { kept, units, stride } = rows;
    this.#kernels.denseWeightGradient(
      gradientAddress + first * 4,
      kept.panels,
      kept.gradients,
      images,
      kept.capacity,
      kept.shardBytes,
      rows.first,
      rows.count,
      units,
      stride,
    );
    return 1;
  }

  /**
   * A step of the optimiser for a block, by the rule that stands in memory.
   *
   * @param images of the whole batch.
   * @param summed whether its gradients were summed by `sumGradients`.
   */
  update(block: number, images: number, summed: boolean): void {
    const { first, count, rows } = this.#plan.update.blocks[block]!;
    if (this.#movesAtOnce(rows, images, summed)) {
      this.#stepOfFew(rows);
      return;
    }
    const shards = summed ? 1 : this.#gradientsOf(block, images);
    this.#move(first, count, shards);
    if (rows !== null) this.#turn(rows.turned, rows.first, rows.count);
  }

  /** Whether a block's update is one walk over its weights (`stepOfFew`), which stores no gradient. */
  #movesAtOnce(rows: DenseRows | null, images: number, summed: boolean): rows is RowsOfFew {
    return this.#plainSgd && images === 1 && !summed && rows !== null && rows.turned !== null;
  }

  #stepOfFew({ kept, first, count, units, stride, turned }: RowsOfFew): void {
    this.#kernels.stepOfFew(
      turned.weights,
      turned.address,
      kept.panels,
      kept.capacity * 16,
      kept.gradients,
      first,
      count,
      turned.inputs,
      units,
      stride,
      this.#rule[0]!,
    );
  }

  /** Turns all weights that stand turned as well. To be called when they were set otherwise than by `update`. */
  turnWeights(): void {
    for (const layer of this.#plan.layers) {
      if (layer.kind === 'dense') this.#turn(layer.turned, 0, layer.inputs);
    }
  }

  #turn(turned: TurnedWeights | null, first: number, rows: number): void {
    if (turned === null) return;
    const { address, weights, inputs, stride } = turned;
    this.#kernels.turnFew(address, weights, first, rows, inputs, stride);
  }

  /** `count` weights from number `first` on move against their gradients. */
  #move(first: number, count: number, shards: number): void {
    const { parameterAddress, gradientAddress, gradientBytes, update } = this.#plan;
    const { optimizer, memories, rule } = update;
    const at = first * 4;
    const weights = parameterAddress + at;
    const gradients = gradientAddress + at;
    const kernels = this.#kernels;
    if (this.#plainSgd) {
      kernels.sgd(weights, gradients, gradientBytes, shards, count, this.#rule[0]!);
      return;
    }
    const one = (memories[0] ?? 0) + at;
    const two = (memories[1] ?? 0) + at;
    switch (optimizer.kind) {
      case 'sgd':
        kernels.sgdStep(weights, gradients, gradientBytes, shards, count, rule);
        return;
      case 'momentum':
        kernels.momentumStep(weights, one, gradients, gradientBytes, shards, count, rule);
        return;
      case 'nesterov':
        kernels.nesterovStep(weights, one, gradients, gradientBytes, shards, count, rule);
        return;
      case 'rmsprop':
        kernels.rmspropStep(weights, one, gradients, gradientBytes, shards, count, rule);
        return;
      case 'adam':
      case 'adamw':
        kernels.adamStep(weights, one, two, gradients, gradientBytes, shards, count, rule);
        return;
      default:
        optimizer satisfies never;
    }
  }
}

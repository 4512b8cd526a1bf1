import * as block from './control-block.ts';
import { controlBytes, type NetworkPlan } from './plan.ts';
import type { ShardRunner } from './shard-runner.ts';

/** Looks at a flag this often, some tens of microseconds, before going to sleep on it. */
export const SPINS_BEFORE_SLEEP = 4_000;

/** One thread of a team. */
export abstract class Member {
  protected readonly control: Int32Array;

  constructor(
    protected readonly plan: NetworkPlan,
    protected readonly runner: ShardRunner,
    buffer: SharedArrayBuffer,
    private readonly thread: number,
    protected readonly threads: number,
  ) {
    this.control = new Int32Array(buffer, plan.control.address, controlBytes(threads) / 4);
  }

  /** The number of the next of `count` shards or blocks, one of this thread's own while there are any; −1 for none. */
  #take(count: number): number {
    const { control, thread, threads } = this;
    for (let step = 0; step < threads; step++) {
      const owner = (thread + step) % threads;
      const first = Math.floor((owner * count) / threads);
      const end = Math.floor(((owner + 1) * count) / threads);
      const taken = block.TAKEN + owner * block.LINE;
      if (first + Atomics.load(control, taken) >= end) continue;
      const item = first + Atomics.add(control, taken, 1);
      if (item < end) return item;
    }
    return -1;
  }

  /** This thread's part of the order that stands in the control block. */
  protected work(): void {
    const { control, plan, runner } = this;
    const images = control[block.IMAGES]!;
    const shards = control[block.SHARDS]!;
    switch (control[block.ORDER]) {
      case block.ORDER_TRAIN: {
        for (;;) {
          const shard = this.#take(shards);
          if (shard < 0) return;
          runner.prepare(control[block.VERSION]!, true);
          const first = shard * plan.shardImages;
          runner.train(
            shard,
            first,
            Math.min(plan.shardImages, images - first),
            1 / images,
            control[block.STEP]!,
          );
        }
      }
      case block.ORDER_PHASE:
        for (;;) {
          const shard = this.#take(shards);
          if (shard < 0) return;
          runner.prepare(control[block.VERSION]!, true);
          const first = shard * plan.shardImages;
          const count = Math.min(plan.shardImages, images - first);
          runner.trainPhase(control[block.PHASE]!, shard, first, count, images, control[block.STEP]!);
        }
      case block.ORDER_SUM:
      case block.ORDER_UPDATE:
        for (;;) {
          const part = this.#take(plan.update.blocks.length);
          if (part < 0) return;
          if (control[block.ORDER] === block.ORDER_SUM) runner.weights.sumGradients(part, images);
          else runner.weights.update(part, images, control[block.SUMMED] === 1);
        }
      case block.ORDER_EVALUATE:
        for (;;) {
          const shard = this.#take(shards);
          if (shard < 0) return;
          runner.prepare(control[block.VERSION]!, false);
          const first = shard * plan.evaluationImages;
          runner.evaluate(shard, first, Math.min(plan.evaluationImages, images - first));
        }
      default:
        throw new Error(`There is no order ${control[block.ORDER]}.`);
    }
  }
}

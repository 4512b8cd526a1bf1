import { EpochLabError } from '../protocol/errors.ts';
import * as block from './control-block.ts';
import { clippingFactor } from './optimizers/clipping.ts';
import type { NetworkPlan } from './plan.ts';
import type { ShardRunner } from './shard-runner.ts';
import { Member, SPINS_BEFORE_SLEEP } from './team-member.ts';
import { fillRule, RULE_FLOATS } from './update-rule.ts';

/**
 * Several threads on one network. The thread that trains is the leader: it writes an order into shared memory,
 * works on it like the others, and waits until all are done. Since every shard writes to a place of its own, who did
 * which changes no bit of the result. Each thread has shards and blocks that it takes first, the same ones in every step,
 * whose numbers are still in its core's caches; then it helps the others with theirs.
 */

/** What a helping thread needs to join a team. Everything in it is shared or plain data. */
export interface TeamJob {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly plan: NetworkPlan;
  readonly thread: number;
  readonly threads: number;
}

/** How the host starts helping threads: one for each job, which it calls `help` with. */
export interface HelperThreads {
  /** Resolves when all have begun. */
  start(jobs: readonly TeamJob[]): Promise<HelpingThreads>;
}

/** The helping threads of one team. */
export interface HelpingThreads {
  /** Ends them, whatever they are doing. */
  stop(): void;
}

/** Weights of so large a network are worth a meeting, even after a step of a single shard. */
const MANY_FLOATS = 131_072;
/**
 * A helper that does not answer in so many waits in a row is lost. Many short ones: a clock that leaps, as over a machine's
 * sleep, ends but one of them.
 */
const LOST_AFTER_WAITS = 20;
const WAIT_MS = 1_000;

export class TeamLeader extends Member {
  #broken = false;
  /** Of the newest update. */
  #images = 0;
  #summands = 0;
  readonly #rule: Float32Array;
  readonly #squares: Float64Array;

  constructor(plan: NetworkPlan, runner: ShardRunner, buffer: SharedArrayBuffer, threads: number) {
    super(plan, runner, buffer, 0, threads);
    this.#rule = new Float32Array(buffer, plan.update.rule, RULE_FLOATS);
    const { clipping, squares, blocks } = plan.update;
    this.#squares = new Float64Array(buffer, squares, clipping?.kind === 'norm' ? blocks.length : 0);
  }

  /**
   * Forward and backward pass of the images named in the indices.
   *
   * @param step its number, 0 for the first.
   */
  train(images: number, step: number): void {
    const shards = Math.ceil(images / this.plan.shardImages);
    const meetings = this.plan.meetings.length;
    this.control[block.STEP] = step;
    if (meetings === 0) this.#order(block.ORDER_TRAIN, images, shards);
    for (let phase = 0; meetings > 0 && phase <= 2 * meetings; phase++) {
      this.control[block.PHASE] = phase;
      this.#order(block.ORDER_PHASE, images, shards);
    }
  }

  /**
   * The step that follows `train`.
   *
   * @param step its number, 1 for the first.
   */
  update(images: number, learningRate: number, step: number): void {
    const { optimizer, clipping } = this.plan.update;
    const shards = Math.ceil(images / this.plan.shardImages);
    let factor = 1;
    this.control[block.SUMMED] = 0;
    if (clipping?.kind === 'norm') {
      this.#order(block.ORDER_SUM, images, shards);
      factor = clippingFactor(this.#gradientNorm(), clipping.limit);
      this.control[block.SUMMED] = 1;
    }
    this.#images = images;
    this.#summands = clipping?.kind === 'norm' ? 1 : shards;
    fillRule(this.#rule, optimizer, clipping, learningRate, step, factor);
    this.#order(block.ORDER_UPDATE, images, shards);
    Atomics.add(this.control, block.VERSION, 1);
  }

  /**
   * Sees that all of the newest update's gradients stand in memory. To be called before the next step.
   *
   * @returns how many shards' are to be summed; 0 before the first update. Those of dense layers' weights stand with the
   *   first shard's, for all of them.
   */
  storeGradients(): number {
    if (this.#summands > 0)
      this.runner.weights.storeGradients(this.#images, this.control[block.SUMMED] === 1);
    return this.#summands;
  }

  /** Blocks in their order, so that the sum has the same bits whoever computed them. */
  #gradientNorm(): number {
    let sum = 0;
    for (const squares of this.#squares) sum += squares;
    return Math.sqrt(sum);
  }

  /** To be called whenever the weights were set otherwise than by `update`. */
  weightsChanged(): void {
    this.runner.weights.turnWeights();
    Atomics.add(this.control, block.VERSION, 1);
  }

  /** Makes this thread ready to run the network by itself. */
  prepare(forTraining: boolean): void {
    this.runner.prepare(this.control[block.VERSION]!, forTraining);
  }

  evaluate(images: number): void {
    this.#order(block.ORDER_EVALUATE, images, Math.ceil(images / this.plan.evaluationImages));
  }

  /** Sends the helpers away; the team cannot be used after that. */
  dissolve(): void {
    if (this.threads > 1 && !this.#broken) this.#call(block.ORDER_LEAVE);
    this.#broken = true;
  }

  #order(order: number, images: number, shards: number): void {
    if (this.#broken)
      throw new EpochLabError('internal', 'The network was released and cannot be run any more.');
    this.control[block.IMAGES] = images;
    this.control[block.SHARDS] = shards;
    // One shard is one thread's work, and an update of so few weights not worth a meeting.
    const many = this.plan.parameterFloats >= MANY_FLOATS && order === block.ORDER_UPDATE;
    const alone = this.threads === 1 || (shards === 1 && !many);
    if (alone) {
      this.#give(order);
      this.work();
      return;
    }
    this.#call(order);
    this.work();
    this.#awaitHelpers();
  }

  #give(order: number): void {
    this.control[block.ORDER] = order;
    for (let thread = 0; thread < this.threads; thread++)
      Atomics.store(this.control, block.TAKEN + thread * block.LINE, 0);
  }

  #call(order: number): void {
    this.#give(order);
    Atomics.store(this.control, block.DONE, 0);
    Atomics.add(this.control, block.GENERATION, 1);
    Atomics.notify(this.control, block.GENERATION);
  }

  #awaitHelpers(): void {
    const helpers = this.threads - 1;
    let spins = 0;
    let waits = 0;
    for (;;) {
      const done = Atomics.load(this.control, block.DONE);
      if (done === helpers) break;
      if (++spins < SPINS_BEFORE_SLEEP) continue;
      if (Atomics.wait(this.control, block.DONE, done, WAIT_MS) !== 'timed-out') waits = 0;
      else if (++waits === LOST_AFTER_WAITS) {
        this.#broken = true;
        throw new EpochLabError('internal', 'One of the threads that train the network does not answer.');
      }
    }
    if (Atomics.load(this.control, block.FAILED) !== 0) {
      this.#broken = true;
      throw new EpochLabError('internal', 'One of the threads that train the network failed.');
    }
  }
}

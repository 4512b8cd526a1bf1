import { EpochLabError } from '../protocol/errors.ts';
import { controlBytes, type NetworkPlan } from './plan.ts';
import { clippingFactor } from './optimizers/clipping.ts';
import { ShardRunner } from './shard-runner.ts';
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

/** The control block: 32-bit integers by number. */
const GENERATION = 0;
const ORDER = 1;
const DONE = 3;
const SHARDS = 4;
const IMAGES = 5;
const FAILED = 6;
/** 1 where the gradients were summed already when the weights are updated. */
const SUMMED = 7;
const STEP = 8;
/** Which part of a training step, where a network has batch norm. */
const PHASE = 9;
/** Counts the changes of the weights. */
const VERSION = 10;
/** How many of each thread's own shards or blocks are taken: a number a thread, on a line of its own. */
const TAKEN = 16;
const LINE = 16;

const ORDER_TRAIN = 1;
const ORDER_UPDATE = 2;
const ORDER_EVALUATE = 3;
const ORDER_LEAVE = 4;
const ORDER_SUM = 5;
const ORDER_PHASE = 6;

/** Weights of so large a network are worth a meeting, even after a step of a single shard. */
const MANY_FLOATS = 131_072;

/** Looks at a flag this often, some tens of microseconds, before going to sleep on it. */
const SPINS_BEFORE_SLEEP = 4_000;
/** A helper that does not answer for this long is lost. */
const LOST_AFTER_MS = 20_000;

abstract class Member {
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
      const taken = TAKEN + owner * LINE;
      if (first + Atomics.load(control, taken) >= end) continue;
      const item = first + Atomics.add(control, taken, 1);
      if (item < end) return item;
    }
    return -1;
  }

  /** This thread's part of the order that stands in the control block. */
  protected work(): void {
    const { control, plan, runner } = this;
    const images = control[IMAGES]!;
    const shards = control[SHARDS]!;
    switch (control[ORDER]) {
      case ORDER_TRAIN: {
        for (;;) {
          const shard = this.#take(shards);
          if (shard < 0) return;
          runner.prepare(control[VERSION]!, true);
          const first = shard * plan.shardImages;
          runner.train(shard, first, Math.min(plan.shardImages, images - first), 1 / images, control[STEP]!);
        }
      }
      case ORDER_PHASE:
        for (;;) {
          const shard = this.#take(shards);
          if (shard < 0) return;
          runner.prepare(control[VERSION]!, true);
          const first = shard * plan.shardImages;
          const count = Math.min(plan.shardImages, images - first);
          runner.trainPhase(control[PHASE]!, shard, first, count, images, control[STEP]!);
        }
      case ORDER_SUM:
      case ORDER_UPDATE:
        for (;;) {
          const block = this.#take(plan.update.blocks.length);
          if (block < 0) return;
          if (control[ORDER] === ORDER_SUM) runner.weights.sumGradients(block, images);
          else runner.weights.update(block, images, control[SUMMED] === 1);
        }
      case ORDER_EVALUATE:
        for (;;) {
          const shard = this.#take(shards);
          if (shard < 0) return;
          runner.prepare(control[VERSION]!, false);
          const first = shard * plan.evaluationImages;
          runner.evaluate(shard, first, Math.min(plan.evaluationImages, images - first));
        }
      default:
        throw new Error(`There is no order ${control[ORDER]}.`);
    }
  }
}

export class TeamLeader extends Member {
  #broken = false;
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
    this.control[STEP] = step;
    if (meetings === 0) this.#order(ORDER_TRAIN, images, shards);
    for (let phase = 0; meetings > 0 && phase <= 2 * meetings; phase++) {
      this.control[PHASE] = phase;
      this.#order(ORDER_PHASE, images, shards);
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
    this.control[SUMMED] = 0;
    this.#summands = shards;
    if (clipping?.kind === 'norm') {
      this.#order(ORDER_SUM, images, shards);
      factor = clippingFactor(this.#gradientNorm(), clipping.limit);
      this.control[SUMMED] = 1;
      this.#summands = 1;
    }
    this.#summands = clipping?.kind === 'norm' ? 1 : shards;
    fillRule(this.#rule, optimizer, clipping, learningRate, step, factor);
    this.#order(ORDER_UPDATE, images, shards);
    Atomics.add(this.control, VERSION, 1);
  }

  /**
   * How many shards' gradients the newest update summed; 0 before the first. Those of dense layers' weights stand with
   * the first shard's, and are zero with all others.
   */
  get summands(): number {
    return this.#summands;
  }

  /** Blocks in their order, so that the sum has the same bits whoever computed them. */
  #gradientNorm(): number {
    let sum = 0;
    for (let block = 0; block < this.#squares.length; block++) sum += this.#squares[block]!;
    return Math.sqrt(sum);
  }

  /** To be called whenever the weights were set otherwise than by `update`. */
  weightsChanged(): void {
    this.runner.weights.turnWeights();
    Atomics.add(this.control, VERSION, 1);
  }

  /** Makes this thread ready to run the network by itself. */
  prepare(forTraining: boolean): void {
    this.runner.prepare(this.control[VERSION]!, forTraining);
  }

  evaluate(images: number): void {
    this.#order(ORDER_EVALUATE, images, Math.ceil(images / this.plan.evaluationImages));
  }

  /** Sends the helpers away; the team cannot be used after that. */
  dissolve(): void {
    if (this.threads > 1 && !this.#broken) this.#call(ORDER_LEAVE);
    this.#broken = true;
  }

  #order(order: number, images: number, shards: number): void {
    if (this.#broken)
      throw new EpochLabError('internal', 'The network was released and cannot be run any more.');
    this.control[IMAGES] = images;
    this.control[SHARDS] = shards;
    // One shard is one thread's work, and an update of so few weights not worth a meeting.
    const many = this.plan.parameterFloats >= MANY_FLOATS && order === ORDER_UPDATE;
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
    this.control[ORDER] = order;
    for (let thread = 0; thread < this.threads; thread++)
      Atomics.store(this.control, TAKEN + thread * LINE, 0);
  }

  #call(order: number): void {
    this.#give(order);
    Atomics.store(this.control, DONE, 0);
    Atomics.add(this.control, GENERATION, 1);
    Atomics.notify(this.control, GENERATION);
  }

  #awaitHelpers(): void {
    const helpers = this.threads - 1;
    let spins = 0;
    for (;;) {
      const done = Atomics.load(this.control, DONE);
      if (done === helpers) break;
      if (++spins < SPINS_BEFORE_SLEEP) continue;
      if (Atomics.wait(this.control, DONE, done, LOST_AFTER_MS) === 'timed-out') {
        this.#broken = true;
        throw new EpochLabError('internal', 'One of the threads that train the network does not answer.');
      }
    }
    if (Atomics.load(this.control, FAILED) !== 0) {
      this.#broken = true;
      throw new EpochLabError('internal', 'One of the threads that train the network failed.');
    }
  }
}

class TeamHelper extends Member {
  /** Works on one order after the other until told to leave. Blocks its thread. */
  follow(): void {
    let seen = 0;
    for (;;) {
      seen = this.#awaitOrder(seen);
      if (this.control[ORDER] === ORDER_LEAVE) return;
      this.work();
      Atomics.add(this.control, DONE, 1);
      Atomics.notify(this.control, DONE);
    }
  }

  #awaitOrder(seen: number): number {
    let spins = 0;
    for (;;) {
      const generation = Atomics.load(this.control, GENERATION);
      if (generation !== seen) return generation;
      if (++spins >= SPINS_BEFORE_SLEEP) Atomics.wait(this.control, GENERATION, seen);
    }
  }
}

/** A helping thread's whole part in a job. Returns when the leader dissolves the team. */
export function help(job: TeamJob): void {
  const { plan, memory, thread, threads } = job;
  try {
    const runner = new ShardRunner(job.module, memory, plan, thread);
    new TeamHelper(plan, runner, memory.buffer, thread, threads).follow();
  } catch (problem) {
    // The leader is waiting, and must not wait for one that is gone.
    const control = new Int32Array(memory.buffer, plan.control.address, TAKEN);
    Atomics.store(control, FAILED, 1);
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
    throw problem;
  }
}

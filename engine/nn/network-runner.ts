import { EpochLabError } from '../protocol/errors.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import type { LayerObservation } from '../protocol/run-calls.ts';
import type { ClippingSettings, OptimizerSettings } from '../protocol/settings.ts';
import type { ParameterName } from '../protocol/shapes.ts';
import { allocate, fastModule, type Machine } from './machine.ts';
import { NetworkState } from './network-state.ts';
import { Observer } from './observer.ts';
import { planNetwork, RESULT_BYTES, type NetworkPlan } from './plan.ts';
import { ShardRunner } from './shard-runner.ts';
import { TeamLeader, type HelpingThreads, type TeamJob } from './team.ts';
import type { OptimizerState } from './update-rule.ts';

/** Some images of one size as bytes, and a label each. */
export interface LabelledImages {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** How a network is trained, as far as its memory depends on it. */
export interface RunnerSettings {
  readonly batchSize: number;
  readonly threads: number;
  /** Plain stochastic gradient descent where it is left out. */
  readonly optimizer?: OptimizerSettings;
  readonly clipping?: ClippingSettings | undefined;
  /** The run's; 0 where it is left out. What chance decides within layers follows from it. */
  readonly seed?: number;
  /** Whether to run the fast build of the kernels. */
  readonly fast?: true | undefined;
}

/** The first layer that holds a value that is not finite, and what of it does. */
export interface BrokenLayer {
  readonly layer: number;
  readonly part: ParameterName | 'output';
}

/** Loss summed over images, and how many of them have their highest logit at the label. */
export interface Tally {
  images: number;
  lossSum: number;
  correct: number;
}

export function emptyTally(): Tally {
  return { images: 0, lossSum: 0, correct: 0 };
}

/**
 * A network in memory, with the images that it is trained and tested on: the same thing as `ReferenceNetwork`,
 * in single precision, by the kernels, on as many threads as wanted. Images are named by number: those of the
 * first set from 0 on, then those of the next.
 */
export class NetworkRunner {
  readonly plan: NetworkPlan;
  readonly #buffer: SharedArrayBuffer;
  readonly #runner: ShardRunner;
  readonly #leader: TeamLeader;
  readonly #helpers: HelpingThreads;
  readonly #indices: Int32Array;
  readonly #results: DataView;
  readonly #state: NetworkState;
  /** Steps that the optimiser has made. */
  #steps = 0;
  /** Made when somebody looks for the first time. */
  #observer: Observer | null = null;

  private constructor(
    plan: NetworkPlan,
    buffer: SharedArrayBuffer,
    runner: ShardRunner,
    leader: TeamLeader,
    helpers: HelpingThreads,
  ) {
    this.plan = plan;
    this.#buffer = buffer;
    this.#runner = runner;
    this.#leader = leader;
    this.#helpers = helpers;
    this.#indices = new Int32Array(buffer, plan.control.indices, plan.control.maxIndices);
    this.#results = new DataView(buffer);
    this.#state = new NetworkState(plan, buffer);
  }

  /**
   * @param parameters values for each layer's parameters, laid out as `inferShapes` says.
   * @throws EpochLabError `impossible-network`; `wrong-state` where there is not enough memory, or no fast build.
   */
  static async create(
    machine: Machine,
    network: NetworkSpec,
    classes: number,
    parameters: readonly (readonly Float32Array[])[],
    sets: readonly LabelledImages[],
    settings: RunnerSettings,
  ): Promise<NetworkRunner> {
    const { threads } = settings;
    const images = sets.reduce((sum, set) => sum + set.labels.length, 0);
    const plan = planNetwork({ network, classes, images, ...settings });
    const module = settings.fast ? fastModule(machine) : machine.module;
    const memory = allocate(plan);
    const runner = new ShardRunner(module, memory, plan, 0, machine.watch);
    const leader = new TeamLeader(plan, runner, memory.buffer, threads);
    const jobs = Array.from({ length: threads - 1 }, (_, i): TeamJob => {
      return { module, memory, plan, thread: i + 1, threads };
    });
    const helpers = await machine.helpers.start(jobs);
    const result = new NetworkRunner(plan, memory.buffer, runner, leader, helpers);
    try {
      result.#keep(sets);
      result.setParameters(parameters);
      return result;
    } catch (problem) {
      result.release();
      throw problem;
    }
  }

  /**
   * One step of the optimiser on the images named. Adds what their forward passes gave to `tally`.
   *
   * @param learningRate this step's.
   * @returns false where the loss was not a finite number: the weights are then left as they were.
   */
  trainStep(images: Uint32Array, learningRate: number, tally: Tally): boolean {
    this.#indices.set(images);
    this.#leader.train(images.length, this.#steps);
    this.#addResults(images.length, this.plan.shardImages, tally);
    if (!Number.isFinite(tally.lossSum)) return false;
    this.#steps += 1;
    this.#leader.update(images.length, learningRate, this.#steps);
    return true;
  }

  /** The same step, and what it did to each layer. The step is no other for being looked at. */
  observedStep(
    images: Uint32Array,
    learningRate: number,
    tally: Tally,
  ): {
    readonly finite: boolean;
    readonly layers: readonly LayerObservation[];
    /** What looking took. */
    readonly extraMs: number;
  } {
    const begin = performance.now();
    this.#observer ??= new Observer(this.plan, this.#buffer);
    this.#observer.remember();
    const before = performance.now();
    const finite = this.trainStep(images, learningRate, tally);
    const after = performance.now();
    const layers = finite ? this.#observer.measure(this.#leader.storeGradients()) : [];
    return { finite, layers, extraMs: before - begin + performance.now() - after };
  }

  /** The newest step's gradient by each layer's learned parameters; null before the first step. */
  gradients(): Float32Array[] | null {
    const summands = this.#leader.storeGradients();
    if (summands === 0) return null;
    this.#observer ??= new Observer(this.plan, this.#buffer);
    return this.#observer.gradients(summands);
  }

  /**
   * After `trainStep` returned false: where it broke. A layer's parameters count as earlier than its output.
   *
   * @param count how many images the step was about.
   */
  findBroken(count: number): BrokenLayer | null {
    const parameters = this.#brokenParameters();
    this.#leader.prepare(true);
    const output = this.#runner.findBrokenOutput(count, this.#steps);
    if (output === null || (parameters && parameters.layer <= output)) return parameters;
    return { layer: output, part: 'output' };
  }

  /** The first layer with a parameter, or with what the optimiser remembers of one, that is not finite. */
  #brokenParameters(): BrokenLayer | null {
    const { parameters, parameterAddress, update } = this.plan;
    for (const { layer, name, learned, address, rows, stride } of parameters) {
      const places = learned ? [parameterAddress, ...update.memories] : [parameterAddress];
      for (const place of places) {
        const at = address - parameterAddress + place;
        if (!this.#runner.areFinite(at, rows * stride)) return { layer, part: name };
      }
    }
    return null;
  }

  /** Numbers that training changes: parameters, running averages, and what the optimiser remembers. */
  get stateFloats(): number {
    return this.#state.floats;
  }

  /**
   * Copies all that training changes into `state`, which has room for `stateFloats`.
   *
   * @returns where a value is not finite; null where the state is good.
   */
  saveState(state: Float32Array): BrokenLayer | null {
    this.#state.save(state);
    return this.#brokenParameters();
  }

  /** @param steps that the optimiser had made when the state was saved. */
  restoreState(state: Float32Array, steps: number): void {
    this.#state.restore(state);
    this.#steps = steps;
    this.#leader.weightsChanged();
  }

  /** Pixels and labels of the images at hand, to be changed between two steps. */
  get images(): LabelledImages {
    const { pixels, labels, count } = this.plan.images;
    return {
      pixels: new Uint8Array(this.#buffer, pixels, count * this.plan.inputSize),
      labels: new Uint8Array(this.#buffer, labels, count),
    };
  }

  /** Forward passes of the images first .. first + count, at most `maxEvaluated` of them. */
  evaluate(first: number, count: number, tally: Tally): void {
    for (let i = 0; i < count; i++) this.#indices[i] = first + i;
    this.#leader.evaluate(count);
    this.#addResults(count, this.plan.evaluationImages, tally);
  }

  get maxEvaluated(): number {
    return this.plan.control.maxIndices;
  }

  /** Class probabilities of one image, given as bytes. Runs on the calling thread, between two steps. */
  predict(pixels: Uint8Array): number[] {
    const { images, inputSize, classes } = this.plan;
    if (pixels.length !== inputSize) {
      throw new EpochLabError(
        'invalid-argument',
        `An image of ${inputSize} pixels is needed, not ${pixels.length}.`,
      );
    }
    new Uint8Array(this.#buffer).set(pixels, images.pixels + images.count * inputSize);
    this.#leader.prepare(false);
    const address = this.#runner.predict(images.count);
    return Array.from(new Float64Array(this.#buffer, address, classes));
  }

  /** The logits of one image, given as bytes. */
  logits(pixels: Uint8Array): Float32Array {
    this.predict(pixels);
    const { address, logits } = this.plan.arena;
    return new Float32Array(this.#buffer, address + logits, this.plan.classes).slice();
  }

  /** A copy of all parameters, layer by layer. */
  parameters(): Float32Array[][] {
    return this.#state.parameters();
  }

  setParameters(layers: readonly (readonly Float32Array[])[]): void {
    this.#state.setParameters(layers);
    this.#leader.weightsChanged();
  }

  /** A copy of what the optimiser remembers. */
  optimizerState(): OptimizerState {
    return { steps: this.#steps, memories: this.#state.memories() };
  }

  /** @param state of an optimiser of the same kind; one that remembers nothing needs no memories. */
  setOptimizerState({ steps, memories }: OptimizerState): void {
    this.#steps = steps;
    this.#state.setMemories(memories);
  }

  /** Lets the helping threads go. The memory goes with the last reference to it. */
  release(): void {
    this.#leader.dissolve();
    this.#helpers.stop();
  }

  #keep(sets: readonly LabelledImages[]): void {
    const bytes = new Uint8Array(this.#buffer);
    const { pixels, labels } = this.plan.images;
    let images = 0;
    for (const set of sets) {
      checkLabels(set.labels, this.plan.classes);
      bytes.set(set.pixels, pixels + images * this.plan.inputSize);
      bytes.set(set.labels, labels + images);
      images += set.labels.length;
    }
  }

  /** Shards in their order, so that the sum has the same bits whoever computed them. */
  #addResults(images: number, shardImages: number, tally: Tally): void {
    const shards = Math.ceil(images / shardImages);
    for (let shard = 0; shard < shards; shard++) {
      const at = this.plan.control.results + shard * RESULT_BYTES;
      tally.lossSum += this.#results.getFloat64(at, true);
      tally.correct += this.#results.getInt32(at + 8, true);
    }
    tally.images += images;
  }
}

/** @throws EpochLabError `invalid-argument` where a label is no class. */
export function checkLabels(labels: Uint8Array, classes: number): void {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong < 0) return;
  throw new EpochLabError(
    'invalid-argument',
    `Image ${wrong} has the label ${labels[wrong]}, but there are only ${classes} classes.`,
  );
}

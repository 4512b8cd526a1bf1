import { instantiateKernels, type Kernels } from '../kernels/kernels.ts';
import { INPUT_OFFSET, INPUT_SCALE } from '../protocol/network.ts';
import { BatchNormPass } from './batch-norm-pass.ts';
import { BrokenOutputSearch } from './broken-output.ts';
import { LayerPass, NOT_TRAINING } from './layer-pass.ts';
import type { BatchNormPlan, LayerPlan } from './layer-plan.ts';
import { RESULT_BYTES, type NetworkPlan } from './plan.ts';
import { WeightUpdate } from './weight-update.ts';

/**
 * One thread's way through a network: takes a shard of images forwards through all layers to the loss, and
 * backwards to every weight. What each step means is in ./layers; here it is done by the kernels, in the
 * thread's own arena, and nothing is allocated.
 */
export class ShardRunner {
  /** What the thread does at the end of a step. */
  readonly weights: WeightUpdate;
  readonly #kernels: Kernels;
  readonly #plan: NetworkPlan;
  readonly #layers: LayerPass;
  readonly #batchNorm: BatchNormPass;
  /** The thread's own arena, and the one that it works in just now. */
  readonly #home: number;
  #arena: number;
  readonly #bytes: Uint8Array;
  readonly #indices: Int32Array;
  /** Set while a layer is looked for whose output is not finite. */
  #search: BrokenOutputSearch | null = null;
  #preparedForward = -1;
  #preparedBackward = -1;

  constructor(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    plan: NetworkPlan,
    thread: number,
    watch: (kernels: Kernels) => Kernels = (kernels) => kernels,
  ) {
    this.#kernels = watch(instantiateKernels(module, memory));
    this.#plan = plan;
    this.#home = plan.arena.address + thread * plan.arena.bytes;
    this.#arena = this.#home;
    this.#batchNorm = new BatchNormPass(this.#kernels, plan);
    this.#layers = new LayerPass(this.#kernels, plan, this.#batchNorm, this.#home);
    this.weights = new WeightUpdate(this.#kernels, memory, plan);
    this.#bytes = new Uint8Array(memory.buffer);
    this.#indices = new Int32Array(memory.buffer, plan.control.indices, plan.control.maxIndices);
  }

  /**
   * Brings the weights into the forms that the passes use. To be called before any of them; does nothing where
   * the weights have not changed since.
   *
   * @param version counts the changes of the weights.
   */
  prepare(version: number, forTraining: boolean): void {
    if (this.#preparedForward !== version) this.#layers.prepareForward();
    this.#preparedForward = version;
    if (!forTraining) return;
    if (this.#preparedBackward !== version) this.#layers.prepareBackward();
    this.#preparedBackward = version;
  }

  /**
   * Both passes for the images that indices[first .. first + count) name: writes the shard's gradients and its
   * result.
   *
   * @param scale one over the size of the whole batch: gradients are of the mean loss.
   * @param step its number, 0 for the first.
   */
  train(shard: number, first: number, count: number, scale: number, step: number): void {
    this.#begin(this.#home, step, first);
    this.#load(first, count);
    this.#forward(count);
    this.#loss(shard, count, this.#arena + this.#plan.arena.logitsGradient, scale);
    this.#backward(this.#plan.gradientAddress + shard * this.#plan.gradientBytes, count);
  }

  /**
   * One phase of the same, where a network has batch norm: from one meeting of all threads to the next, first
   * forwards, then backwards. With n batch norms there are 2n + 1 phases; that in the middle turns round.
   *
   * @param batch images of the whole batch.
   */
  trainPhase(phase: number, shard: number, first: number, count: number, batch: number, step: number): void {
    const { arena, meetings, layers, gradientAddress, gradientBytes } = this.#plan;
    const turn = meetings.length;
    const gradients = gradientAddress + shard * gradientBytes;
    this.#begin(arena.address + shard * arena.bytes, step, first);
    if (phase === 0) this.#load(first, count);
    if (phase <= turn) {
      let index = phase === 0 ? 0 : meetings[phase - 1]!;
      if (phase > 0) this.#batchNorm.finish(this.#batchNormAt(index++), this.#arena, count, batch);
      const end = phase === turn ? layers.length : meetings[phase]!;
      if (phase > 0) this.#search?.look(layers[index - 1]!, this.#arena, count);
      for (; index < end; index++) this.#pass(layers[index]!, count);
      if (phase < turn) this.#batchNorm.measure(this.#batchNormAt(end), this.#arena, count);
    }
    if (phase === turn) {
      this.#loss(shard, count, this.#arena + arena.logitsGradient, 1 / batch);
    }
    if (phase >= turn) {
      const passed = phase - turn;
      let index = passed === 0 ? layers.length : meetings[turn - passed]!;
      if (passed > 0) this.#batchNorm.finishBack(this.#batchNormAt(index), this.#arena, count, batch);
      const end = passed === turn ? -1 : meetings[turn - 1 - passed]!;
      for (index--; index > end; index--) this.#layers.backward(layers[index]!, gradients, count);
      if (end >= 0) this.#batchNorm.sumBack(this.#batchNormAt(end), this.#arena, count, gradients);
    }
  }

  /**
   * Takes the images that the indices name forwards once more, as the training step `step` did, on this thread alone.
   *
   * @returns the first layer whose output holds a value that is not finite; null where all are.
   */
  findBrokenOutput(images: number, step: number): number | null {
    const { layers, meetings, shardImages } = this.#plan;
    const forward = (layer: LayerPlan, count: number) => this.#layers.forward(layer, count);
    const search = new BrokenOutputSearch(this.#kernels, this.#bytes.buffer, layers.length, forward);
    this.#search = search;
    for (let phase = 0; phase <= meetings.length; phase++) {
      for (let shard = 0; shard * shardImages < images; shard++) {
        const first = shard * shardImages;
        const count = Math.min(shardImages, images - first);
        if (meetings.length > 0) this.trainPhase(phase, shard, first, count, images, step);
        else this.train(shard, first, count, 1 / images, step);
      }
    }
    this.#search = null;
    return search.found;
  }

  /** Whether `count` floats from an address on are all finite. */
  areFinite(address: number, count: number): boolean {
    return this.#kernels.firstNotFinite(address, count) < 0;
  }

  /** The forward pass alone, and its result. */
  evaluate(shard: number, first: number, count: number): void {
    this.#begin(this.#home, NOT_TRAINING, 0);
    this.#load(first, count);
    this.#forward(count);
    this.#loss(shard, count, 0, 0);
  }

  /** Forward pass of one kept image; its class probabilities stand in the arena, at the address returned. */
  predict(image: number): number {
    this.#indices[0] = image;
    this.#begin(this.#home, NOT_TRAINING, 0);
    this.#load(0, 1);
    this.#forward(1);
    const { probabilities, logits } = this.#plan.arena;
    this.#kernels.softmax(this.#arena + probabilities, this.#arena + logits, this.#plan.classes);
    return this.#arena + probabilities;
  }

  /** @param position of the first image in its batch. */
  #begin(arena: number, step: number, position: number): void {
    this.#arena = arena;
    this.#layers.begin(arena, step, position);
  }

  #batchNormAt(index: number): BatchNormPlan {
    return this.#plan.layers[index] as BatchNormPlan;
  }

  /** Pixels become numbers, in the arena. */
  #load(first: number, count: number): void {
    const { images, inputSize, arena, layers } = this.#plan;
    const layer = layers[0]!;
    const padded = layer.kind === 'convPool' ? layer.padded : null;
    for (let i = 0; i < count; i++) {
      const image = this.#indices[first + i]!;
      const from = images.pixels + image * inputSize;
      if (padded === null || layer.kind !== 'convPool') {
        const to = this.#arena + arena.input + i * inputSize * 4;
        this.#kernels.scaleBytes(to, from, inputSize, INPUT_SCALE, INPUT_OFFSET);
      } else {
        const { height, width, channels } = layer.in;
        const [line, frameLine] = [width * channels, padded.width * channels];
        const corner = (i * padded.height + layer.padding) * frameLine + layer.padding * channels;
        const to = this.#arena + padded.address + corner * 4;
        this.#kernels.scaleLines(to, from, height, line, frameLine, INPUT_SCALE, INPUT_OFFSET);
      }
      this.#bytes[this.#arena + arena.labels + i] = this.#bytes[images.labels + image]!;
    }
  }

  #loss(shard: number, count: number, gradient: number, scale: number): void {
    const { arena, classes, control } = this.#plan;
    this.#kernels.softmaxCrossEntropy(
      this.#arena + arena.logits,
      this.#arena + arena.labels,
      gradient,
      this.#arena + arena.probabilities,
      control.results + shard * RESULT_BYTES,
      count,
      classes,
      scale,
    );
  }

  #forward(count: number): void {
    const { layers } = this.#plan;
    for (let i = 0; i < layers.length; i++) this.#pass(layers[i]!, count);
  }

  #backward(gradients: number, count: number): void {
    const { layers } = this.#plan;
    for (let i = layers.length - 1; i >= 0; i--) this.#layers.backward(layers[i]!, gradients, count);
  }

  #pass(layer: LayerPlan, count: number): void {
    if (this.#search === null) this.#layers.forward(layer, count);
    else this.#search.pass(layer, this.#arena, count);
  }
}

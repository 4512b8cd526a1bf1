import { instantiateKernels, type Kernels } from '../kernels/kernels.ts';
import { INPUT_OFFSET, INPUT_SCALE } from '../protocol/network.ts';
import { sizeOf } from '../protocol/shapes.ts';
import { BatchNormPass } from './batch-norm-pass.ts';
import {
  convPoolBackward,
  convPoolForward,
  convPoolInputGradient,
  convPoolPrepareBack,
} from './conv-pool.ts';
import { dropThreshold } from './layers/dropout.ts';
import {
  RESULT_BYTES,
  type BatchNormPlan,
  type Conv2dPlan,
  type ConvPoolPlan,
  type DensePlan,
  type DropoutPlan,
  type Frame,
  type LayerPlan,
  type MaxPoolPlan,
  type NetworkPlan,
} from './plan.ts';
import { PURPOSES } from './random.ts';
import type { DenseRows, KeptBatch, TurnedWeights } from './update-blocks.ts';
import { isPlainSgd } from './update-rule.ts';
import {
  winogradBackward,
  winogradForward,
  winogradPrepare,
  winogradPrepareBack,
  type WinogradCall,
} from './winograd.ts';

/** In the place of a step's number: the network is in use. */
const NOT_TRAINING = -1;

/**
 * One thread's way through a network: takes a shard of images forwards through all layers to the loss, and
 * backwards to every weight. What each step means is in ./layers; here it is done by the kernels, in the
 * thread's own arena, and nothing is allocated.
 */
export class ShardRunner {
  readonly #kernels: Kernels;
  readonly #plan: NetworkPlan;
  /** The thread's own arena, where it keeps the weights' other forms too; and the one that it works in just now. */
  readonly #home: number;
  #arena: number;
  readonly #bytes: Uint8Array;
  readonly #indices: Int32Array;
  readonly #squares: Float64Array;
  readonly #rule: Float32Array;
  readonly #plainSgd: boolean;
  readonly #batchNorm: BatchNormPass;
  /** Number of the training step, and place in the batch of the shard's first image. */
  #step = NOT_TRAINING;
  #position = 0;
  /** While it is looked for: the first layer, so far, whose output holds a value that is not finite. */
  #broken: number | null = null;
  #preparedForward = -1;
  #preparedBackward = -1;
  readonly #calls: (WinogradCall | null)[];

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
    this.#bytes = new Uint8Array(memory.buffer);
    this.#indices = new Int32Array(memory.buffer, plan.control.indices, plan.control.maxIndices);
    const { optimizer, clipping, squares, blocks, rule } = plan.update;
    this.#squares = new Float64Array(memory.buffer, squares, clipping?.kind === 'norm' ? blocks.length : 0);
    this.#rule = new Float32Array(memory.buffer, rule, 1);
    this.#plainSgd = isPlainSgd(optimizer, clipping);
    this.#calls = plan.layers.map((layer) =>
      layer.kind === 'conv2d' && layer.winograd !== null
        ? { plan: layer.winograd, home: this.#home, in: layer.in, out: layer.out }
        : null,
    );
  }

  /**
   * Brings the weights into the forms that the passes use. To be called before any of them; does nothing where
   * the weights have not changed since.
   *
   * @param version counts the changes of the weights.
   */
  prepare(version: number, forTraining: boolean): void {
    if (this.#preparedForward !== version) this.#prepareForward();
    this.#preparedForward = version;
    if (!forTraining) return;
    if (this.#preparedBackward !== version) this.#prepareBackward();
    this.#preparedBackward = version;
  }

  #prepareForward(): void {
    const { layers } = this.#plan;
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i]!;
      if (layer.kind !== 'conv2d' || layer.winograd === null) continue;
      winogradPrepare(this.#kernels, this.#winograd(layer), layer.weights.address);
    }
  }

  #prepareBackward(): void {
    const { layers } = this.#plan;
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i]!;
      if (layer.kind === 'convPool') {
        convPoolPrepareBack(this.#kernels, layer, this.#home);
      } else if (layer.kind === 'conv2d' && layer.winograd !== null) {
        if (layer.inputGradient === null) continue;
        winogradPrepareBack(this.#kernels, this.#winograd(layer));
      } else if (layer.kind === 'conv2d') {
        const { address, stride, turned, turnedStride } = layer.weights;
        if (turned === null) continue;
        const inputs = layer.kernel * layer.kernel * layer.in.channels;
        this.#kernels.turnWeights(
          this.#home + turned,
          address,
          inputs,
          layer.out.channels,
          stride,
          turnedStride,
        );
      }
    }
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
      if (phase > 0) this.#look(layers[index - 1]!, count);
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
      for (index--; index > end; index--) this.#backwardLayer(layers[index]!, gradients, count);
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
    this.#broken = layers.length;
    for (let phase = 0; phase <= meetings.length; phase++) {
      for (let shard = 0; shard * shardImages < images; shard++) {
        const first = shard * shardImages;
        const count = Math.min(shardImages, images - first);
        if (meetings.length > 0) this.trainPhase(phase, shard, first, count, images, step);
        else this.train(shard, first, count, 1 / images, step);
      }
    }
    const broken = this.#broken;
    this.#broken = null;
    return broken < layers.length ? broken : null;
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
    if (rows !== null && rows.turned !== null && images === 1 && !summed && this.#plainSgd) {
      this.#stepOfFew(first, rows, rows.turned);
      return;
    }
    const shards = summed ? 1 : this.#gradientsOf(block, images);
    this.#move(first, count, shards);
    if (rows !== null) this.#turn(rows.turned, rows.first, rows.count);
  }

  /**
   * All of a block's update at once, after a single image.
   *
   * @param first number of the block's first weight.
   */
  #stepOfFew(first: number, { kept, first: row, count, stride }: DenseRows, turned: TurnedWeights): void {
    this.#kernels.stepOfFew(
      turned.weights,
      turned.address,
      this.#plan.gradientAddress + first * 4,
      kept.panels,
      kept.capacity * 16,
      kept.gradients,
      row,
      count,
      turned.inputs,
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

  /** @param position of the first image in its batch. */
  #begin(arena: number, step: number, position: number): void {
    this.#arena = arena;
    this.#step = step;
    this.#position = position;
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
    for (let i = layers.length - 1; i >= 0; i--) this.#backwardLayer(layers[i]!, gradients, count);
  }

  #pass(layer: LayerPlan, count: number): void {
    if (this.#broken !== null) this.#lookBehind(layer, count);
    this.#forwardLayer(layer, count);
    if (this.#broken !== null) this.#look(layer, count);
  }

  /** Looks for the −∞ that a ReLU or a pool computed with its convolution would hide. */
  #lookBehind(layer: LayerPlan, count: number): void {
    if (layer.kind === 'conv2d' && layer.relu) {
      this.#forwardLayer({ ...layer, relu: false }, count);
      this.#look(layer, count);
    } else if (layer.kind === 'convPool') {
      // The largest of the opposites is ∞ where one of a window was −∞.
      this.#negate(layer);
      this.#forwardLayer({ ...layer, relu: false }, count);
      this.#look(layer, count);
      this.#negate(layer);
    }
  }

  #negate({ weights, kernel, in: { channels }, out }: ConvPoolPlan): void {
    const negate = (address: number, count: number) => {
      const values = new Float32Array(this.#bytes.buffer, address, count);
      for (let i = 0; i < count; i++) values[i] = -values[i]!;
    };
    negate(weights.address, kernel * kernel * channels * weights.stride);
    if (weights.bias !== 0) negate(weights.bias, out.channels);
  }

  #look(layer: LayerPlan, count: number): void {
    if (this.#broken === null || layer.index >= this.#broken) return;
    const output = this.#arena + layer.output;
    if (this.#kernels.firstNotFinite(output, outputSize(layer) * count) >= 0) this.#broken = layer.index;
  }

  #forwardLayer(layer: LayerPlan, count: number): void {
    const output = this.#arena + layer.output;
    const input = this.#arena + layer.input;
    switch (layer.kind) {
      case 'conv2d': {
        const { weights } = layer;
        if (layer.winograd !== null) {
          const keep = this.#step !== NOT_TRAINING;
          const call = this.#winograd(layer);
          winogradForward(
            this.#kernels,
            call,
            this.#arena,
            output,
            input,
            weights.bias,
            count,
            layer.relu,
            keep,
          );
          return;
        }
        const [from, height, width] = this.#framed(layer, input, count);
        this.#kernels.conv2d(
          output,
          from,
          weights.address,
          weights.bias,
          count,
          height,
          width,
          layer.in.channels,
          layer.out.height,
          layer.out.width,
          layer.out.channels,
          weights.stride,
          layer.kernel,
          layer.stride,
        );
        return;
      }
      case 'convPool': {
        // The frame of a network's first layer was filled by #load.
        const from = layer.index === 0 ? this.#inputOf(layer) : this.#framed(layer, input, count)[0];
        convPoolForward(this.#kernels, layer, this.#arena, from, count, this.#step !== NOT_TRAINING);
        return;
      }
      case 'dense': {
        const { weights, inputs, units, turned, kept } = layer;
        if (turned !== null) {
          const { address } = turned;
          const panels = this.#step === NOT_TRAINING ? 0 : this.#panelsOf(kept);
          const sizes = [count, inputs, units] as const;
          this.#kernels.denseFew(output, input, address, weights.bias, ...sizes, panels, kept.capacity);
          return;
        }
        this.#kernels.dense(
          output,
          input,
          weights.address,
          weights.bias,
          count,
          inputs,
          units,
          weights.stride,
        );
        return;
      }
      case 'maxPool':
        this.#maxPool(layer, output, input, count);
        return;
      case 'averagePool': {
        const { in: from, out, size, stride } = layer;
        const { height, width, channels } = from;
        const { height: h, width: w } = out;
        this.#kernels.averagePool(output, input, count, height, width, channels, h, w, size, stride);
        return;
      }
      case 'relu':
        if (!layer.done) this.#kernels.relu(output, layer.size * count);
        return;
      case 'leakyRelu':
        this.#kernels.leakyRelu(output, input, layer.size * count, layer.slope);
        return;
      case 'sigmoid':
        this.#kernels.applySigmoid(output, input, layer.size * count);
        return;
      case 'tanh':
        this.#kernels.applyTanh(output, input, layer.size * count);
        return;
      case 'dropout':
        if (this.#step !== NOT_TRAINING || input !== output) this.#dropout(layer, output, input, count);
        return;
      case 'batchNorm':
        // While training, phases go from one batch norm to the next and do these themselves.
        this.#batchNorm.useAverages(layer, this.#arena, count);
        return;
      case 'flatten':
      case 'done':
        return;
      default:
        layer satisfies never;
    }
  }

  #backwardLayer(layer: LayerPlan, gradients: number, count: number): void {
    const outGradient = this.#arena + layer.outputGradient;
    switch (layer.kind) {
      case 'conv2d':
        this.#conv2dBack(layer, outGradient, gradients, count);
        return;
      case 'convPool':
        this.#convPoolBack(layer, gradients, count);
        return;
      case 'dense':
        this.#denseBack(layer, outGradient, gradients, count);
        return;
      case 'maxPool': {
        if (layer.inputGradient === null) return;
        const to = this.#arena + layer.inputGradient;
        const winners = this.#arena + layer.winners;
        const { in: from, out, size, stride } = layer;
        if (size === 2 && stride === 2 && from.channels % 4 === 0) {
          const { height, width, channels } = from;
          const { height: h, width: w } = out;
          this.#kernels.maxPoolBackPairs(to, outGradient, winners, count, height, width, channels, h, w);
          return;
        }
        this.#kernels.maxPoolBack(to, outGradient, winners, count, sizeOf(layer.in), sizeOf(layer.out));
        return;
      }
      case 'averagePool': {
        if (layer.inputGradient === null) return;
        const to = this.#arena + layer.inputGradient;
        const { in: from, out, size, stride } = layer;
        const { height, width, channels } = from;
        const { height: h, width: w } = out;
        this.#kernels.averagePoolBack(to, outGradient, count, height, width, channels, h, w, size, stride);
        return;
      }
      case 'relu':
        if (layer.done) return;
        this.#kernels.reluBack(outGradient, this.#arena + layer.output, layer.size * count);
        return;
      case 'leakyRelu':
      case 'sigmoid':
      case 'tanh': {
        if (layer.inputGradient === null) return;
        const to = this.#arena + layer.inputGradient;
        const output = this.#arena + layer.output;
        const values = layer.size * count;
        if (layer.kind === 'leakyRelu') {
          this.#kernels.leakyReluBack(to, outGradient, output, values, layer.slope);
        } else if (layer.kind === 'sigmoid') {
          this.#kernels.sigmoidBack(to, outGradient, output, values);
        } else {
          this.#kernels.tanhBack(to, outGradient, output, values);
        }
        return;
      }
      case 'dropout':
        if (layer.inputGradient !== null) {
          this.#dropout(layer, this.#arena + layer.inputGradient, outGradient, count);
        }
        return;
      case 'batchNorm':
      case 'flatten':
      case 'done':
        return;
      default:
        layer satisfies never;
    }
  }

  /** Values on their way forward, or gradients on their way back: the same are dropped. */
  #dropout(layer: DropoutPlan, to: number, from: number, count: number): void {
    const rate = this.#step === NOT_TRAINING ? 0 : layer.rate;
    this.#kernels.dropout(
      to,
      from,
      count,
      layer.size,
      this.#position,
      this.#step,
      layer.index,
      this.#plan.seed,
      PURPOSES.dropout,
      dropThreshold(rate),
      1 / (1 - rate),
    );
  }

  /** The layer's input with its padding: address, height and width. */
  #framed(layer: Conv2dPlan | ConvPoolPlan, input: number, count: number): readonly [number, number, number] {
    const { padded, padding } = layer;
    const { height, width, channels } = layer.in;
    if (padded === null) return [input, height, width];
    const to = this.#arena + padded.address;
    this.#kernels.place(to, input, count, height, width, channels, padded.height, padded.width, padding);
    return [to, padded.height, padded.width];
  }

  #maxPool(layer: MaxPoolPlan, output: number, input: number, count: number): void {
    this.#kernels.maxPool(
      output,
      this.#arena + layer.winners,
      input,
      count,
      layer.in.height,
      layer.in.width,
      layer.in.channels,
      layer.out.height,
      layer.out.width,
      layer.size,
      layer.stride,
    );
  }

  #winograd(layer: Conv2dPlan): WinogradCall {
    return this.#calls[layer.index]!;
  }

  #conv2dBack(layer: Conv2dPlan, outGradient: number, gradients: number, count: number): void {
    const { weights, padded } = layer;
    const { height, width, channels } = layer.in;
    const { height: outHeight, width: outWidth, channels: filters } = layer.out;
    if (layer.winograd !== null) {
      winogradBackward(
        this.#kernels,
        this.#winograd(layer),
        this.#arena,
        gradients + weights.gradient,
        weights.bias === 0 ? this.#arena + layer.winograd.spare : gradients + weights.biasGradient,
        layer.inputGradient === null ? null : this.#arena + layer.inputGradient,
        outGradient,
        layer.relu ? this.#arena + layer.output : 0,
        count,
      );
      return;
    }
    if (weights.bias !== 0) {
      const rows = count * outHeight * outWidth;
      this.#kernels.biasGradient(gradients + weights.biasGradient, outGradient, rows, filters);
    }
    this.#kernels.conv2dWeightGradient(
      gradients + weights.gradient,
      this.#arena + (padded?.address ?? layer.input),
      outGradient,
      count,
      padded?.height ?? height,
      padded?.width ?? width,
      channels,
      outHeight,
      outWidth,
      filters,
      weights.stride,
      layer.kernel,
      layer.stride,
    );
    if (layer.inputGradient === null) return;
    const inputGradient = this.#arena + layer.inputGradient;
    // The padded input has done its part; its gradient takes its place.
    const framed = padded === null ? inputGradient : this.#arena + padded.address;
    this.#kernels.conv2dInputGradient(
      framed,
      outGradient,
      this.#home + weights.turned!,
      this.#arena + layer.patches,
      count,
      padded?.height ?? height,
      padded?.width ?? width,
      channels,
      outHeight,
      outWidth,
      filters,
      weights.turnedStride,
      layer.kernel,
      layer.stride,
    );
    if (padded !== null) this.#unframe(layer, padded, inputGradient, count);
  }

  #inputOf({ padded, input }: ConvPoolPlan): number {
    return this.#arena + (padded?.address ?? input);
  }

  #convPoolBack(layer: ConvPoolPlan, gradients: number, count: number): void {
    const input = this.#inputOf(layer);
    convPoolBackward(this.#kernels, layer, this.#arena, gradients, count);
    if (layer.inputGradient === null) return;
    const inputGradient = this.#arena + layer.inputGradient;
    // The padded input has done its part; its gradient takes its place.
    const framed = layer.padded === null ? inputGradient : input;
    convPoolInputGradient(this.#kernels, layer, this.#arena, this.#home, framed, input, count);
    if (layer.padded !== null) this.#unframe(layer, layer.padded, inputGradient, count);
  }

  /** Cuts the input's gradient out of the frame. */
  #unframe(layer: Conv2dPlan | ConvPoolPlan, padded: Frame, inputGradient: number, count: number): void {
    const { height, width, channels } = layer.in;
    const { height: frameHeight, width: frameWidth } = padded;
    const framed = this.#arena + padded.address;
    this.#kernels.unplace(
      inputGradient,
      framed,
      count,
      height,
      width,
      channels,
      frameHeight,
      frameWidth,
      layer.padding,
    );
    // What lies around the middle was padding's gradient; it must be zero again for the next forward pass.
    this.#kernels.clear(framed, count * frameHeight * frameWidth * channels);
  }

  /** Keeps what the weights' gradient needs, for the end of the step. */
  #denseBack(layer: DensePlan, outGradient: number, gradients: number, count: number): void {
    const { weights, inputs, units, kept, turned } = layer;
    const rows = kept.gradients + this.#position * weights.stride * 4;
    // A layer of few units has kept its inputs on the way forwards.
    if (turned === null) {
      const input = this.#arena + layer.input;
      this.#kernels.keepInputs(this.#panelsOf(kept), input, count, inputs, kept.capacity);
    }
    this.#kernels.keepGradients(rows, outGradient, count, units);
    if (weights.bias !== 0) {
      this.#kernels.biasGradient(gradients + weights.biasGradient, outGradient, count, units);
    }
    if (layer.inputGradient === null) return;
    const to = this.#arena + layer.inputGradient;
    if (turned !== null) {
      this.#kernels.denseFewInputGradient(to, rows, turned.address, count, inputs, units, weights.stride);
      return;
    }
    this.#kernels.denseInputGradient(to, rows, weights.address, count, inputs, weights.stride);
  }

  /** Where the shard keeps what a dense layer is given. */
  #panelsOf({ panels, capacity, shardBytes }: KeptBatch): number {
    return panels + Math.floor(this.#position / capacity) * shardBytes;
  }
}

/** Values of one image that a layer gives. */
function outputSize(layer: LayerPlan): number {
  switch (layer.kind) {
    case 'conv2d':
    case 'convPool':
    case 'maxPool':
    case 'averagePool':
      return sizeOf(layer.out);
    case 'dense':
      return layer.units;
    case 'batchNorm':
      return layer.channels * layer.places;
    case 'relu':
    case 'leakyRelu':
    case 'sigmoid':
    case 'tanh':
    case 'dropout':
      return layer.size;
    case 'flatten':
    case 'done':
      return 0;
    default:
      return layer satisfies never;
  }
}

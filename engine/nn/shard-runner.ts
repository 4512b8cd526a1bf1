import { instantiateKernels, type Kernels } from '../kernels/kernels.ts';
import { INPUT_OFFSET, INPUT_SCALE } from '../protocol/network.ts';
import { sizeOf } from '../protocol/shapes.ts';
import {
  RESULT_BYTES,
  type Conv2dPlan,
  type DensePlan,
  type LayerPlan,
  type MaxPoolPlan,
  type NetworkPlan,
} from './plan.ts';
import {
  winogradBackward,
  winogradForward,
  winogradPrepare,
  winogradPrepareBack,
  type WinogradCall,
} from './winograd.ts';

/**
 * One thread's way through a network: takes a shard of images forwards through all layers to the loss, and
 * backwards to every weight. What each step means is in ./layers; here it is done by the kernels, in the
 * thread's own arena, and nothing is allocated.
 */
export class ShardRunner {
  readonly #kernels: Kernels;
  readonly #plan: NetworkPlan;
  readonly #arena: number;
  readonly #bytes: Uint8Array;
  readonly #indices: Int32Array;
  #preparedForward = -1;
  #preparedBackward = -1;
  readonly #calls: (WinogradCall | null)[];

  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory, plan: NetworkPlan, thread: number) {
    this.#kernels = instantiateKernels(module, memory);
    this.#plan = plan;
    this.#arena = plan.arena.address + thread * plan.arena.bytes;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#indices = new Int32Array(memory.buffer, plan.control.indices, plan.control.maxIndices);
    this.#calls = plan.layers.map((layer) =>
      layer.kind === 'conv2d' && layer.winograd !== null
        ? { plan: layer.winograd, arena: this.#arena, in: layer.in, out: layer.out }
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
      if (layer.kind === 'conv2d' && layer.winograd !== null) {
        if (layer.inputGradient !== null) winogradPrepareBack(this.#kernels, this.#winograd(layer));
      } else if (layer.kind === 'conv2d' || layer.kind === 'dense') {
        const { address, stride, turned, turnedStride } = layer.weights;
        if (turned === null) continue;
        const inputs =
          layer.kind === 'dense' ? layer.inputs : layer.kernel * layer.kernel * layer.in.channels;
        const outputs = layer.kind === 'dense' ? layer.units : layer.out.channels;
        this.#kernels.turnWeights(this.#arena + turned, address, inputs, outputs, stride, turnedStride);
      }
    }
  }

  /**
   * Both passes for the images that indices[first .. first + count) name: writes the shard's gradients and its
   * result.
   *
   * @param scale one over the size of the whole batch: gradients are of the mean loss.
   */
  train(shard: number, first: number, count: number, scale: number): void {
    this.#load(first, count);
    this.#forward(count);
    this.#loss(shard, count, this.#arena + this.#plan.arena.logitsGradient, scale);
    this.#backward(this.#plan.gradientAddress + shard * this.#plan.gradientBytes, count);
  }

  /** The forward pass alone, and its result. */
  evaluate(shard: number, first: number, count: number): void {
    this.#load(first, count);
    this.#forward(count);
    this.#loss(shard, count, 0, 0);
  }

  /** Forward pass of one kept image; its class probabilities stand in the arena, at the address returned. */
  predict(image: number): number {
    this.#indices[0] = image;
    this.#load(0, 1);
    this.#forward(1);
    const { probabilities, logits } = this.#plan.arena;
    this.#kernels.softmax(this.#arena + probabilities, this.#arena + logits, this.#plan.classes);
    return this.#arena + probabilities;
  }

  /** weights −= learningRate · Σ_shard gradients, for `count` floats from number `first` on. */
  update(first: number, count: number, shards: number, learningRate: number): void {
    const { parameterAddress, gradientAddress, gradientBytes } = this.#plan;
    const weights = parameterAddress + first * 4;
    this.#kernels.sgd(weights, gradientAddress + first * 4, gradientBytes, shards, count, learningRate);
  }

  /** Pixels become numbers, in the arena. */
  #load(first: number, count: number): void {
    const { images, inputSize, arena } = this.#plan;
    for (let i = 0; i < count; i++) {
      const image = this.#indices[first + i]!;
      const to = this.#arena + arena.input + i * inputSize * 4;
      this.#kernels.scaleBytes(to, images.pixels + image * inputSize, inputSize, INPUT_SCALE, INPUT_OFFSET);
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
    for (let i = 0; i < layers.length; i++) this.#forwardLayer(layers[i]!, count);
  }

  #backward(gradients: number, count: number): void {
    const { layers } = this.#plan;
    for (let i = layers.length - 1; i >= 0; i--) this.#backwardLayer(layers[i]!, gradients, count);
  }

  #forwardLayer(layer: LayerPlan, count: number): void {
    const output = this.#arena + layer.output;
    const input = this.#arena + layer.input;
    switch (layer.kind) {
      case 'conv2d': {
        const { weights } = layer;
        if (layer.winograd !== null) {
          winogradForward(this.#kernels, this.#winograd(layer), output, input, weights.bias, count);
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
      case 'dense': {
        const { weights, inputs, units } = layer;
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
      case 'relu':
        this.#kernels.relu(output, layer.size * count);
        return;
      case 'flatten':
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
      case 'dense':
        this.#denseBack(layer, outGradient, gradients, count);
        return;
      case 'maxPool': {
        if (layer.inputGradient === null) return;
        const to = this.#arena + layer.inputGradient;
        const winners = this.#arena + layer.winners;
        this.#kernels.maxPoolBack(to, outGradient, winners, count, sizeOf(layer.in), sizeOf(layer.out));
        return;
      }
      case 'relu':
        this.#kernels.reluBack(outGradient, this.#arena + layer.output, layer.size * count);
        return;
      case 'flatten':
        return;
      default:
        layer satisfies never;
    }
  }

  /** The layer's input with its padding: address, height and width. */
  #framed(layer: Conv2dPlan, input: number, count: number): readonly [number, number, number] {
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
    if (weights.bias !== 0) {
      const rows = count * outHeight * outWidth;
      this.#kernels.biasGradient(gradients + weights.biasGradient, outGradient, rows, filters);
    }
    if (layer.winograd !== null) {
      winogradBackward(
        this.#kernels,
        this.#winograd(layer),
        gradients + weights.gradient,
        layer.inputGradient === null ? null : this.#arena + layer.inputGradient,
        outGradient,
        this.#arena + layer.input,
        count,
      );
      return;
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
      this.#arena + weights.turned!,
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
    if (padded === null) return;
    const { height: frameHeight, width: frameWidth } = padded;
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

  #denseBack(layer: DensePlan, outGradient: number, gradients: number, count: number): void {
    const { weights, inputs, units } = layer;
    const input = this.#arena + layer.input;
    const gradient = gradients + weights.gradient;
    this.#kernels.denseWeightGradient(
      gradient,
      input,
      outGradient,
      count,
      inputs,
      units,
      weights.stride,
      false,
    );
    if (weights.bias !== 0) {
      this.#kernels.biasGradient(gradients + weights.biasGradient, outGradient, count, units);
    }
    if (layer.inputGradient === null) return;
    const to = this.#arena + layer.inputGradient;
    if (weights.turned === null) {
      const scratch = this.#arena + layer.scratch;
      const { address, stride } = weights;
      this.#kernels.denseInputGradient(to, outGradient, address, scratch, count, inputs, units, stride);
      return;
    }
    const turned = this.#arena + weights.turned;
    this.#kernels.dense(to, outGradient, turned, 0, count, units, inputs, weights.turnedStride);
  }
}

import type { Kernels } from '../kernels/kernels.ts';
import { activationBackward, activationForward } from './activation-pass.ts';
import type { BatchNormPass } from './batch-norm-pass.ts';
import { conv2dBackward, conv2dForward, conv2dPrepareBack } from './conv2d-pass.ts';
import {
  convPoolBackward,
  convPoolForward,
  convPoolInputGradient,
  convPoolPrepareBack,
} from './conv-pool.ts';
import { denseBackward, denseForward, densePrepareBack } from './dense-pass.ts';
import { placeInFrame, takeOutOfFrame } from './frame.ts';
import type { Conv2dPlan, ConvPoolPlan, DropoutPlan, LayerPlan } from './layer-plan.ts';
import { dropThreshold } from './layers/dropout.ts';
import type { NetworkPlan } from './plan.ts';
import { averagePoolBackward, averagePoolForward, maxPoolBackward, maxPoolForward } from './pool-pass.ts';
import { PURPOSES } from './random.ts';
import {
  winogradBackward,
  winogradForward,
  winogradPrepare,
  winogradPrepareBack,
  type WinogradCall,
} from './winograd-pass.ts';

/** In the place of a step's number: the network is in use. */
export const NOT_TRAINING = -1;

/** What a thread does with a shard at one layer, by the layer's kind: the kernels, in their order. */
export class LayerPass {
  readonly #kernels: Kernels;
  readonly #plan: NetworkPlan;
  readonly #batchNorm: BatchNormPass;
  /** The thread's own arena, where it keeps the weights' other forms too; and the one that it works in just now. */
  readonly #home: number;
  #arena: number;
  /** Number of the training step, and place in the batch of the shard's first image. */
  #step = NOT_TRAINING;
  #position = 0;
  readonly #calls: (WinogradCall | null)[];

  constructor(kernels: Kernels, plan: NetworkPlan, batchNorm: BatchNormPass, home: number) {
    this.#kernels = kernels;
    this.#plan = plan;
    this.#batchNorm = batchNorm;
    this.#home = home;
    this.#arena = home;
    this.#calls = plan.layers.map((layer) =>
      layer.kind === 'conv2d' && layer.winograd !== null
        ? { plan: layer.winograd, home, in: layer.in, out: layer.out }
        : null,
    );
  }

  /** @param position of the shard's first image in its batch. */
  begin(arena: number, step: number, position: number): void {
    this.#arena = arena;
    this.#step = step;
    this.#position = position;
  }

  /** Brings the weights into the forms that the way forwards uses. */
  prepareForward(): void {
    const { layers } = this.#plan;
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i]!;
      if (layer.kind !== 'conv2d' || layer.winograd === null) continue;
      winogradPrepare(this.#kernels, this.#winograd(layer), layer.weights.address);
    }
  }

  /** The same for the way back. */
  prepareBackward(): void {
    const { layers } = this.#plan;
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i]!;
      if (layer.kind === 'convPool') {
        convPoolPrepareBack(this.#kernels, layer, this.#home);
      } else if (layer.kind === 'conv2d' && layer.winograd !== null) {
        if (layer.inputGradient === null) continue;
        winogradPrepareBack(this.#kernels, this.#winograd(layer));
      } else if (layer.kind === 'conv2d') {
        conv2dPrepareBack(this.#kernels, layer, this.#home);
      } else if (layer.kind === 'dense') {
        densePrepareBack(this.#kernels, layer, this.#home);
      }
    }
  }

  forward(layer: LayerPlan, count: number): void {
    switch (layer.kind) {
      case 'conv2d':
        if (layer.winograd === null) conv2dForward(this.#kernels, layer, this.#arena, count);
        else this.#winogradForward(layer, count);
        return;
      case 'convPool':
        this.#convPoolForward(layer, count);
        return;
      case 'dense': {
        const position = this.#step === NOT_TRAINING ? null : this.#position;
        denseForward(this.#kernels, layer, this.#arena, count, position);
        return;
      }
      case 'maxPool':
        maxPoolForward(this.#kernels, layer, this.#arena, count);
        return;
      case 'averagePool':
        averagePoolForward(this.#kernels, layer, this.#arena, count);
        return;
      case 'relu':
      case 'leakyRelu':
      case 'sigmoid':
      case 'tanh':
        activationForward(this.#kernels, layer, this.#arena, count);
        return;
      case 'dropout':
        if (this.#step !== NOT_TRAINING || layer.input !== layer.output) {
          this.#dropout(layer, this.#arena + layer.output, this.#arena + layer.input, count);
        }
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

  /** @param gradients of the shard, of all parameters. */
  backward(layer: LayerPlan, gradients: number, count: number): void {
    switch (layer.kind) {
      case 'conv2d':
        if (layer.winograd === null) {
          conv2dBackward(this.#kernels, layer, this.#arena, this.#home, gradients, count);
        } else {
          this.#winogradBackward(layer, gradients, count);
        }
        return;
      case 'convPool':
        this.#convPoolBackward(layer, gradients, count);
        return;
      case 'dense':
        denseBackward(this.#kernels, layer, this.#arena, this.#home, gradients, count, this.#position);
        return;
      case 'maxPool':
        maxPoolBackward(this.#kernels, layer, this.#arena, count);
        return;
      case 'averagePool':
        averagePoolBackward(this.#kernels, layer, this.#arena, count);
        return;
      case 'relu':
      case 'leakyRelu':
      case 'sigmoid':
      case 'tanh':
        activationBackward(this.#kernels, layer, this.#arena, count);
        return;
      case 'dropout':
        if (layer.inputGradient !== null) {
          this.#dropout(layer, this.#arena + layer.inputGradient, this.#arena + layer.outputGradient, count);
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

  #winograd(layer: Conv2dPlan): WinogradCall {
    return this.#calls[layer.index]!;
  }

  #winogradForward(layer: Conv2dPlan, count: number): void {
    winogradForward(
      this.#kernels,
      this.#winograd(layer),
      this.#arena,
      this.#arena + layer.output,
      this.#arena + layer.input,
      layer.weights.bias,
      count,
      layer.relu,
      this.#step !== NOT_TRAINING,
    );
  }

  #winogradBackward(layer: Conv2dPlan, gradients: number, count: number): void {
    const { weights } = layer;
    winogradBackward(
      this.#kernels,
      this.#winograd(layer),
      this.#arena,
      gradients + weights.gradient,
      weights.bias === 0 ? this.#arena + layer.winograd!.spare : gradients + weights.biasGradient,
      layer.inputGradient === null ? null : this.#arena + layer.inputGradient,
      this.#arena + layer.outputGradient,
      layer.relu ? this.#arena + layer.output : 0,
      count,
    );
  }

  #convPoolForward(layer: ConvPoolPlan, count: number): void {
    // The frame of a network's first layer was filled as the images were loaded.
    const from =
      layer.index === 0
        ? this.#inputOf(layer)
        : placeInFrame(this.#kernels, layer, this.#arena, this.#arena + layer.input, count);
    convPoolForward(this.#kernels, layer, this.#arena, from, count, this.#step !== NOT_TRAINING);
  }

  #convPoolBackward(layer: ConvPoolPlan, gradients: number, count: number): void {
    const input = this.#inputOf(layer);
    convPoolBackward(this.#kernels, layer, this.#arena, gradients, count);
    if (layer.inputGradient === null) return;
    const inputGradient = this.#arena + layer.inputGradient;
    // The padded input has done its part; its gradient takes its place.
    const framed = layer.padded === null ? inputGradient : input;
    convPoolInputGradient(this.#kernels, layer, this.#arena, this.#home, framed, input, count);
    takeOutOfFrame(this.#kernels, layer, this.#arena, inputGradient, count);
  }

  #inputOf({ padded, input }: ConvPoolPlan): number {
    return this.#arena + (padded?.address ?? input);
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
}

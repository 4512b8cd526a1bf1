import type { History, TrainingPoint } from '../../engine/protocol/contract.ts';
import type { Observation } from '../../engine/protocol/run-calls.ts';
import { Curve } from '../charts/curve.ts';

/** A run's history as curves over epochs, which grow with it. */
export class RunCurves {
  readonly training = { loss: new Curve(), accuracy: new Curve() };
  readonly validation = { loss: new Curve(), accuracy: new Curve() };

  readonly learningRate = new Curve();
  readonly throughput = new Curve();
  /** By the layer's place in the network. */
  readonly layers = new Map<number, { readonly gradientNorm: Curve; readonly updateRatio: Curve }>();

  append(history: Partial<History>): void {
    for (const point of history.training ?? []) {
      this.#append(this.training, point);
      if (point.learningRate !== undefined) this.learningRate.append(point.epoch, point.learningRate);
    }
    for (const point of history.validation ?? []) this.#append(this.validation, point);
    for (const observation of history.observations ?? []) this.#observe(observation);
  }

  clear(): void {
    this.learningRate.clear();
    this.throughput.clear();
    this.layers.clear();
    for (const curves of [this.training, this.validation]) {
      curves.loss.clear();
      curves.accuracy.clear();
    }
  }

  #observe({ epoch, imagesPerSecond, layers }: Observation): void {
    // Before anything was measured there is no throughput.
    if (imagesPerSecond > 0) this.throughput.append(epoch, imagesPerSecond);
    for (const { layer, gradientNorm, updateRatio } of layers) {
      const known = this.layers.get(layer);
      const curves = known ?? { gradientNorm: new Curve(), updateRatio: new Curve() };
      if (!known) this.layers.set(layer, curves);
      curves.gradientNorm.append(epoch, gradientNorm);
      curves.updateRatio.append(epoch, updateRatio);
    }
  }

  #append(curves: RunCurves['training'], { epoch, loss, accuracy }: TrainingPoint): void {
    curves.loss.append(epoch, loss);
    curves.accuracy.append(epoch, accuracy);
  }
}

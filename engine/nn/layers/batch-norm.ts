import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import { createParameter, type Layer, type Moment, type Parameter } from './layer.ts';

/**
 * Batch normalisation: each channel is brought to mean 0 and variance 1, and then to a mean and a size that are
 * learned (S. Ioffe, C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal
 * Covariate Shift", ICML 2015). What the layers before do to the size of the signals no longer matters to those
 * after.
 *
 * While training, mean μ and variance σ² are those of the batch: over the N values that the channel has in all
 * places of all its images.
 *
 *   x̂ = (x − μ) / √(σ² + ε)            y = γ·x̂ + β      with scale γ and shift β, one a channel
 *
 * Backward, with g = ∂L/∂y, and mean(·) over the same N values. Every x moves μ and σ² too, and through them all
 * other outputs; that is what is taken off:
 *
 *   ∂L/∂β = Σ g      ∂L/∂γ = Σ g·x̂      ∂L/∂x = γ / √(σ² + ε) · (g − mean(g) − x̂ · mean(g·x̂))
 *
 * A network in use sees one image, not a batch. So running averages are kept while training, and used instead:
 *
 *   running ← (1 − m)·running + m·(that of the batch), with the variance as Σ (x − μ)² / (N − 1)
 *
 * ε = 10⁻⁵, m = 0.1 and the division by N − 1 for the running variance alone are PyTorch's. Where a channel has a
 * single value (N = 1) there is no variance: y = β, and the running averages stay as they were.
 */
export const BATCH_NORM_EPSILON = 1e-5;
export const BATCH_NORM_MOMENTUM = 0.1;

export class BatchNorm implements Layer {
  readonly kind = 'batchNorm';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly Parameter[];

  readonly #channels: number;
  readonly #scale: Parameter;
  readonly #shift: Parameter;
  readonly #runningMean: Float64Array;
  readonly #runningVariance: Float64Array;

  /** Of the latest batch: how many values each channel has, their mean and variance. */
  #count = 0;
  readonly #mean: Float64Array;
  readonly #variance: Float64Array;
  /** Of the latest batch on its way back: mean(g) and mean(g·x̂). */
  readonly #meanGradient: Float64Array;
  readonly #meanProduct: Float64Array;

  /** Of the latest image: x̂, by what it was divided, and whether it was a part of a batch. */
  #normalised: Float64Array = new Float64Array();
  #deviation: Float64Array = new Float64Array();
  #inBatch = false;

  constructor(shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
    this.parameters = shape.parameters.map(createParameter);
    const [scale, shift, runningMean, runningVariance] = this.parameters;
    this.#scale = scale!;
    this.#shift = shift!;
    this.#runningMean = runningMean!.values;
    this.#runningVariance = runningVariance!.values;
    this.#channels = shape.input.channels;
    this.#mean = new Float64Array(this.#channels);
    this.#variance = new Float64Array(this.#channels);
    this.#meanGradient = new Float64Array(this.#channels);
    this.#meanProduct = new Float64Array(this.#channels);
  }

  meet(inputs: readonly Float64Array[]): void {
    const channels = this.#channels;
    this.#count = (inputs.length * inputs[0]!.length) / channels;
    this.#mean.fill(0);
    for (const input of inputs) {
      input.forEach((value, i) => (this.#mean[i % channels]! += value / this.#count));
    }
    this.#variance.fill(0);
    for (const input of inputs) {
      input.forEach((value, i) => {
        const distance = value - this.#mean[i % channels]!;
        this.#variance[i % channels]! += distance ** 2 / this.#count;
      });
    }
  }

  remember(): void {
    if (this.#count < 2) return;
    const unbiased = this.#count / (this.#count - 1);
    for (let channel = 0; channel < this.#channels; channel++) {
      this.#runningMean[channel]! +=
        BATCH_NORM_MOMENTUM * (this.#mean[channel]! - this.#runningMean[channel]!);
      this.#runningVariance[channel]! +=
        BATCH_NORM_MOMENTUM * (this.#variance[channel]! * unbiased - this.#runningVariance[channel]!);
    }
  }

  forward(input: Float64Array, moment?: Moment): Float64Array {
    this.#inBatch = moment !== undefined;
    const mean = this.#inBatch ? this.#mean : this.#runningMean;
    const variance = this.#inBatch ? this.#variance : this.#runningVariance;
    this.#deviation = variance.map((value) => Math.sqrt(value + BATCH_NORM_EPSILON));
    this.#normalised = input.map((value, i) => {
      const channel = i % this.#channels;
      return (value - mean[channel]!) / this.#deviation[channel]!;
    });
    return this.#normalised.map((value, i) => {
      const channel = i % this.#channels;
      return this.#scale.values[channel]! * value + this.#shift.values[channel]!;
    });
  }

  meetBack(inputs: readonly Float64Array[], outputGradients: readonly Float64Array[]): void {
    const channels = this.#channels;
    this.#meanGradient.fill(0);
    this.#meanProduct.fill(0);
    outputGradients.forEach((gradients, image) => {
      gradients.forEach((gradient, i) => {
        const channel = i % channels;
        const deviation = Math.sqrt(this.#variance[channel]! + BATCH_NORM_EPSILON);
        const normalised = (inputs[image]![i]! - this.#mean[channel]!) / deviation;
        this.#meanGradient[channel]! += gradient / this.#count;
        this.#meanProduct[channel]! += (gradient * normalised) / this.#count;
      });
    });
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient.map((gradient, i) => {
      const channel = i % this.#channels;
      const normalised = this.#normalised[i]!;
      this.#scale.gradient[channel]! += gradient * normalised;
      this.#shift.gradient[channel]! += gradient;
      const slope = this.#scale.values[channel]! / this.#deviation[channel]!;
      if (!this.#inBatch) return slope * gradient;
      return slope * (gradient - this.#meanGradient[channel]! - normalised * this.#meanProduct[channel]!);
    });
  }
}

import type { LayerSpec } from '../../protocol/network.ts';
import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import type { Layer } from './layer.ts';

/**
 * Leaky ReLU: what is negative becomes small instead of 0 (A. Maas, A. Hannun, A. Ng, "Rectifier Nonlinearities
 * Improve Neural Network Acoustic Models", 2013). A ReLU whose input is negative for every image has no gradient
 * and never learns again; this one always has some.
 *
 *   y = x where x > 0,   a·x elsewhere,   with the slope a
 *
 * Backward: ∂L/∂x = ∂L/∂y where x > 0, and a · ∂L/∂y elsewhere.
 */
export class LeakyRelu implements Layer {
  readonly kind = 'leakyRelu';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  readonly #slope: number;
  #values: Float64Array = new Float64Array();

  constructor(spec: Extract<LayerSpec, { kind: 'leakyRelu' }>, shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
    this.#slope = spec.slope;
  }

  forward(input: Float64Array): Float64Array {
    this.#values = input;
    return input.map((value) => (value > 0 ? value : this.#slope * value));
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient.map((gradient, i) => (this.#values[i]! > 0 ? gradient : this.#slope * gradient));
  }
}

import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import type { Layer } from './layer.ts';

/**
 * ReLU, the rectified linear unit: what is negative becomes 0 (V. Nair, G. Hinton, "Rectified Linear Units
 * Improve Restricted Boltzmann Machines", 2010). Without a bend like this between them, any number of dense and
 * convolutional layers could do no more than a single one.
 *
 *   y = max(0, x)
 *
 * Backward: ∂L/∂x = ∂L/∂y where x > 0, and 0 elsewhere. At x = 0 there is a corner and no derivative; 0 is
 * taken, as everybody does.
 */
export class Relu implements Layer {
  readonly kind = 'relu';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  #values: Float64Array = new Float64Array();

  constructor(shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
  }

  forward(input: Float64Array): Float64Array {
    this.#values = input;
    return input.map((value) => Math.max(0, value));
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient.map((gradient, i) => (this.#values[i]! > 0 ? gradient : 0));
  }
}

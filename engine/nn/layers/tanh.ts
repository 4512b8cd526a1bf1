import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import { tanh } from '../elementary.ts';
import type { Layer } from './layer.ts';

/**
 * Tanh, the hyperbolic tangent: a sigmoid between −1 and 1, with its middle at 0, so that what it passes on is
 * neither all positive nor all negative (Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", 1998).
 *
 *   y = (e^x − e^−x) / (e^x + e^−x)
 *
 * Backward, from what came out: ∂y/∂x = 1 − y², so ∂L/∂x = ∂L/∂y · (1 − y²).
 */
export class Tanh implements Layer {
  readonly kind = 'tanh';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  #outputs: Float64Array = new Float64Array();

  constructor(shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
  }

  forward(input: Float64Array): Float64Array {
    this.#outputs = input.map(tanh);
    return this.#outputs;
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient.map((gradient, i) => gradient * (1 - this.#outputs[i]! ** 2));
  }
}

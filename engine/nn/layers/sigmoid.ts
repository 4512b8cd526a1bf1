import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import { sigmoid } from '../elementary.ts';
import type { Layer } from './layer.ts';

/**
 * Sigmoid, the logistic function: anything becomes a number between 0 and 1, and a step becomes a slope (P.-F.
 * Verhulst, 1845; in networks D. Rumelhart, G. Hinton, R. Williams, 1986).
 *
 *   y = 1 / (1 + e^−x)
 *
 * Backward, its slope can be told from what came out: ∂y/∂x = y·(1 − y), so ∂L/∂x = ∂L/∂y · y·(1 − y). That is at
 * most a quarter: through each sigmoid on its way back a gradient fades, which is why deep networks rather use
 * ReLU.
 */
export class Sigmoid implements Layer {
  readonly kind = 'sigmoid';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  #outputs: Float64Array = new Float64Array();

  constructor(shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
  }

  forward(input: Float64Array): Float64Array {
    this.#outputs = input.map(sigmoid);
    return this.#outputs;
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient.map((gradient, i) => gradient * this.#outputs[i]! * (1 - this.#outputs[i]!));
  }
}

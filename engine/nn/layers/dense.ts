import type { LayerSpec } from '../../protocol/network.ts';
import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import { createParameter, type Layer, type Parameter } from './layer.ts';

/**
 * A dense (fully connected) layer: every unit sees every input, each through a weight of its own.
 *
 *   y[u] = b[u] + Σ_i x[i] · w[i, u]
 *
 * Backward, with g = ∂L/∂y:
 *
 *   ∂L/∂b[u] = g[u]      ∂L/∂w[i, u] = x[i] · g[u]      ∂L/∂x[i] = Σ_u w[i, u] · g[u]
 */
export class Dense implements Layer {
  readonly kind = 'dense';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly Parameter[];

  readonly #inputs: number;
  readonly #units: number;
  readonly #weights: Parameter;
  readonly #bias: Parameter | undefined;
  #values: Float64Array;

  constructor(spec: Extract<LayerSpec, { kind: 'dense' }>, shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
    this.parameters = shape.parameters.map(createParameter);
    this.#inputs = shape.input.channels;
    this.#units = spec.units;
    this.#weights = this.parameters[0]!;
    this.#bias = this.parameters[1];
    this.#values = new Float64Array(this.#inputs);
  }

  forward(input: Float64Array): Float64Array {
    this.#values = input;
    const weights = this.#weights.values;
    const totals = new Float64Array(this.#units);
    if (this.#bias) totals.set(this.#bias.values);
    // Input by input: the weights of one stand beside each other, and a large layer is read from end to end.
    for (let i = 0; i < this.#inputs; i++) {
      const value = input[i]!;
      for (let unit = 0; unit < this.#units; unit++) {
        totals[unit]! += value * weights[this.#weightIndex(i, unit)]!;
      }
    }
    return totals;
  }

  backward(outputGradient: Float64Array): Float64Array {
    const { values: weights, gradient: weightGradient } = this.#weights;
    const inputGradient = new Float64Array(this.#inputs);
    for (let unit = 0; unit < this.#units; unit++) {
      if (this.#bias) this.#bias.gradient[unit]! += outputGradient[unit]!;
    }
    for (let i = 0; i < this.#inputs; i++) {
      const value = this.#values[i]!;
      let sum = 0;
      for (let unit = 0; unit < this.#units; unit++) {
        const weight = this.#weightIndex(i, unit);
        const totalGradient = outputGradient[unit]!;
        weightGradient[weight]! += value * totalGradient;
        sum += weights[weight]! * totalGradient;
      }
      inputGradient[i] = sum;
    }
    return inputGradient;
  }

  /** Where w[i, unit] stands among the weights. */
  #weightIndex(i: number, unit: number): number {
    return i * this.#units + unit;
  }
}

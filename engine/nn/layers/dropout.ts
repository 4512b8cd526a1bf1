import type { LayerSpec } from '../../protocol/network.ts';
import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import { placedWords } from '../random.ts';
import type { Layer, Moment } from './layer.ts';

/**
 * Dropout: while training, each value is set to 0 with the probability p, so that no unit can rely on a certain
 * other being there (N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
 * JMLR 2014). What is kept grows by 1 / (1 − p), so that sums keep their size on average; then nothing has to be
 * done when the network is used, where every value is let through as it is.
 *
 *   y = x / (1 − p) where it is kept,   0 where it is dropped
 *
 * Backward, alike: ∂L/∂x = ∂L/∂y / (1 − p) where x was kept, and 0 elsewhere.
 *
 * Which values are dropped is chance, but no history: it follows from the run's seed, the step, the layer, the
 * image's place in the batch and the value's place in the image. So it is the same on any number of threads, and
 * need not be kept for the way back.
 */
export class Dropout implements Layer {
  readonly kind = 'dropout';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  readonly #rate: number;
  /** Number of the layer in its network. */
  readonly #layer: number;
  /** What each value of the latest image was multiplied with. */
  #factors: Float64Array = new Float64Array();

  constructor(spec: Extract<LayerSpec, { kind: 'dropout' }>, shape: LayerShape, layer: number) {
    this.input = shape.input;
    this.output = shape.output;
    this.#rate = spec.rate;
    this.#layer = layer;
  }

  forward(input: Float64Array, moment?: Moment): Float64Array {
    this.#factors = moment ? this.#draw(input.length, moment) : new Float64Array(input.length).fill(1);
    return input.map((value, i) => value * this.#factors[i]!);
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient.map((gradient, i) => gradient * this.#factors[i]!);
  }

  #draw(count: number, { seed, step, position }: Moment): Float64Array {
    const words = placedWords(count, seed, 'dropout', [position, step, this.#layer]);
    const dropped = dropThreshold(this.#rate);
    return Float64Array.from(words, (word) => (word < dropped ? 0 : 1 / (1 - this.#rate)));
  }
}

/** A value is dropped where its random word, from 0 to 2^32 − 1, is below this. */
export function dropThreshold(rate: number): number {
  return Math.floor(rate * 2 ** 32);
}

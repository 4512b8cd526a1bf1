import type { LayerSpec } from '../../protocol/network.ts';
import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import type { Layer } from './layer.ts';
import { Volume } from './volume.ts';

/**
 * Which of several equal maxima of a window gets the gradient.
 *
 * - `first-maximum`: the first one in reading order, as the kernels and PyTorch do.
 * - `every-maximum`: each of them, in full, as common hand-written networks do by comparing every value with the
 *   maximum. It is wrong: a window of four equal values passes on four times the gradient that it was given.
 */
export type TieRule = 'first-maximum' | 'every-maximum';

/**
 * Max-pooling: of each window of size × size values, channel by channel, only the largest goes on. What the
 * filter found is kept, its exact place is given up, and the picture shrinks.
 *
 *   y[r, c, k] = max over i, j of x[r·s + i, c·s + j, k]      with stride s
 *
 * Backward, the maximum m is the one value on which y depends, with slope 1; a little change of the others
 * changes nothing:
 *
 *   ∂L/∂x[m] = the sum of ∂L/∂y[r, c, k] over the windows that m won, and 0 where it won none
 */
export class MaxPool implements Layer {
  readonly kind = 'maxPool';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  readonly #size: number;
  readonly #stride: number;
  readonly #tieRule: TieRule;
  #image: Volume;

  constructor(
    spec: Extract<LayerSpec, { kind: 'maxPool' }>,
    shape: LayerShape,
    tieRule: TieRule = 'first-maximum',
  ) {
    this.input = shape.input;
    this.output = shape.output;
    this.#size = spec.size;
    this.#stride = spec.stride;
    this.#tieRule = tieRule;
    this.#image = new Volume(this.input);
  }

  forward(input: Float64Array): Float64Array {
    this.#image = new Volume(this.input, input);
    const pooled = new Volume(this.output);
    for (let row = 0; row < this.output.height; row++) {
      for (let column = 0; column < this.output.width; column++) {
        for (let channel = 0; channel < this.output.channels; channel++) {
          const [winner] = this.#maxima(row, column, channel);
          pooled.add(row, column, channel, input[winner!]!);
        }
      }
    }
    return pooled.values;
  }

  backward(outputGradient: Float64Array): Float64Array {
    const pooledGradient = new Volume(this.output, outputGradient);
    const imageGradient = new Volume(this.input);
    for (let row = 0; row < this.output.height; row++) {
      for (let column = 0; column < this.output.width; column++) {
        for (let channel = 0; channel < this.output.channels; channel++) {
          const maxima = this.#maxima(row, column, channel);
          const receivers = this.#tieRule === 'first-maximum' ? maxima.slice(0, 1) : maxima;
          for (const receiver of receivers) {
            imageGradient.values[receiver]! += pooledGradient.at(row, column, channel);
          }
        }
      }
    }
    return imageGradient.values;
  }

  /** Where the largest value of a window stands in the image; several places, in reading order, if it ties. */
  #maxima(row: number, column: number, channel: number): number[] {
    let largest = -Infinity;
    let places: number[] = [];
    for (let i = 0; i < this.#size; i++) {
      for (let j = 0; j < this.#size; j++) {
        const place = this.#image.indexOf(row * this.#stride + i, column * this.#stride + j, channel);
        const value = this.#image.values[place]!;
        if (places.length === 0 || value > largest) {
          largest = value;
          places = [place];
        } else if (value === largest) {
          places.push(place);
        }
      }
    }
    return places;
  }
}

import type { LayerSpec } from '../../protocol/network.ts';
import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import type { Layer } from './layer.ts';
import { Volume } from './volume.ts';

/**
 * Average-pooling: each window of size × size values, channel by channel, becomes its mean. LeNet's subsampling
 * was of this kind (Y. LeCun et al., "Gradient-based learning applied to document recognition", 1998).
 *
 *   y[r, c, k] = 1/size² · Σ_i Σ_j x[r·s + i, c·s + j, k]      with stride s
 *
 * Backward, every value of a window had the same share in its mean:
 *
 *   ∂L/∂x = 1/size² · the sum of ∂L/∂y over the windows that x was in
 */
export class AveragePool implements Layer {
  readonly kind = 'averagePool';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  readonly #size: number;
  readonly #stride: number;

  constructor(spec: Extract<LayerSpec, { kind: 'averagePool' }>, shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
    this.#size = spec.size;
    this.#stride = spec.stride;
  }

  forward(input: Float64Array): Float64Array {
    const image = new Volume(this.input, input);
    const means = new Volume(this.output);
    this.#forEachPair((row, column, channel, y, x) => {
      means.add(row, column, channel, image.at(y, x, channel) / this.#size ** 2);
    });
    return means.values;
  }

  backward(outputGradient: Float64Array): Float64Array {
    const meanGradient = new Volume(this.output, outputGradient);
    const imageGradient = new Volume(this.input);
    this.#forEachPair((row, column, channel, y, x) => {
      imageGradient.add(y, x, channel, meanGradient.at(row, column, channel) / this.#size ** 2);
    });
    return imageGradient.values;
  }

  /** Every mean at row, column and channel, with every place y, x of its window. */
  #forEachPair(visit: (row: number, column: number, channel: number, y: number, x: number) => void): void {
    for (let row = 0; row < this.output.height; row++) {
      for (let column = 0; column < this.output.width; column++) {
        for (let channel = 0; channel < this.output.channels; channel++) {
          for (let i = 0; i < this.#size; i++) {
            for (let j = 0; j < this.#size; j++) {
              visit(row, column, channel, row * this.#stride + i, column * this.#stride + j);
            }
          }
        }
      }
    }
  }
}

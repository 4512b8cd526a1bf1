import type { LayerSpec } from '../../protocol/network.ts';
import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import { createParameter, type Layer, type Parameter } from './layer.ts';
import { Volume } from './volume.ts';

/**
 * Convolution: one small window of weights, the filter, slides over the whole image and looks for the same thing
 * everywhere. Each filter makes one channel of the output, its feature map.
 *
 * With stride s and padding p, for input x, weights w, bias b (Y. LeCun et al., "Gradient-based learning applied
 * to document recognition", 1998; V. Dumoulin, F. Visin, "A guide to convolution arithmetic", 2016):
 *
 *   y[r, c, f] = b[f] + Σ_i Σ_j Σ_k w[i, j, k, f] · x[r·s + i − p, c·s + j − p, k]
 *
 * over the kernel's rows i and columns j and the input's channels k. Mathematics calls this cross-correlation: a
 * convolution proper would turn the kernel by 180°. As the weights are learned, it makes no difference.
 *
 * Backward, with g = ∂L/∂y:
 *
 *   ∂L/∂b[f]          = Σ_r Σ_c g[r, c, f]
 *   ∂L/∂w[i, j, k, f] = Σ_r Σ_c g[r, c, f] · x[r·s + i − p, c·s + j − p, k]
 *   ∂L/∂x[·, ·, k]    = the sum of g[r, c, f] · w[i, j, k, f] over all that read this x
 */
export class Conv2d implements Layer {
  readonly kind = 'conv2d';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly Parameter[];

  readonly #kernel: number;
  readonly #stride: number;
  readonly #padding: number;
  readonly #weights: Parameter;
  readonly #bias: Parameter | undefined;
  #image: Volume;

  constructor(spec: Extract<LayerSpec, { kind: 'conv2d' }>, shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
    this.parameters = shape.parameters.map(createParameter);
    this.#kernel = spec.kernel;
    this.#stride = spec.stride;
    this.#padding = spec.padding;
    this.#weights = this.parameters[0]!;
    this.#bias = this.parameters[1];
    this.#image = new Volume(this.input);
  }

  forward(input: Float64Array): Float64Array {
    this.#image = new Volume(this.input, input);
    const maps = new Volume(this.output);
    for (let row = 0; row < this.output.height; row++) {
      for (let column = 0; column < this.output.width; column++) {
        for (let filter = 0; filter < this.output.channels; filter++) {
          maps.add(row, column, filter, this.#sumUnderKernel(row, column, filter));
        }
      }
    }
    return maps.values;
  }

  backward(outputGradient: Float64Array): Float64Array {
    const mapGradient = new Volume(this.output, outputGradient);
    const imageGradient = new Volume(this.input);
    for (let row = 0; row < this.output.height; row++) {
      for (let column = 0; column < this.output.width; column++) {
        for (let filter = 0; filter < this.output.channels; filter++) {
          this.#sendBack(row, column, filter, mapGradient.at(row, column, filter), imageGradient);
        }
      }
    }
    return imageGradient.values;
  }

  /** One value of a feature map: the bias, and every pixel under the kernel times its weight. */
  #sumUnderKernel(row: number, column: number, filter: number): number {
    const weights = this.#weights.values;
    let sum = this.#bias?.values[filter] ?? 0;
    for (let i = 0; i < this.#kernel; i++) {
      for (let j = 0; j < this.#kernel; j++) {
        for (let channel = 0; channel < this.input.channels; channel++) {
          const pixel = this.#image.at(this.#under(row, i), this.#under(column, j), channel);
          sum += weights[this.#weightIndex(i, j, channel, filter)]! * pixel;
        }
      }
    }
    return sum;
  }

  /** What one value of a feature map passes on of ∂L/∂value: to the bias, to each weight, to each pixel. */
  #sendBack(row: number, column: number, filter: number, valueGradient: number, imageGradient: Volume): void {
    const { values: weights, gradient: weightGradient } = this.#weights;
    if (this.#bias) this.#bias.gradient[filter]! += valueGradient;
    for (let i = 0; i < this.#kernel; i++) {
      for (let j = 0; j < this.#kernel; j++) {
        for (let channel = 0; channel < this.input.channels; channel++) {
          const [y, x] = [this.#under(row, i), this.#under(column, j)];
          const weight = this.#weightIndex(i, j, channel, filter);
          weightGradient[weight]! += valueGradient * this.#image.at(y, x, channel);
          imageGradient.add(y, x, channel, valueGradient * weights[weight]!);
        }
      }
    }
  }

  /** The image row under the kernel's row i, when the kernel makes output row `row`; columns alike. */
  #under(row: number, i: number): number {
    return row * this.#stride + i - this.#padding;
  }

  /** Where w[i, j, channel, filter] stands among the weights. */
  #weightIndex(i: number, j: number, channel: number, filter: number): number {
    return ((i * this.#kernel + j) * this.input.channels + channel) * this.output.channels + filter;
  }
}

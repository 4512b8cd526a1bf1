import type { LayerShape, Shape } from '../../protocol/shapes.ts';
import type { Layer } from './layer.ts';

/**
 * Flatten: a volume becomes a vector, read row by row, column by column, channel by channel.
 *
 *   y[(r · width + c) · channels + k] = x[r, c, k]
 *
 * A volume is stored in this very order, so no number moves, neither forward nor backward. Only the meaning
 * changes: a dense layer after this one knows of no neighbours any more.
 */
export class Flatten implements Layer {
  readonly kind = 'flatten';
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters = [];

  constructor(shape: LayerShape) {
    this.input = shape.input;
    this.output = shape.output;
  }

  forward(input: Float64Array): Float64Array {
    return input;
  }

  backward(outputGradient: Float64Array): Float64Array {
    return outputGradient;
  }
}

import type { WalkThrough } from '../explain/walk-through.ts';
import type { KernelView, SoftmaxView } from '../protocol/lab-calls.ts';
import type { Cell } from './check-answer.ts';
import { noCell } from './missing.ts';
import { correlate, pictureOf, valueAt, type Kernel, type Volume } from './volume.ts';

/** What the live figures of a lab show. */

/** A kernel laid on an image: the sums everywhere, and the products at one place. */
export function kernelView(image: Volume, kernel: Kernel, at: Cell): KernelView {
  const { shape } = image;
  const rows = shape.height - kernel.length + 1;
  const columns = shape.width - kernel.length + 1;
  if (at.row >= rows || at.column >= columns) throw noCell(at, { height: rows, width: columns });
  const sums = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      sums[row * columns + column] = correlate(image, kernel, { row, column });
    }
  }
  const pixels = kernel.flatMap((weights, i) =>
    weights.map((_, j) => valueAt(image, { row: at.row + i, column: at.column + j, channel: 0 })),
  );
  return {
    image: pictureOf(image, 0),
    sums: { rows, columns, values: sums },
    pixels,
    products: kernel.flat().map((weight, place) => weight * pixels[place]!),
    sum: correlate(image, kernel, at),
  };
}

/** What an image's totals become, and ∂L/∂totals. */
export function softmaxView({ subject, inputs, verdict }: WalkThrough): Omit<SoftmaxView, 'classes'> {
  return {
    label: subject.label,
    logits: [...inputs.at(-1)!],
    probabilities: [...verdict.probabilities],
    gradients: [...verdict.gradient],
    loss: verdict.loss,
  };
}

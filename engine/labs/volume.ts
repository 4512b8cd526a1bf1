import type { PictureView } from '../protocol/lab-calls.ts';
import type { Shape } from '../protocol/shapes.ts';
import type { Cell } from './check-answer.ts';
import { noCell } from './missing.ts';

/** The values of an image, or of a layer's output, by their places: row, column and channel, each from 0. */

export interface Volume {
  readonly values: Float64Array;
  readonly shape: Shape;
}

/** A list has row 0 and the value's place as its column, or its channel. */
export function valueAt({ values, shape }: Volume, place: Cell & { readonly channel: number }): number {
  const { row, column, channel } = place;
  if (shape.flat) {
    const value = values[column || channel];
    if (row === 0 && value !== undefined) return value;
    throw noCell(place, shape);
  }
  if (row >= shape.height || column >= shape.width || channel >= shape.channels) throw noCell(place, shape);
  return values[(row * shape.width + column) * shape.channels + channel]!;
}

/** Where a channel is largest; of several such cells the first. */
export function largest(volume: Volume, channel: number): Cell {
  let found: Cell & { value: number } = { row: 0, column: 0, value: -Infinity };
  for (let row = 0; row < volume.shape.height; row++) {
    for (let column = 0; column < volume.shape.width; column++) {
      const value = valueAt(volume, { row, column, channel });
      if (value > found.value) found = { row, column, value };
    }
  }
  return { row: found.row, column: found.column };
}

/** Σ over i, j of kernel[i][j] · volume[row + i, column + j], of the first channel. */
export function correlate(volume: Volume, kernel: Kernel, { row, column }: Cell): number {
  let sum = 0;
  kernel.forEach((weights, i) => {
    weights.forEach((weight, j) => {
      sum += weight * valueAt(volume, { row: row + i, column: column + j, channel: 0 });
    });
  });
  return sum;
}

export type Kernel = readonly (readonly number[])[];

/** One channel, row by row. */
export function pictureOf(volume: Volume, channel: number): PictureView {
  const { height: rows, width: columns } = volume.shape;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] = valueAt(volume, { row, column, channel });
    }
  }
  return { rows, columns, values };
}

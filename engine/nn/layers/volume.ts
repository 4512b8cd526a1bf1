import { sizeOf, type Shape } from '../../protocol/shapes.ts';

/**
 * A stack of pictures, one for each channel: numbers with a row, a column and a channel. Outside its edges there
 * is nothing: reading there gives 0, and what is added there is lost. That is all that padding is.
 */
export class Volume {
  /** height × width × channels values, channel running fastest. Not copied: `values` is the volume. */
  constructor(
    readonly shape: Shape,
    readonly values: Float64Array = new Float64Array(sizeOf(shape)),
  ) {}

  at(row: number, column: number, channel: number): number {
    return this.#holds(row, column) ? this.values[this.indexOf(row, column, channel)]! : 0;
  }

  add(row: number, column: number, channel: number, amount: number): void {
    if (this.#holds(row, column)) this.values[this.indexOf(row, column, channel)]! += amount;
  }

  /** Where a value inside the edges stands in `values`. */
  indexOf(row: number, column: number, channel: number): number {
    return (row * this.shape.width + column) * this.shape.channels + channel;
  }

  #holds(row: number, column: number): boolean {
    return row >= 0 && row < this.shape.height && column >= 0 && column < this.shape.width;
  }
}

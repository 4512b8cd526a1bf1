import type { Peak, TensorView } from '../protocol/explain-walk.ts';
import { foldedInput, type WalkThrough } from './walk-through.ts';

/** Numbers to be looked at: [row, column, channel], channel running fastest. */
export interface Picture {
  readonly form: TensorView['form'];
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly values: Float64Array;
  readonly folded?: TensorView['folded'];
}

/** What goes into a layer or comes out of it, or its gradient; a vector where its shape is flat. */
export function volume(
  walk: WalkThrough,
  layer: number,
  end: 'input' | 'output',
  values: Float64Array,
): Picture {
  const shape = walk.shapes[layer]![end];
  if (!shape.flat) {
    return { form: 'volume', rows: shape.height, columns: shape.width, channels: shape.channels, values };
  }
  const folded = foldedInput(walk.shapes, walk.layers, end === 'input' ? layer : layer + 1);
  return vector(values, folded && { rows: folded.height, columns: folded.width, channels: folded.channels });
}

export function vector(values: Float64Array, folded: TensorView['folded'] = null): Picture {
  return { form: 'vector', rows: 1, columns: values.length, channels: 1, values, folded };
}

export function statistics(values: Float64Array): { min: number; max: number; mean: number } {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return { min, max, mean: sum / values.length };
}

/** Largest and smallest value of a channel, and where they stand. */
export function peaksOf(
  { rows, columns, channels, values }: Picture,
  channel: number,
): { high: Peak; low: Peak } {
  let [high, low] = [channel, channel];
  for (let at = channel; at < rows * columns * channels; at += channels) {
    if (values[at]! > values[high]!) high = at;
    if (values[at]! < values[low]!) low = at;
  }
  const peak = (at: number): Peak => {
    const pixel = Math.floor(at / channels);
    return { row: Math.floor(pixel / columns), column: pixel % columns, value: values[at]! };
  };
  return { high: peak(high), low: peak(low) };
}

import type { Place3 } from '../../../engine/protocol/explain-calls.ts';
import type { TensorView } from '../../../engine/protocol/explain-walk.ts';
import { paintPixels } from '../../components/paint-pixels.ts';
import { painterOf, type Range, type ScaleName } from '../../theme/colour-scales.ts';

/** A tensor as pictures, one a channel. A vector that was a volume is shown as one; others are broken into rows. */
export interface Picture {
  readonly view: TensorView;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** Broken into rows: neighbours mean nothing. */
  readonly isWrapped: boolean;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export function toPicture(view: TensorView): Picture {
  if (view.form !== 'vector') {
    const { rows, columns, channels } = view;
    return { view, rows, columns, channels, isWrapped: false };
  }
  if (view.folded) return { view, ...view.folded, isWrapped: false };
  const columns = Math.ceil(Math.sqrt(view.columns));
  return { view, rows: Math.ceil(view.columns / columns), columns, channels: 1, isWrapped: true };
}

/** NaN where a broken row has no more values. */
export function valueAt(picture: Picture, { row, column }: Cell, channel: number): number {
  const at = (row * picture.columns + column) * picture.channels + channel;
  return picture.view.values[at] ?? Number.NaN;
}

/** Where the engine knows the value by. */
export function placeOf(picture: Picture, { row, column }: Cell, channel: number): Place3 {
  const { view } = picture;
  if (view.form !== 'vector') return [row, column, channel + view.from];
  return [0, 0, view.from + (row * picture.columns + column) * picture.channels + channel];
}

/** The way back of `placeOf`; null for a place that is not in the picture. */
export function cellOf(
  picture: Picture,
  [row, column, channel]: Place3,
): (Cell & { channel: number }) | null {
  const { view } = picture;
  if (view.form !== 'vector') {
    const own = channel - view.from;
    return own >= 0 && own < picture.channels ? { row, column, channel: own } : null;
  }
  const at = channel - view.from;
  if (at < 0 || at >= view.columns) return null;
  const pixel = Math.floor(at / picture.channels);
  return {
    row: Math.floor(pixel / picture.columns),
    column: pixel % picture.columns,
    channel: at % picture.channels,
  };
}

/** The largest and the smallest value of a channel, and where they stand: the one helper behind every description. */
export function peaksOf(
  picture: Picture,
  channel: number,
): { high: Cell & { value: number }; low: Cell & { value: number } } {
  const told = picture.view.peaks[channel];
  if (told && picture.view.form !== 'vector') return told;
  let [high, low] = [
    { row: 0, column: 0, value: -Infinity },
    { row: 0, column: 0, value: Infinity },
  ];
  for (let row = 0; row < picture.rows; row++) {
    for (let column = 0; column < picture.columns; column++) {
      const value = valueAt(picture, { row, column }, channel);
      if (value > high.value) high = { row, column, value };
      if (value < low.value) low = { row, column, value };
    }
  }
  return { high, low };
}

/** Draws one channel, a pixel a value. */
export function paint(
  canvas: HTMLCanvasElement,
  picture: Picture,
  channel: number,
  scale: ScaleName,
  range: Range,
): void {
  const { rows, columns, channels, view } = picture;
  const colour = painterOf(scale, range);
  paintPixels(canvas, columns, rows, (index) => {
    const value = view.values[index * channels + channel];
    return value === undefined || Number.isNaN(value) ? null : colour(value);
  });
}

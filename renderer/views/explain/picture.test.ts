import { describe, expect, it } from 'vitest';
import type { TensorView } from '../../../engine/protocol/explain-walk.ts';
import { cellOf, peaksOf, placeOf, toPicture, valueAt } from './picture.ts';

function view(given: Partial<TensorView>): TensorView {
  return {
    ...{ layer: 0, of: 'output', form: 'volume', rows: 2, columns: 3, channels: 2, from: 0, total: 2 },
    ...{
      values: Float64Array.from({ length: 12 }, (_, i) => i),
      folded: null,
      min: 0,
      max: 11,
      mean: 5.5,
      peaks: [],
    },
    ...given,
  };
}

const pictures = {
  'a volume': toPicture(view({ from: 4, total: 8 })),
  'a vector that was a volume': toPicture(
    view({ form: 'vector', rows: 1, columns: 12, channels: 1, folded: { rows: 2, columns: 2, channels: 3 } }),
  ),
  'a vector': toPicture(view({ form: 'vector', rows: 1, columns: 12, channels: 1 })),
};

describe.each(Object.entries(pictures))('%s', (_, picture) => {
  it('finds each cell again by its place', () => {
    for (let row = 0; row < picture.rows; row++) {
      for (let column = 0; column < picture.columns; column++) {
        for (let channel = 0; channel < picture.channels; channel++) {
          if (Number.isNaN(valueAt(picture, { row, column }, channel))) continue;
          expect(cellOf(picture, placeOf(picture, { row, column }, channel))).toEqual({
            row,
            column,
            channel,
          });
        }
      }
    }
  });

  it('has its largest value where it says', () => {
    const { high } = peaksOf(picture, picture.channels - 1);
    expect(valueAt(picture, high, picture.channels - 1)).toBe(high.value);
    expect(high.value).toBe(11);
  });
});

it('knows no cell of a channel that is not shown', () => {
  expect(cellOf(pictures['a volume'], [0, 0, 3])).toBeNull();
  expect(cellOf(pictures['a vector'], [0, 0, 12])).toBeNull();
});

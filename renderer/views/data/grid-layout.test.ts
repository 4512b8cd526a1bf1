import { expect, it } from 'vitest';
import { layOut, placeAt, visible } from './grid-layout.ts';

it('fills the width, and counts a last row that is not full', () => {
  const layout = layOut(70_000, 500, 44);
  expect(layout).toMatchObject({ columns: 10, rows: 7_000, cellWidth: 50 });
  expect(layOut(11, 500, 44).rows).toBe(2);
  expect(layOut(5, 10, 44).columns).toBe(1);
});

it('shows the rows in view, those at the edges too, and none beyond the end', () => {
  const layout = layOut(95, 500, 44);
  expect(visible(layout, 95, 0, layout.cellHeight)).toEqual({ first: 0, end: 10 });
  expect(visible(layout, 95, layout.cellHeight * 1.5, layout.cellHeight)).toEqual({ first: 10, end: 30 });
  expect(visible(layout, 95, layout.height - 10, 500)).toEqual({ first: 90, end: 95 });
});

it('finds the image under a point', () => {
  const layout = layOut(95, 500, 44);
  expect(placeAt(layout, 95, 51, layout.cellHeight + 1)).toBe(11);
  expect(placeAt(layout, 95, 499, layout.height - 1)).toBeNull();
  expect(placeAt(layout, 95, -1, 0)).toBeNull();
});

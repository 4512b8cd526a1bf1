/** Where the cells of a grid of images stand, and which of them are in view. All lengths in CSS pixels. */

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  /** Of a cell with the gap beside it. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Of all rows together. */
  readonly height: number;
}

/** Room for the label below an image. */
export const LABEL_HEIGHT = 16;
export const GAP = 6;

/** As many columns as there is room for, filling the width. */
export function layOut(count: number, width: number, imageSide: number): GridLayout {
  const columns = Math.max(1, Math.floor(width / (imageSide + GAP)));
  const cellWidth = width / columns;
  const cellHeight = cellWidth - GAP + LABEL_HEIGHT + GAP;
  const rows = Math.ceil(count / columns);
  return { columns, rows, cellWidth, cellHeight, height: rows * cellHeight };
}

/** The places from `first` to below `end` that show between `top` and `top + height`. */
export function visible(
  layout: GridLayout,
  count: number,
  top: number,
  height: number,
): { first: number; end: number } {
  const firstRow = Math.max(0, Math.floor(top / layout.cellHeight));
  const endRow = Math.ceil((top + height) / layout.cellHeight);
  return { first: Math.min(count, firstRow * layout.columns), end: Math.min(count, endRow * layout.columns) };
}

/** The place under a point of the grid; null beside the images. */
export function placeAt(layout: GridLayout, count: number, x: number, y: number): number | null {
  const column = Math.floor(x / layout.cellWidth);
  if (column < 0 || column >= layout.columns || y < 0) return null;
  const place = Math.floor(y / layout.cellHeight) * layout.columns + column;
  return place < count ? place : null;
}

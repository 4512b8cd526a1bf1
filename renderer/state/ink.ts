/**
 * A drawing as vectors, and what of it is inked. All coordinates are fractions of the pad's side, so that a
 * drawing can be rendered at any size.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Stroke {
  readonly kind: 'stroke';
  readonly points: readonly Point[];
}

/** A cell of the grid that the keyboard draws on. */
export interface Cell {
  readonly kind: 'cell';
  readonly column: number;
  readonly row: number;
}

export type Mark = Stroke | Cell;
export type Drawing = readonly Mark[];

/** Cells of the keyboard's grid along each side. */
export const GRID = 28;

/** Side of the rendering that the network reads, in pixels. */
export const INK_SIDE = 280;

/** Width of the pen as seen on the pad, as a fraction of its side. */
export const PEN_WIDTH = 20 / INK_SIDE;

/** A digit is scaled to fit 20 × 20 pixels; MNIST's strokes are 2 to 3 of them wide. */
const DIGIT_SIDE = 20;
const TARGET_STROKE_WIDTH = 2.5;

/** A dot stays a dot: the pen never gets thinner than this, in pixels of the rendering. */
const MIN_PEN_WIDTH = 4;

/** Places are rounded to this, in pixels, so that a shifted drawing renders to the same bytes. */
const PLACE_STEP = 1 / 64;

export function cellCentre({ column, row }: Cell): Point {
  return { x: (column + 0.5) / GRID, y: (row + 0.5) / GRID };
}

export function isInked(drawing: Drawing, column: number, row: number): boolean {
  return drawing.some((mark) => mark.kind === 'cell' && mark.column === column && mark.row === row);
}

/** The drawing with that cell inked. */
export function inkCell(drawing: Drawing, column: number, row: number): Drawing {
  return isInked(drawing, column, row) ? drawing : [...drawing, { kind: 'cell', column, row }];
}

/** The drawing without ink in that cell. */
export function clearCell(drawing: Drawing, column: number, row: number): Drawing {
  return drawing.filter((mark) => mark.kind !== 'cell' || mark.column !== column || mark.row !== row);
}

/**
 * The lines that a pen follows to make the drawing. Neighbouring cells of the grid are joined, so that a digit
 * made of cells has the same even strokes as one that was drawn.
 */
export function penPaths(drawing: Drawing): readonly (readonly Point[])[] {
  const paths: (readonly Point[])[] = [];
  const cells = new Map<string, Cell>();
  for (const mark of drawing) {
    if (mark.kind === 'stroke') paths.push(mark.points);
    else cells.set(`${mark.column},${mark.row}`, mark);
  }
  const at = (column: number, row: number) => cells.get(`${column},${row}`);
  for (const cell of cells.values()) {
    const { column, row } = cell;
    const right = at(column + 1, row);
    const below = at(column, row + 1);
    paths.push([cellCentre(cell)]);
    if (right) paths.push([cellCentre(cell), cellCentre(right)]);
    if (below) paths.push([cellCentre(cell), cellCentre(below)]);
    // A diagonal only where the two cells are not joined round the corner already.
    const belowRight = at(column + 1, row + 1);
    if (belowRight && !right && !below) paths.push([cellCentre(cell), cellCentre(belowRight)]);
    const belowLeft = at(column - 1, row + 1);
    if (belowLeft && !at(column - 1, row) && !below) paths.push([cellCentre(cell), cellCentre(belowLeft)]);
  }
  return paths;
}

/** What to stroke, in pixels of a square rendering with `INK_SIDE` pixels a side. */
export interface InkPlan {
  readonly paths: readonly (readonly Point[])[];
  readonly penWidth: number;
}

/**
 * For a network that sees drawings normalised as MNIST was. The pen is as wide as it takes for strokes to end
 * 2.5 pixels wide once the digit has been scaled to 20 × 20, whatever size it was drawn at. Where it was drawn
 * does not matter, so it is moved to the middle: no stroke is cut off, and every shift gives the same bytes.
 */
export function planNormalisedInk(drawing: Drawing): InkPlan {
  const paths = penPaths(drawing);
  const box = boundsOf(paths);
  if (!box) return { paths: [], penWidth: 0 };

  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const side = Math.max(width, height) * INK_SIDE;
  // The ink's box is one pen width larger than the pen's way: pen · 20 / (side + pen) = 2.5.
  const ideal = (side * TARGET_STROKE_WIDTH) / (DIGIT_SIDE - TARGET_STROKE_WIDTH);
  const shrink = Math.min(1, (INK_SIDE - 2) / (side + ideal));
  const scale = INK_SIDE * shrink;
  const left = (INK_SIDE - width * scale) / 2;
  const top = (INK_SIDE - height * scale) / 2;
  return {
    paths: paths.map((points) =>
      points.map(({ x, y }) => ({
        x: toPlace(left + (x - box.left) * scale),
        y: toPlace(top + (y - box.top) * scale),
      })),
    ),
    penWidth: toPlace(Math.max(MIN_PEN_WIDTH, ideal * shrink)),
  };
}

/** For a network that sees the pad as it is, only smaller: place, size and pen as drawn. */
export function planRawInk(drawing: Drawing): InkPlan {
  return {
    paths: penPaths(drawing).map((points) =>
      points.map(({ x, y }) => ({ x: x * INK_SIDE, y: y * INK_SIDE })),
    ),
    penWidth: PEN_WIDTH * INK_SIDE,
  };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boundsOf(paths: readonly (readonly Point[])[]): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y } of paths.flat()) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return left <= right ? { left, top, right, bottom } : null;
}

function toPlace(pixels: number): number {
  return Math.round(pixels / PLACE_STEP) * PLACE_STEP;
}

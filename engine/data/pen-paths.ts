import { GRID, widthUnder, type Cell, type Drawing } from '../protocol/drawing.ts';

/** The lines that a pen follows to make a drawing. */

export interface PenPoint {
  /** Fractions of the pad's side. */
  readonly x: number;
  readonly y: number;
  /** Width of the pen here, as a fraction of its usual width. */
  readonly width: number;
}

export type PenPath = readonly PenPoint[];

/**
 * What of the drawing lies on the pad: a stroke that leaves it ends at its edge, and goes on where it comes back, so
 * that the network sees what the person sees. Points are joined by straight lines, just as they were given.
 *
 * Neighbouring cells of the grid are joined, so that a digit made of cells has the same even strokes as one that
 * was drawn.
 */
export function penPaths(drawing: Drawing): readonly PenPath[] {
  const paths: PenPath[] = [];
  const cells = new Map<string, Cell>();
  for (const mark of drawing) {
    if (mark.kind === 'cell') cells.set(`${mark.column},${mark.row}`, mark);
    else {
      const { x, y, pressures } = mark;
      const widthAt = (i: number) => (pressures ? widthUnder(pressures[i]!) : 1);
      paths.push(...clipToPad(x.map((_, i) => ({ x: x[i]!, y: y[i]!, width: widthAt(i) }))));
    }
  }
  return [...paths, ...joinCells(cells)];
}

function joinCells(cells: ReadonlyMap<string, Cell>): PenPath[] {
  const paths: PenPath[] = [];
  const at = (column: number, row: number) => cells.get(`${column},${row}`);
  for (const cell of cells.values()) {
    const { column, row } = cell;
    const right = at(column + 1, row);
    const below = at(column, row + 1);
    paths.push([centre(cell)]);
    if (right) paths.push([centre(cell), centre(right)]);
    if (below) paths.push([centre(cell), centre(below)]);
    // A diagonal only where the two cells are not joined round the corner already.
    const belowRight = at(column + 1, row + 1);
    if (belowRight && !right && !below) paths.push([centre(cell), centre(belowRight)]);
    const belowLeft = at(column - 1, row + 1);
    if (belowLeft && !at(column - 1, row) && !below) paths.push([centre(cell), centre(belowLeft)]);
  }
  return paths;
}

function centre({ column, row }: Cell): PenPoint {
  return { x: (column + 0.5) / GRID, y: (row + 0.5) / GRID, width: 1 };
}

/** The pieces of a path that lie within 0 … 1 on both axes. */
function clipToPad(path: PenPath): PenPath[] {
  const isInside = ({ x, y }: PenPoint) => x >= 0 && x <= 1 && y >= 0 && y <= 1;
  if (path.every(isInside)) return [path];
  const pieces: PenPoint[][] = [];
  let piece: PenPoint[] = [];
  const finish = () => {
    if (piece.length > 0) pieces.push(piece);
    piece = [];
  };
  path.forEach((point, i) => {
    const before = path[i - 1];
    if (!before) {
      if (isInside(point)) piece.push(point);
      return;
    }
    const part = clipSegment(before, point);
    if (!part) {
      finish();
      return;
    }
    if (piece.length === 0) piece.push(part.from);
    piece.push(part.to);
    if (!isInside(point)) finish();
  });
  finish();
  return pieces;
}

/** Liang and Barsky's way: the range of t in which from + t (to − from) is inside all four edges. */
function clipSegment(from: PenPoint, to: PenPoint): { from: PenPoint; to: PenPoint } | null {
  let [enter, leave] = [0, 1];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  for (const [step, room] of [
    [-dx, from.x],
    [dx, 1 - from.x],
    [-dy, from.y],
    [dy, 1 - from.y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return null;
    } else if (step < 0) enter = Math.max(enter, room / step);
    else leave = Math.min(leave, room / step);
  }
  if (enter > leave) return null;
  const at = (t: number): PenPoint => ({
    x: from.x + t * dx,
    y: from.y + t * dy,
    width: from.width + t * (to.width - from.width),
  });
  return { from: enter === 0 ? from : at(enter), to: leave === 1 ? to : at(leave) };
}

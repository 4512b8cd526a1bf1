import { strokePlan } from '../../state/ink-raster.ts';
import { GRID, PEN_WIDTH, type Drawing } from '../../state/ink.ts';

/** A cell of the keyboard's grid. */
export interface Cursor {
  readonly column: number;
  readonly row: number;
}

/** Paper, ink and grid are the same in light and dark: see --paper in theme/tokens.css. */
const INK = '#ffffff';
const GRID_LINES = '#2b323d';
const CURSOR = '#ffb257';

/** Draws the pad as it is, at the size that its canvas has on screen. */
export function drawPad(canvas: HTMLCanvasElement, drawing: Drawing, cursor: Cursor | null): void {
  const context = canvas.getContext('2d');
  const side = canvas.clientWidth;
  if (!context || side === 0) return;
  const pixels = Math.round(side * window.devicePixelRatio);
  if (canvas.width !== pixels) {
    canvas.width = pixels;
    canvas.height = pixels;
  }
  context.setTransform(pixels, 0, 0, pixels, 0, 0);
  context.clearRect(0, 0, 1, 1);
  if (cursor) drawGrid(context, side);
  drawInk(context, drawing);
  if (cursor) drawCursor(context, cursor, side);
}

function drawGrid(context: CanvasRenderingContext2D, side: number): void {
  context.strokeStyle = GRID_LINES;
  context.lineWidth = 1 / side;
  context.beginPath();
  for (let line = 1; line < GRID; line++) {
    context.moveTo(line / GRID, 0);
    context.lineTo(line / GRID, 1);
    context.moveTo(0, line / GRID);
    context.lineTo(1, line / GRID);
  }
  context.stroke();
}

function drawInk(context: CanvasRenderingContext2D, drawing: Drawing): void {
  context.strokeStyle = INK;
  context.fillStyle = INK;
  const paths = drawing.flatMap((mark) => (mark.kind === 'stroke' ? [mark.points] : []));
  if (paths.length > 0) strokePlan(context, { paths, penWidth: PEN_WIDTH });
  for (const mark of drawing) {
    if (mark.kind === 'cell') context.fillRect(mark.column / GRID, mark.row / GRID, 1 / GRID, 1 / GRID);
  }
}

function drawCursor(context: CanvasRenderingContext2D, { column, row }: Cursor, side: number): void {
  context.strokeStyle = CURSOR;
  context.lineWidth = 2 / side;
  context.strokeRect(column / GRID, row / GRID, 1 / GRID, 1 / GRID);
}

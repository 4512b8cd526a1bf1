import { PEN_WIDTH, widthUnder, type Stroke } from '../../../engine/protocol/drawing.ts';
import { GRID, isCell, type Drawing } from '../../state/ink.ts';

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

/** The drawing alone, for a small picture of it, in the whole of the context's unit square. */
export function drawInk(context: CanvasRenderingContext2D, drawing: Drawing): void {
  context.strokeStyle = INK;
  context.fillStyle = INK;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const mark of drawing) {
    if (isCell(mark)) context.fillRect(mark.column / GRID, mark.row / GRID, 1 / GRID, 1 / GRID);
    else if (mark.pressures) drawPressed(context, mark, mark.pressures);
    else drawEven(context, mark);
  }
}

/** Straight from point to point, as the engine inks it; a point alone is the dot that its round caps make. */
function drawEven(context: CanvasRenderingContext2D, { x, y }: Stroke): void {
  context.lineWidth = PEN_WIDTH;
  context.beginPath();
  context.moveTo(x[0]!, y[0]!);
  for (let i = 0; i < x.length; i++) context.lineTo(x[i]!, y[i]!);
  context.stroke();
}

function drawPressed(
  context: CanvasRenderingContext2D,
  { x, y }: Stroke,
  pressures: readonly number[],
): void {
  for (let i = 0; i < x.length; i++) {
    const from = Math.max(0, i - 1);
    const pressure = (pressures[from]! + pressures[i]!) / 2;
    context.lineWidth = PEN_WIDTH * widthUnder(pressure);
    context.beginPath();
    context.moveTo(x[from]!, y[from]!);
    context.lineTo(x[i]!, y[i]!);
    context.stroke();
  }
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

function drawCursor(context: CanvasRenderingContext2D, { column, row }: Cursor, side: number): void {
  context.strokeStyle = CURSOR;
  context.lineWidth = 2 / side;
  context.strokeRect(column / GRID, row / GRID, 1 / GRID, 1 / GRID);
}

import { INK_SIDE, planNormalisedInk, planRawInk, type Drawing, type InkPlan, type Point } from './ink.ts';

/** Rendering of drawings: to the pad on screen, and to the bytes that the engine reads. */

/** Adds a curve through the points to the path: quadratic pieces that meet halfway between them. */
export function traceCurve(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first) return;
  context.moveTo(first.x, first.y);
  if (!last) {
    // A line of no length: its round caps make the dot.
    context.lineTo(first.x, first.y);
    return;
  }
  let previous = first;
  for (const point of rest) {
    context.quadraticCurveTo(previous.x, previous.y, (previous.x + point.x) / 2, (previous.y + point.y) / 2);
    previous = point;
  }
  context.lineTo(last.x, last.y);
}

export function strokePlan(context: CanvasRenderingContext2D, { paths, penWidth }: InkPlan): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.lineWidth = penWidth;
  context.beginPath();
  for (const points of paths) traceCurve(context, points);
  context.stroke();
}

let inkContext: CanvasRenderingContext2D | null = null;

function inkCanvas(): CanvasRenderingContext2D {
  if (inkContext) return inkContext;
  const canvas = document.createElement('canvas');
  canvas.width = INK_SIDE;
  canvas.height = INK_SIDE;
  // Read often, so it stays in main memory; that also makes the bytes the same with and without a GPU.
  inkContext = canvas.getContext('2d', { willReadFrequently: true });
  if (!inkContext) throw new Error('This browser has no 2D canvas.');
  return inkContext;
}

/** The drawing as `INK_SIDE`² bytes: 0 is background, 255 is full ink. */
export function renderInk(drawing: Drawing, normalise: boolean): Uint8Array {
  const context = inkCanvas();
  context.fillStyle = '#000';
  context.fillRect(0, 0, INK_SIDE, INK_SIDE);
  context.strokeStyle = '#fff';
  strokePlan(context, normalise ? planNormalisedInk(drawing) : planRawInk(drawing));
  const { data } = context.getImageData(0, 0, INK_SIDE, INK_SIDE);
  const ink = new Uint8Array(INK_SIDE * INK_SIDE);
  // Grey: red is as good as any channel.
  for (let pixel = 0; pixel < ink.length; pixel++) ink[pixel] = data[pixel * 4] ?? 0;
  return ink;
}

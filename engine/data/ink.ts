import { PEN_WIDTH, type Drawing } from '../protocol/drawing.ts';
import { normaliseInk, shrinkInk } from './normalise.ts';
import { penPaths, type PenPath, type PenPoint } from './pen-paths.ts';

/**
 * From the strokes of a drawing to the image that a network sees.
 *
 * All of it with + − × ÷ and square roots, which IEEE 754 fixes to the last bit: the same strokes give the same image
 * on every machine, and so do strokes that were moved by whole pixels of the pad.
 */

/** MNIST scales a digit to fit 20 × 20 pixels; there its strokes are this wide in the mean. */
const BOX_SIDE = 20;
const STROKE_WIDTH = 2.5;

/** Pixels along the longest side of a digit when it is inked: five for each that will be left. */
const DIGIT_SIDE = 5 * BOX_SIDE;
const MARGIN = 2;
/** Pixels along the side of the whole pad when it is inked as it is. */
const PAD_SIDE = 280;

/** What is smaller than this fraction of the pad, ink and all, is not enlarged to fill the box: a dot stays a dot. */
const SMALLEST_DIGIT = 10 / PAD_SIDE;

/** Places on the pad are told apart down to this fraction of its side. */
const PLACES = 2 ** 16;
/** Rounds up from here. No whole number of pixels falls on it, so a move by some never tips a place over. */
const ROUND_UP_FROM = Math.SQRT2 - 1;

/**
 * The drawing normalised as MNIST was (normalise.ts), inked with a pen as wide as it takes for strokes to end
 * `STROKE_WIDTH` pixels wide once the digit has been scaled to 20 × 20, whatever size it was drawn at.
 *
 * @returns 28 × 28 bytes; all zero where nothing was drawn.
 */
export function normalisedImage(drawing: Drawing): Uint8Array {
  const side = DIGIT_SIDE + 2 * MARGIN;
  const paths = fromTopLeft(penPaths(drawing));
  const [width, height] = extentOf(paths);
  // The ink's box is one pen larger than the pen's way: pen · 20 / (extent + pen) = STROKE_WIDTH.
  const extent = Math.max(width, height);
  const ideal = (extent * STROKE_WIDTH) / (BOX_SIDE - STROKE_WIDTH);
  const whole = Math.max(extent + ideal, SMALLEST_DIGIT * PLACES);
  const pen = (whole * STROKE_WIDTH) / BOX_SIDE;
  const scale = DIGIT_SIDE / whole;
  const [left, top] = [(side - width * scale) / 2, (side - height * scale) / 2];
  const placed = paths.map((path) =>
    path.map((point) => ({ ...point, x: left + point.x * scale, y: top + point.y * scale })),
  );
  return normaliseInk(strokePaths(placed, pen * scale, side), side, side, DIGIT_SIDE);
}

/**
 * The pad as it is, only smaller: place, size and pen as drawn.
 *
 * @returns 28 × 28 bytes.
 */
export function padImage(drawing: Drawing): Uint8Array {
  const placed = penPaths(drawing).map((path) =>
    path.map((point) => ({ ...point, x: point.x * PAD_SIDE, y: point.y * PAD_SIDE })),
  );
  return shrinkInk(strokePaths(placed, PEN_WIDTH * PAD_SIDE, PAD_SIDE), PAD_SIDE, PAD_SIDE);
}

/** Places as whole numbers, counted from the top left corner of the smallest box around all. */
function fromTopLeft(paths: readonly PenPath[]): PenPath[] {
  const [left, top] = [lowest(paths, 'x'), lowest(paths, 'y')];
  const place = (fraction: number) => Math.floor(fraction * PLACES + 1 - ROUND_UP_FROM);
  return paths.map((path) =>
    path.map(({ x, y, width }) => ({ x: place(x - left), y: place(y - top), width })),
  );
}

function lowest(paths: readonly PenPath[], axis: 'x' | 'y'): number {
  let least = Infinity;
  for (const path of paths) for (const point of path) least = Math.min(least, point[axis]);
  return least;
}

function extentOf(paths: readonly PenPath[]): [width: number, height: number] {
  let [width, height] = [0, 0];
  for (const path of paths) {
    for (const { x, y } of path) {
      width = Math.max(width, x);
      height = Math.max(height, y);
    }
  }
  return [width, height];
}

/**
 * Strokes the paths with a round pen.
 *
 * @param pen its width in pixels.
 * @returns side × side bytes; 255 is full ink, and at its edge each pixel has as much as it is covered.
 */
function strokePaths(paths: readonly PenPath[], pen: number, side: number): Uint8Array {
  const ink = new Uint8Array(side * side);
  for (const path of paths) {
    path.forEach((to, i) => {
      // The first point alone is a dot, which is what a path of one point is.
      const from = path[Math.max(0, i - 1)]!;
      if (i > 0 || path.length === 1) {
        strokeLine(ink, side, pen, from, to);
      }
    });
  }
  return ink;
}

/** All pixels nearer to the line than the pen's radius, which may change along it. */
function strokeLine(ink: Uint8Array, side: number, pen: number, from: PenPoint, to: PenPoint): void {
  const [{ x: x0, y: y0 }, { x: x1, y: y1 }] = [from, to];
  const [radius0, radius1] = [(from.width * pen) / 2, (to.width * pen) / 2];
  const reach = Math.max(radius0, radius1) + 0.5;
  const [dx, dy, grows] = [x1 - x0, y1 - y0, radius1 - radius0];
  const lengthSquared = dx * dx + dy * dy;
  const first = (low: number) => Math.max(0, Math.floor(low - reach));
  const last = (high: number) => Math.min(side - 1, Math.ceil(high + reach));
  const [left, right] = [first(Math.min(x0, x1)), last(Math.max(x0, x1))];
  const bottom = last(Math.max(y0, y1));
  for (let y = first(Math.min(y0, y1)); y <= bottom; y++) {
    const downwards = y + 0.5 - y0;
    for (let x = left; x <= right; x++) {
      const place = y * side + x;
      if (ink[place] === 255) continue;
      const across = x + 0.5 - x0;
      // How far along the line the nearest point is: 0 at its beginning, 1 at its end.
      const along =
        lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (across * dx + downwards * dy) / lengthSquared));
      const [awayX, awayY] = [across - along * dx, downwards - along * dy];
      const inside = radius0 + along * grows + 0.5 - Math.sqrt(awayX * awayX + awayY * awayY);
      if (inside <= 0) continue;
      const value = inside >= 1 ? 255 : Math.floor(inside * 255 + 0.5);
      if (value > ink[place]!) ink[place] = value;
    }
  }
}

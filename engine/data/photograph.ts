import { otsuSplit, type Split } from './otsu.ts';
import { fitPlane, type Plane } from './plane.ts';

/**
 * From a photograph or a scan of one digit to ink: finds what is page and what was written, whichever of the
 * two is darker, under light that may fall off to one side.
 *
 * The page is taken to be a plane of grey and the digit what stands out from it. Three times over: subtract the
 * plane, split the rest in two by Otsu's threshold, take for the page the class that most of the picture's edge
 * belongs to, and fit the plane anew to that class alone. The first split may cut across a page that is much
 * darker at one end; the plane fitted to its better half then levels the rest.
 *
 * Grey levels of the ink are kept, since the soft edges of a small picture say where the stroke really ends;
 * but only in pixels of the ink class and those that touch one. Everything else is background, or every grain
 * of the paper would widen the box that the digit is cut out with.
 */

const ROUNDS = 3;

/** What stands out by fewer grey levels than this is not ink. */
const LEAST_CONTRAST = 20;

/**
 * Ink and page differ by at least so many times the spread within them. Any picture can be split in two, but
 * noise (a normal distribution) cut in the middle comes to 2.7 and an even shading to 3.5.
 */
const LEAST_SEPARATION = 4;

/** Differences from the page reach from −LARGEST to LARGEST; their histogram has a bin for each. */
const LARGEST = 255;

/**
 * @param grey height × width bytes, 0 for black and 255 for white.
 * @returns height × width bytes of ink for `normaliseInk`: 0 is background, 255 the median of the written
 *   strokes and beyond. All zero when nothing stands out from the page.
 */
export function inkOfPhotograph(grey: Uint8Array, height: number, width: number): Uint8Array {
  let page: Plane = { middle: 0, down: 0, right: 0 };
  for (let round = 1; ; round++) {
    const difference = subtract(grey, height, width, page);
    const split = otsuSplit(histogramOf(difference));
    if (!split) return new Uint8Array(grey.length);
    const { threshold } = split;
    const inkIsLighter = pageIsLower(difference, height, width, threshold - LARGEST);
    const isInk = (index: number) => (difference[index] ?? 0) > threshold - LARGEST === inkIsLighter;
    if (round === ROUNDS) {
      if (!standsOut(split)) return new Uint8Array(grey.length);
      const zero = (inkIsLighter ? split.lowerMean : split.upperMean) - LARGEST;
      return inkLevels(difference, height, width, isInk, zero);
    }
    page = fitPlane(grey, height, width, (index) => !isInk(index));
  }
}

function standsOut({ lowerMean, upperMean, spread }: Split): boolean {
  const contrast = upperMean - lowerMean;
  return contrast >= LEAST_CONTRAST && contrast >= LEAST_SEPARATION * spread;
}

/** Each pixel's grey level above that of the page under it, rounded. */
function subtract(grey: Uint8Array, height: number, width: number, page: Plane): Int16Array {
  const difference = new Int16Array(grey.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = page.middle + page.down * (y - height / 2) + page.right * (x - width / 2);
      const value = Math.round((grey[y * width + x] ?? 0) - level);
      difference[y * width + x] = Math.max(-LARGEST, Math.min(LARGEST, value));
    }
  }
  return difference;
}

function histogramOf(difference: Int16Array): number[] {
  const histogram = new Array<number>(2 * LARGEST + 1).fill(0);
  for (const value of difference) histogram[value + LARGEST] = (histogram[value + LARGEST] ?? 0) + 1;
  return histogram;
}

/** Whether most of the picture's outermost pixels are of the lower class; when even, whether most of all are. */
function pageIsLower(difference: Int16Array, height: number, width: number, threshold: number): boolean {
  let [edge, all] = [0, 0];
  difference.forEach((value, index) => {
    const vote = value <= threshold ? 1 : -1;
    const [y, x] = [Math.floor(index / width), index % width];
    all += vote;
    if (y === 0 || y === height - 1 || x === 0 || x === width - 1) edge += vote;
  });
  return edge === 0 ? all > 0 : edge > 0;
}

/** Scales ink and the pixels around it so that the page is 0 and the median of the ink 255. */
function inkLevels(
  difference: Int16Array,
  height: number,
  width: number,
  isInk: (index: number) => boolean,
  zero: number,
): Uint8Array {
  const full = medianOf(difference, isInk) - zero;
  const ink = new Uint8Array(difference.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!touches(y, x, height, width, isInk)) continue;
      const share = ((difference[y * width + x] ?? 0) - zero) / full;
      ink[y * width + x] = Math.round(255 * Math.max(0, Math.min(1, share)));
    }
  }
  return ink;
}

/** Whether the pixel or one of its eight neighbours is ink. */
function touches(
  y: number,
  x: number,
  height: number,
  width: number,
  isInk: (index: number) => boolean,
): boolean {
  for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
    for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
      if (isInk(ny * width + nx)) return true;
    }
  }
  return false;
}

function medianOf(difference: Int16Array, isInk: (index: number) => boolean): number {
  const values = difference.filter((_, index) => isInk(index)).sort();
  return values[Math.floor(values.length / 2)] ?? 0;
}

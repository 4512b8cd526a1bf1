import { otsuSplit, type HistogramSplit } from './otsu.ts';
import { fitSurface } from './surface.ts';

/**
 * From a photograph or a scan of one digit to ink: finds what is page and what was written, whichever of the
 * two is darker, under light that may fall off to one side.
 *
 * The page is taken to be a smooth surface of grey and the digit what stands out from it. Three times over:
 * subtract the surface, split the rest in two by Otsu's threshold, take for the page the class that most of the
 * picture's edge belongs to, and fit the surface anew to that class alone. The first split may cut across a
 * page that is much darker at one end; the surface fitted to its better half then levels the rest.
 *
 * Grey levels of the ink are kept, since the soft edges of a small picture say where a stroke really ends; but
 * only in pixels of the ink class and those that touch one. Everything else is background, or every grain of
 * the paper would widen the box that the digit is cut out with.
 */

const ROUNDS = 3;

/** What stands out by fewer grey levels than this is not ink. */
const LEAST_CONTRAST = 20;

/**
 * Ink and page differ by at least so many times the spread within them. Any picture can be split in two, but
 * noise (a normal distribution) cut in the middle comes to 2.7 and an even shading to 3.5.
 */
const LEAST_SEPARATION = 4;

/** A larger picture is averaged down to at most this side first. That is plenty for one digit, and takes out noise. */
const LARGEST_SIDE = 1024;

/** Differences from the page reach from −LARGEST to LARGEST; their histogram has a bin for each. */
const LARGEST = 255;

/** A picture of one byte a pixel, height × width bytes, row by row. */
export interface PhotographedInk {
  readonly ink: Uint8Array;
  readonly height: number;
  readonly width: number;
}

/**
 * @param grey height × width bytes, 0 for black and 255 for white.
 * @returns ink for `normaliseInk`, 0 for background, 255 for the median of the written strokes and beyond; as
 *   large as the picture, or smaller by a whole factor. All zero when nothing stands out from the page.
 */
export function inkOfPhotograph(grey: Uint8Array, height: number, width: number): PhotographedInk {
  const factor = Math.ceil(Math.max(height, width) / LARGEST_SIDE);
  if (factor > 1) return inkOfPhotograph(...shrink(grey, height, width, factor));

  let picture = grey;
  let page: Float64Array = new Float64Array(grey.length);
  for (let round = 1; ; round++) {
    let difference = subtract(picture, page);
    let split = splitDifference(difference);
    if (split && !pageIsLower(difference, height, width, split.threshold)) {
      // From here on ink is the lighter of the two, so both kinds of picture take the very same path.
      picture = picture.map((value) => 255 - value);
      difference = difference.map((value) => -value);
      split = splitDifference(difference);
    }
    if (!split) return { ink: new Uint8Array(grey.length), height, width };
    const { threshold } = split;
    if (round === ROUNDS) {
      const ink = standsOut(split)
        ? inkLevels(difference, height, width, split)
        : new Uint8Array(grey.length);
      return { ink, height, width };
    }
    page = fitSurface(
      picture,
      height,
      width,
      Uint8Array.from(difference, (value) => (value <= threshold ? 1 : 0)),
    );
  }
}

function standsOut({ lowerMean, upperMean, spread }: HistogramSplit): boolean {
  const contrast = upperMean - lowerMean;
  return contrast >= LEAST_CONTRAST && contrast >= LEAST_SEPARATION * spread;
}

/** Each pixel's grey level above that of the page under it, rounded. */
function subtract(picture: Uint8Array, page: Float64Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(picture, (value, index) => {
    const difference = Math.round(value - (page[index] ?? 0));
    return Math.max(-LARGEST, Math.min(LARGEST, difference));
  });
}

/** Otsu's split of the differences, in their own unit. */
function splitDifference(difference: Int16Array): HistogramSplit | null {
  const histogram = new Array<number>(2 * LARGEST + 1).fill(0);
  for (const value of difference) histogram[value + LARGEST] = (histogram[value + LARGEST] ?? 0) + 1;
  const split = otsuSplit(histogram);
  return (
    split && {
      threshold: split.threshold - LARGEST,
      lowerMean: split.lowerMean - LARGEST,
      upperMean: split.upperMean - LARGEST,
      spread: split.spread,
    }
  );
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

/** Scales ink and the pixels that touch it so that the page is 0 and the median of the ink 255. */
function inkLevels(difference: Int16Array, height: number, width: number, split: HistogramSplit): Uint8Array {
  const { threshold, lowerMean: page } = split;
  const levels = difference.filter((value) => value > threshold).sort();
  const full = (levels[Math.floor(levels.length / 2)] ?? 0) - page;
  const ink = new Uint8Array(difference.length);
  difference.forEach((value, index) => {
    if (value <= threshold) return;
    const [y, x] = [Math.floor(index / width), index % width];
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const share = ((difference[ny * width + nx] ?? 0) - page) / full;
        ink[ny * width + nx] = Math.round(255 * Math.max(0, Math.min(1, share)));
      }
    }
  });
  return ink;
}

/** Averages blocks of factor × factor pixels; those at the right and bottom edges may be smaller. */
function shrink(
  grey: Uint8Array,
  height: number,
  width: number,
  factor: number,
): [grey: Uint8Array, height: number, width: number] {
  const [rows, columns] = [Math.ceil(height / factor), Math.ceil(width / factor)];
  const sums = new Float64Array(rows * columns);
  grey.forEach((value, index) => {
    const [y, x] = [Math.floor(index / width / factor), Math.floor((index % width) / factor)];
    sums[y * columns + x] = (sums[y * columns + x] ?? 0) + value;
  });
  const small = Uint8Array.from(sums, (sum, index) => {
    const [y, x] = [Math.floor(index / columns), index % columns];
    const area = Math.min(factor, height - y * factor) * Math.min(factor, width - x * factor);
    return Math.round(sum / area);
  });
  return [small, rows, columns];
}

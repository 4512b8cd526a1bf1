import { EpochLabError } from '../protocol/errors.ts';
import { areaSums } from './area-average.ts';
import { resizeGrey, type Size } from './resize.ts';

/**
 * Makes a drawing look as the images of MNIST do: the recipe with which its authors made them (LeCun, Bottou,
 * Bengio and Haffner 1998, section III A), in the exact form that Yadav and Bottou reconstructed ("Cold Case:
 * The Lost MNIST Digits", 2019). A network that learned from MNIST misreads what is not made the same way.
 *
 * Ink is one byte a pixel, 0 for background and 255 for full ink, row by row. Every step is a sum of whole
 * numbers or one division of two of them, rounded once, so the result is the same on every machine, bit for bit.
 */

/** Side of the image that a network sees. */
export const IMAGE_SIDE = 28;
/** Side of the square inside it that the ink is scaled to. */
const BOX_SIDE = 20;
/** A smaller drawing is not enlarged to fill the box: a speck stays a speck. In source pixels, MNIST's scanner's. */
const SMALLEST_SQUARE = 10;
/** Where the centre of mass goes: between 14 and 15 pixels from the top and left edges. */
const CENTRE = 15;

/**
 * The recipe:
 * 1. Take the tight box of the ink and pad it to a square of side max(height, width, smallestSquare) around its middle.
 *    An odd pixel of padding goes to the right or the bottom, as in the reconstruction.
 * 2. Scale the square to 20 × 20 by area average.
 * 3. Stretch the grey levels so that the highest is 255, and round them to bytes.
 * 4. Shift this by whole pixels into the 28 × 28 image: its centre of mass b, with pixel centres at + 0.5,
 *    moves by trunc(15 − b) on each axis. What is shifted over the edge is lost.
 *
 * Only the ink's own box counts, so where it was drawn makes no difference.
 *
 * @param ink height × width bytes.
 * @param smallestSquare for ink whose pixels are finer than those that MNIST was scanned with.
 * @returns 28 × 28 bytes; all zero when there is no ink.
 * @throws EpochLabError `invalid-argument` when the bytes are not height × width.
 */
export function normaliseInk(
  ink: Uint8Array,
  height: number,
  width: number,
  smallestSquare = SMALLEST_SQUARE,
): Uint8Array {
  checkSize(ink, height, width);
  const image = new Uint8Array(IMAGE_SIDE * IMAGE_SIDE);
  const box = tightBox(ink, height, width);
  if (!box) return image;

  const side = Math.max(box.height, box.width, smallestSquare);
  const square = {
    top: box.top - Math.floor((side - box.height) / 2),
    left: box.left - Math.floor((side - box.width) / 2),
    side,
  };
  const digit = stretch(areaSums(ink, height, width, square, BOX_SIDE));
  const [down, right] = shiftOf(digit);
  for (let y = 0; y < BOX_SIDE; y++) {
    for (let x = 0; x < BOX_SIDE; x++) {
      const [toY, toX] = [y + down, x + right];
      if (toY < 0 || toY >= IMAGE_SIDE || toX < 0 || toX >= IMAGE_SIDE) continue;
      image[toY * IMAGE_SIDE + toX] = digit[y * BOX_SIDE + x] ?? 0;
    }
  }
  return image;
}

/**
 * Normalisation left out: the whole drawing scaled to 28 × 28 by area average, and nothing else. A drawing
 * that is not square is centred in a square with background around it.
 *
 * @param ink height × width bytes.
 * @returns 28 × 28 bytes.
 * @throws EpochLabError `invalid-argument` when the bytes are not height × width.
 */
export function shrinkInk(ink: Uint8Array, height: number, width: number): Uint8Array {
  checkSize(ink, height, width);
  const side = Math.max(height, width);
  const square = { top: -Math.floor((side - height) / 2), left: -Math.floor((side - width) / 2), side };
  const area = side * side;
  return Uint8Array.from(areaSums(ink, height, width, square, IMAGE_SIDE), (sum) => Math.round(sum / area));
}

/**
 * A drawing as a network of any input size sees it: normalised to 28 × 28, and from there brought to its size.
 *
 * @returns `size.height` × `size.width` bytes.
 */
export function readingOf(
  { ink, height, width }: Size & { readonly ink: Uint8Array },
  size: Size,
): Uint8Array {
  return resizeGrey(
    normaliseInk(ink, height, width),
    { height: IMAGE_SIDE, width: IMAGE_SIDE },
    size,
    'stretch',
  );
}

/** Whether there is no ink at all. */
export function isEmpty(ink: Uint8Array): boolean {
  return ink.every((value) => value === 0);
}

function checkSize(ink: Uint8Array, height: number, width: number): void {
  if (height < 1 || width < 1 || ink.length !== height * width) {
    throw new EpochLabError(
      'invalid-argument',
      `A drawing of ${height} × ${width} pixels cannot have ${ink.length} bytes.`,
    );
  }
}

interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The smallest box that holds every pixel with any ink; null when there is none. */
function tightBox(ink: Uint8Array, height: number, width: number): Box | null {
  let [top, bottom, left, right] = [height, -1, width, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x] === 0) continue;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (x < left) left = x;
      if (x > right) right = x;
    }
  }
  return bottom < 0 ? null : { top, left, height: bottom - top + 1, width: right - left + 1 };
}

function stretch(sums: Float64Array): Uint8Array {
  const peak = sums.reduce((highest, sum) => Math.max(highest, sum), 0);
  return Uint8Array.from(sums, (sum) => Math.round((sum * 255) / peak));
}

/** Rows down and columns right that bring the centre of mass to its place. */
function shiftOf(digit: Uint8Array): [down: number, right: number] {
  let [mass, momentY, momentX] = [0, 0, 0];
  digit.forEach((value, index) => {
    mass += value;
    momentY += value * (2 * Math.floor(index / BOX_SIDE) + 1);
    momentX += value * (2 * (index % BOX_SIDE) + 1);
  });
  return [Math.trunc(CENTRE - momentY / (2 * mass)), Math.trunc(CENTRE - momentX / (2 * mass))];
}

import type { Framing } from '../protocol/imports.ts';

/**
 * Grey pictures made larger or smaller by exact area average: each pixel of the result is the mean of the part
 * of the picture that it covers. All sums are whole numbers and divided once, so every machine gets the same
 * bytes. (area-average.ts does the same for squares that reach beyond the picture.)
 */

export interface Size {
  readonly height: number;
  readonly width: number;
}

/**
 * @param image `from.height` × `from.width` bytes, row by row.
 * @param background byte beside a picture that is fitted in.
 * @returns `to.height` × `to.width` bytes.
 */
export function resizeGrey(
  image: Uint8Array,
  from: Size,
  to: Size,
  framing: Framing,
  background = 0,
): Uint8Array {
  if (from.height === to.height && from.width === to.width) return image;
  switch (framing) {
    case 'stretch':
      return stretch(image, from, to);
    case 'crop': {
      const window = inside(to, from);
      return stretch(cut(image, from, window), window, to);
    }
    case 'fit': {
      const window = inside(from, to);
      return paste(stretch(image, from, window), window, to, background);
    }
    default:
      return framing satisfies never;
  }
}

/** The largest size with the proportions of `shape` that fits into `frame`. */
function inside(shape: Size, frame: Size): Size {
  // Which side is met first, without a division: height/width of both, crosswise.
  return shape.height * frame.width >= frame.height * shape.width
    ? { height: frame.height, width: Math.max(1, Math.round((shape.width * frame.height) / shape.height)) }
    : { height: Math.max(1, Math.round((shape.height * frame.width) / shape.width)), width: frame.width };
}

function middleOf(inner: Size, outer: Size): { top: number; left: number } {
  return {
    top: Math.floor((outer.height - inner.height) / 2),
    left: Math.floor((outer.width - inner.width) / 2),
  };
}

function cut(image: Uint8Array, from: Size, window: Size): Uint8Array {
  const { top, left } = middleOf(window, from);
  const result = new Uint8Array(window.height * window.width);
  for (let y = 0; y < window.height; y++) {
    const start = (top + y) * from.width + left;
    result.set(image.subarray(start, start + window.width), y * window.width);
  }
  return result;
}

function paste(image: Uint8Array, window: Size, to: Size, background: number): Uint8Array {
  const { top, left } = middleOf(window, to);
  const result = new Uint8Array(to.height * to.width).fill(background);
  for (let y = 0; y < window.height; y++) {
    result.set(image.subarray(y * window.width, (y + 1) * window.width), (top + y) * to.width + left);
  }
  return result;
}

/** Source pixel `index` covers `overlap` units of target pixel `target`; a target pixel is as wide as the source is long. */
interface Overlap {
  readonly index: number;
  readonly target: number;
  readonly overlap: number;
}

/** Measured so that a source pixel is `targets` units wide and a target pixel `sources`, every overlap is whole. */
function overlaps(sources: number, targets: number): Overlap[] {
  const found: Overlap[] = [];
  for (let index = 0; index < sources; index++) {
    const end = (index + 1) * targets;
    let begin = index * targets;
    for (let target = Math.floor(begin / sources); begin < end; target++) {
      const edge = Math.min(end, (target + 1) * sources);
      found.push({ index, target, overlap: edge - begin });
      begin = edge;
    }
  }
  return found;
}

function stretch(image: Uint8Array, from: Size, to: Size): Uint8Array {
  const across = overlaps(from.width, to.width);
  const down = overlaps(from.height, to.height);
  const sums = new Float64Array(to.height * to.width);
  const row = new Float64Array(to.width);
  let summed = -1;
  for (const { index, target, overlap } of down) {
    if (index !== summed) {
      row.fill(0);
      const start = index * from.width;
      for (const part of across) row[part.target]! += image[start + part.index]! * part.overlap;
      summed = index;
    }
    const start = target * to.width;
    for (let x = 0; x < to.width; x++) sums[start + x]! += row[x]! * overlap;
  }
  const area = from.height * from.width;
  return Uint8Array.from(sums, (sum) => Math.round(sum / area));
}

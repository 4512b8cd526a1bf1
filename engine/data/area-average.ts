/**
 * Resampling by exact area average: each pixel of the small image is the mean of the part of the large one
 * that it covers, parts of pixels counted by their area. Enlarging is the same rule.
 *
 * All of it in whole numbers. Measured in a unit in which a source pixel is `targetSide` wide and a target
 * pixel is `square.side` wide, every overlap is an integer; the sums stay below 255 · side², far under 2^53.
 * So there is no rounding in here, and every machine gets the same result.
 */

/** A square of source pixels, which may reach beyond the image; outside of the image is background. */
export interface Square {
  readonly top: number;
  readonly left: number;
  readonly side: number;
}

/**
 * @param image height × width bytes, row by row, of which all ink must lie inside the square.
 * @param targetSide side of the result in pixels.
 * @returns targetSide × targetSide sums. Divided by `square.side`², each is the mean from 0 to 255.
 */
export function areaSums(
  image: Uint8Array,
  height: number,
  width: number,
  square: Square,
  targetSide: number,
): Float64Array {
  const sums = new Float64Array(targetSide * targetSide);
  const row = new Float64Array(targetSide);
  const top = Math.max(0, square.top);
  const bottom = Math.min(height, square.top + square.side);
  const left = Math.max(0, square.left);
  const right = Math.min(width, square.left + square.side);

  for (let y = top; y < bottom; y++) {
    row.fill(0);
    for (let x = left; x < right; x++) {
      const value = image[y * width + x] ?? 0;
      if (value > 0) forOverlaps(x - square.left, (target, overlap) => add(row, target, value * overlap));
    }
    forOverlaps(y - square.top, (target, overlap) => {
      for (let x = 0; x < targetSide; x++) add(sums, target * targetSide + x, (row[x] ?? 0) * overlap);
    });
  }
  return sums;

  /** Calls `visit` for each target pixel along one axis that source pixel `index` of the square reaches into. */
  function forOverlaps(index: number, visit: (target: number, overlap: number) => void): void {
    const end = (index + 1) * targetSide;
    let begin = index * targetSide;
    for (let target = Math.floor(begin / square.side); begin < end; target++) {
      const edge = Math.min(end, (target + 1) * square.side);
      visit(target, edge - begin);
      begin = edge;
    }
  }
}

function add(values: Float64Array, index: number, value: number): void {
  values[index] = (values[index] ?? 0) + value;
}

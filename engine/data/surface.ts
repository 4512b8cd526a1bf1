/**
 * How light falls off over a page: the plane or quadratic surface that fits its grey levels best, in the sense
 * of least squares. The normal equations are small and solved by Gaussian elimination; both coordinates run
 * from −1 to 1 over the picture, which keeps their numbers of one size.
 */

/** Terms of the polynomial in (y, x), the plane's first. */
const TERMS: readonly ((y: number, x: number) => number)[] = [
  () => 1,
  (y) => y,
  (_, x) => x,
  (y) => y * y,
  (y, x) => y * x,
  (_, x) => x * x,
];

export const PLANE = 3;
export const QUADRATIC = 6;

/** A term that the others determine already (a picture one pixel wide, say) is left out. */
const SMALLEST_PIVOT = 1e-6;

/**
 * @param grey height × width bytes.
 * @param use which pixels count: non-zero where they do.
 * @param terms PLANE or QUADRATIC.
 * @returns height × width grey levels of the surface; all zero when no pixel counts.
 */
export function fitSurface(
  grey: Uint8Array,
  height: number,
  width: number,
  use: Uint8Array,
  terms: number,
): Float32Array {
  // Row i of the equations: the sums of term i times each term, then of term i times grey.
  const columns = terms + 1;
  const equations = new Float64Array(terms * columns);
  const values = new Float64Array(columns);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = y * width + x;
      if (use[index] === 0) continue;
      evaluate(values, terms, y, x, height, width);
      values[terms] = grey[index] ?? 0;
      for (let i = 0; i < terms; i++) {
        for (let j = i; j < columns; j++) {
          const at = i * columns + j;
          equations[at] = (equations[at] ?? 0) + (values[i] ?? 0) * (values[j] ?? 0);
        }
      }
    }
  }
  const coefficients = solve(equations, terms);

  const surface = new Float32Array(grey.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      evaluate(values, terms, y, x, height, width);
      let level = 0;
      for (let i = 0; i < terms; i++) level += (coefficients[i] ?? 0) * (values[i] ?? 0);
      surface[y * width + x] = level;
    }
  }
  return surface;
}

function evaluate(
  values: Float64Array,
  terms: number,
  y: number,
  x: number,
  height: number,
  width: number,
): void {
  const [v, h] = [(2 * y + 1) / height - 1, (2 * x + 1) / width - 1];
  for (let i = 0; i < terms; i++) values[i] = TERMS[i]?.(v, h) ?? 0;
}

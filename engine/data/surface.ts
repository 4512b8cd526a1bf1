/**
 * How light falls off over a page: the quadratic surface that fits its grey levels best, in the sense of least
 * squares. The six normal equations are solved by Gaussian elimination; both coordinates run from −1 to 1 over
 * the picture, which keeps all their numbers of one size.
 */

const TERMS = 6;
const COLUMNS = TERMS + 1;

/** Below this share of the number of pixels, a term is fixed by the others already and is left out. */
const SMALLEST_PIVOT = 1e-9;

/**
 * @param grey height × width bytes.
 * @param use height × width: the pixels that count are those that are not 0.
 * @returns height × width grey levels of the surface; all zero when no pixel counts.
 */
export function fitSurface(grey: Uint8Array, height: number, width: number, use: Uint8Array): Float64Array {
  // Row i of the equations: the sums of term i times each term, and of term i times the grey level.
  const equations = new Float64Array(TERMS * COLUMNS);
  const row = new Float64Array(COLUMNS);
  let pixels = 0;
  for (let index = 0; index < grey.length; index++) {
    if (use[index] === 0) continue;
    pixels++;
    setTerms(row, index, height, width);
    row[TERMS] = grey[index] ?? 0;
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < COLUMNS; j++) addTo(equations, i * COLUMNS + j, (row[i] ?? 0) * (row[j] ?? 0));
    }
  }
  const coefficients = solve(equations, SMALLEST_PIVOT * pixels);

  const surface = new Float64Array(grey.length);
  for (let index = 0; index < grey.length; index++) {
    setTerms(row, index, height, width);
    let level = 0;
    for (let i = 0; i < TERMS; i++) level += (coefficients[i] ?? 0) * (row[i] ?? 0);
    surface[index] = level;
  }
  return surface;
}

/** 1, y, x, y², yx and x² at the middle of a pixel. */
function setTerms(row: Float64Array, index: number, height: number, width: number): void {
  const y = (2 * Math.floor(index / width) + 1) / height - 1;
  const x = (2 * (index % width) + 1) / width - 1;
  row[0] = 1;
  row[1] = y;
  row[2] = x;
  row[3] = y * y;
  row[4] = y * x;
  row[5] = x * x;
}

/** Gauss and Jordan; the matrix is positive semidefinite, so the diagonal serves for pivots. Works in place. */
function solve(equations: Float64Array, smallestPivot: number): number[] {
  const at = (i: number, j: number) => equations[i * COLUMNS + j] ?? 0;
  const usable = (i: number) => at(i, i) > smallestPivot;
  for (let pivot = 0; pivot < TERMS; pivot++) {
    if (!usable(pivot)) {
      equations.fill(0, pivot * COLUMNS, (pivot + 1) * COLUMNS);
      continue;
    }
    for (let i = 0; i < TERMS; i++) {
      if (i === pivot) continue;
      const factor = at(i, pivot) / at(pivot, pivot);
      for (let j = pivot; j < COLUMNS; j++) addTo(equations, i * COLUMNS + j, -factor * at(pivot, j));
    }
  }
  return Array.from({ length: TERMS }, (_, i) => (usable(i) ? at(i, TERMS) / at(i, i) : 0));
}

function addTo(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] ?? 0) + amount;
}

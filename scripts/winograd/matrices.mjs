// @ts-check
/**
 * The matrices of Winograd's transforms (A. Toom, 1963; S. Cook, 1966; as in B. Barabasz et al., "Error Analysis and
 * Improving the Accuracy of Winograd Convolution for Deep Neural Networks", 2020).
 */

/** @typedef {number[][]} Matrix */

export const KERNEL = 3;

/**
 * Outputs along a side of a tile, and the points at which polynomials are evaluated, besides infinity. Positive ones
 * stand for ± pairs. Those of the 5×5 and the 7×7 tile gave the smallest error of all sets of small fractions tried.
 *
 * @type {Readonly<Record<number, readonly number[]>>}
 */
export const POINTS = {
  4: [0, 1, 2],
  5: [1 / 4, 3 / 4, 2],
  6: [0, 1 / 2, 1, 2],
  7: [1 / 4, 2 / 3, 5 / 4, 2],
};

/** Takes away what rounding left of zeros and of equal numbers. @param {number} value */
const snap = (value) => Math.round(value * 2 ** 40) / 2 ** 40;

/** @param {readonly number[]} points */
const withPairs = (points) => points.flatMap((point) => (point === 0 ? [0] : [point, -point]));

/**
 * The polynomial with these roots and leading coefficient 1, lowest power first.
 *
 * @param {readonly number[]} roots
 */
function polynomial(roots) {
  let coefficients = [1];
  for (const root of roots) {
    coefficients = [0, ...coefficients].map((value, i) => value - root * (coefficients[i] ?? 0));
  }
  return coefficients;
}

/**
 * y = Aᵀ [(G g) ⊙ (Bᵀ d)] is the correlation of n = size + 2 inputs d with 3 weights g.
 *
 * A and G evaluate polynomials at the points; Bᵀ is Lagrange's interpolation transposed, whose denominators are
 * moved into G.
 *
 * @param {number} size
 * @returns {{ a: Matrix; g: Matrix; bt: Matrix }} A: n × size, G: n × 3, Bᵀ: n × n.
 */
export function matrices(size) {
  const points = withPairs(POINTS[size] ?? []);
  const n = size + KERNEL - 1;
  const powers = (/** @type {number} */ point, /** @type {number} */ count) =>
    Array.from({ length: count }, (_, power) => point ** power);
  const last = (/** @type {number} */ count) =>
    Array.from({ length: count }, (_, i) => (i === count - 1 ? 1 : 0));
  const others = points.map((point) => points.filter((other) => other !== point));
  const denominators = points.map((point, i) =>
    (others[i] ?? []).reduce((product, other) => product * (point - other), 1),
  );
  return {
    a: [...points.map((point) => powers(point, size)), last(size)],
    g: [
      ...points.map((point, i) => powers(point, KERNEL).map((value) => snap(value / (denominators[i] ?? 1)))),
      last(KERNEL),
    ],
    bt: [...others.map(polynomial), polynomial(points)].map((row) =>
      Array.from({ length: n }, (_, i) => snap(row[i] ?? 0)),
    ),
  };
}

/** @param {Matrix} matrix @returns {Matrix} */
export const transpose = (matrix) =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0));

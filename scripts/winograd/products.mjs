// @ts-check
/**
 * A product of a known matrix with a vector of unknown values, in as few instructions of AssemblyScript as possible.
 */
import { transpose } from './matrices.mjs';

/** @typedef {import('./matrices.mjs').Matrix} Matrix */

/** Bytes of a vector of four floats. */
export const VECTOR = 16;

/**
 * Names the factors that the transforms multiply with. They stand in memory, each spread over a vector: V8 loads that
 * in one instruction, where spreading a single float would take another to fetch its address.
 */
export class Factors {
  /** @type {number[]} */
  values = [];

  /** @param {number} value */
  use(value) {
    const rounded = Math.fround(value);
    let index = this.values.indexOf(rounded);
    if (index < 0) index = this.values.push(rounded) - 1;
    return `v128.load(factors, ${index * VECTOR})`;
  }
}

/**
 * The sum of factor · value, in one expression; null where all factors are 0.
 *
 * @param {readonly (readonly [number, string])[]} terms
 * @param {Factors} factors
 * @returns {string | null}
 */
function sum(terms, factors) {
  const used = terms.filter(([factor]) => factor !== 0);
  // A value to begin with that need not be multiplied, where there is one.
  used.sort(([a], [b]) => Number(b === 1) - Number(a === 1));
  let expression = /** @type {string | null} */ (null);
  for (const [factor, value] of used) {
    if (expression === null) {
      expression = factor === 1 ? value : `f32x4.mul(${value}, ${factors.use(factor)})`;
    } else if (factor === 1) expression = `f32x4.add(${expression}, ${value})`;
    else if (factor === -1) expression = `f32x4.sub(${expression}, ${value})`;
    else expression = `multiplyAdd(${expression}, ${value}, ${factors.use(factor)})`;
  }
  return expression;
}

/**
 * The lines of a product of a matrix with a vector of values. Points come in pairs ±p, so rows do, that differ only
 * in the sign of their odd columns: what their even and odd columns add up to serves both.
 *
 * @param {Matrix} matrix with rows in pairs.
 * @param {readonly string[]} values
 * @param {Factors} factors
 * @param {(row: number, value: string) => string} put
 */
export function rowPairs(matrix, values, factors, put) {
  const lines = [];
  for (let row = 0; row < matrix.length; row++) {
    const terms = (matrix[row] ?? []).map((factor, i) => /** @type {const} */ ([factor, values[i] ?? '']));
    const even = terms.filter((_, i) => i % 2 === 0);
    const odd = terms.filter((_, i) => i % 2 === 1);
    const next = matrix[row + 1];
    // Which of the two parts changes its sign depends on the power that the row's polynomial begins with.
    const flips = (/** @type {number} */ parity) =>
      next?.every((factor, i) => factor === (matrix[row]?.[i] ?? 0) * (i % 2 === parity ? -1 : 1));
    if (next && (flips(0) || flips(1))) {
      const [kept, turned] = flips(1) ? [even, odd] : [odd, even];
      lines.push(`const kept${row} = ${sum(kept, factors)}, turned${row} = ${sum(turned, factors)};`);
      lines.push(put(row, `f32x4.add(kept${row}, turned${row})`));
      lines.push(put(row + 1, `f32x4.sub(kept${row}, turned${row})`));
      row++;
    } else lines.push(put(row, sum(terms, factors) ?? ''));
  }
  return lines;
}

/**
 * The same for a transposed matrix, with columns in pairs: sums and differences of the values serve all rows.
 *
 * @param {Matrix} matrix with columns in pairs.
 * @param {readonly string[]} values
 * @param {Factors} factors
 * @param {(row: number, value: string) => string} put
 */
export function columnPairs(matrix, values, factors, put) {
  const columns = transpose(matrix);
  const lines = [];
  /** @type {(row: number) => (readonly [number, string])[]} */
  let termsOf = () => [];
  for (let column = 0; column < columns.length; column++) {
    const here = columns[column] ?? [];
    const next = columns[column + 1];
    const before = termsOf;
    const first = column;
    const same = next?.map((factor, row) =>
      factor === here[row] ? 1 : factor === -(here[row] ?? 0) ? -1 : 0,
    );
    if (next && same?.every((sign) => sign !== 0)) {
      lines.push(`const sum${first} = f32x4.add(${values[first]}, ${values[first + 1]});`);
      lines.push(`const difference${first} = f32x4.sub(${values[first]}, ${values[first + 1]});`);
      termsOf = (row) => [
        ...before(row),
        [here[row] ?? 0, `${same[row] === 1 ? 'sum' : 'difference'}${first}`],
      ];
      column++;
    } else termsOf = (row) => [...before(row), [here[row] ?? 0, values[first] ?? '']];
  }
  for (let row = 0; row < matrix.length; row++) lines.push(put(row, sum(termsOf(row), factors) ?? ''));
  return lines;
}

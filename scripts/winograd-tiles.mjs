// @ts-check
/**
 * Prints the AssemblyScript of Winograd's transforms, a tile at a time, for tiles of several sizes. What the
 * transforms are for stands in engine/kernels/wasm/winograd.ts; here is how their matrices come about (A. Toom, 1963;
 * S. Cook, 1966; as in B. Barabasz et al., "Error Analysis and Improving the Accuracy of Winograd Convolution for
 * Deep Neural Networks", 2020), and how a product with one of them becomes few instructions.
 */

/** @typedef {number[][]} Matrix */

const KERNEL = 3;

/**
 * Outputs along a side of a tile, and the points at which polynomials are evaluated, besides infinity. Positive ones
 * stand for ± pairs. Those of the 7×7 tile gave the smallest error of all sets of small fractions tried.
 *
 * @type {Readonly<Record<number, readonly number[]>>}
 */
const POINTS = { 4: [0, 1, 2], 6: [0, 1 / 2, 1, 2], 7: [1 / 4, 2 / 3, 5 / 4, 2] };

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
const transpose = (matrix) => (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0));

/**
 * Names the factors that the transforms multiply with. They stand in memory, each spread over a vector: V8 loads that
 * in one instruction, where spreading a single float would take another to fetch its address.
 */
class Factors {
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
function rowPairs(matrix, values, factors, put) {
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
function columnPairs(matrix, values, factors, put) {
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

const VECTOR = 16;
/** Bytes of a block of ∂U: four channels × eight filters. */
const BLOCK = 128;

/** @param {string} text @param {string} indent */
const indented = (text, indent) => text.replaceAll(/^(?=.)/gm, indent);

/** @param {number} count @param {(i: number) => string} value */
const repeat = (count, value) => Array.from({ length: count }, (_, i) => value(i));

/**
 * @typedef {object} Line one line of a tile through a transform
 * @property {typeof rowPairs | typeof columnPairs} product
 * @property {Matrix} matrix
 * @property {(i: number) => string} load value number i, as an expression
 * @property {(i: number, value: string) => string} store a statement
 * @property {string} [next] a statement between two loads
 */

/** @param {Line} line @param {Factors} factors */
function lineBody({ product, matrix, load, store, next }, factors) {
  const inputs = matrix[0]?.length ?? 0;
  const names = repeat(inputs, (i) => `v${i}`);
  const loads = names.map((name, i) => `const ${name} = ${load(i)};`);
  return [loads.join(next ? `\n${next}\n` : '\n'), ...product(matrix, names, factors, store)].join('\n');
}

/** Of a buffer whose lines are `length` vectors. @param {number} length */
const scratchLine = (length) => ({
  /** @param {number} i */
  row: (i) => `v128.load(scratch + <usize>i * ${length * VECTOR}, ${i * VECTOR})`,
  /** @param {number} i @param {string} value */
  column: (i, value) => `v128.store(scratch + <usize>i * ${VECTOR}, ${value}, ${i * length * VECTOR});`,
});

/**
 * The transforms of tiles of one size.
 *
 * @param {number} size
 * @param {Factors} factors
 */
function transforms(size, factors) {
  const side = size + KERNEL - 1;
  const { a, g, bt } = matrices(size);
  const at = transpose(a);
  const gt = transpose(g);
  const b = transpose(bt);
  const wide = scratchLine(side);
  const body = (/** @type {Line} */ line) => indented(lineBody(line, factors), '    ');
  const here = { load: () => 'v128.load(at)' };
  /** Down a column of places, and along a row of them. */
  const placesDown = { ...here, next: 'at += rowStride;' };
  const alongPlaces = (/** @type {number} */ i, /** @type {string} */ value) =>
    `v128.store(to, ${value});\nto += placeStride;${i % 2 === 1 ? `\nif (placeStride == ${i}) break;` : ''}`;
  const zeros = repeat(side, (i) => `      ${wide.column(i, 'zero')}`).join('\n');
  /** What most tiles are: inside the image, but for a frame of one pixel, perhaps. */
  const nearlyInside = (/** @type {string} */ from, /** @type {string} */ to) =>
    `${from} <= 1 && ${to} >= ${side - 1}`;
  const insideAt = (/** @type {number} */ i, /** @type {string} */ from, /** @type {string} */ to) =>
    `${i} >= ${from} && ${i} < ${to}`;
  const isEdge = (/** @type {number} */ i) => i === 0 || i === side - 1;
  const inputDown = (/** @type {(i: number) => boolean} */ mayBeOutside) => ({
    product: rowPairs,
    matrix: bt,
    load: (/** @type {number} */ i) =>
      mayBeOutside(i) ? `${insideAt(i, 'top', 'bottom')} ? v128.load(at) : zero` : 'v128.load(at)',
    next: 'at += lineBytes;',
    store: wide.column,
  });
  const inputGradientAlong = (
    /** @type {(i: number) => boolean} */ mayBeOutside,
    /** @type {boolean} */ add,
  ) => ({
    product: columnPairs,
    matrix: b,
    load: wide.row,
    store: (/** @type {number} */ i, /** @type {string} */ value) => {
      const put = `put(pixel, ${value}, ${add ? 'true' : i < 2 ? 'before' : 'false'});`;
      return `${mayBeOutside(i) ? `if (${insideAt(i, 'left', 'right')}) ` : ''}${put}\npixel += pixelBytes;`;
    },
  });
  const outputAlong = (/** @type {(i: number) => string} */ condition) => ({
    product: columnPairs,
    matrix: at,
    load: wide.row,
    store: (/** @type {number} */ i, /** @type {string} */ value) =>
      `${condition(i)}v128.store(pixel, f32x4.pmax(f32x4.add(${value}, bias), floor));\npixel += pixelBytes;`,
  });
  /** One of two bodies of a loop. */
  const either = (/** @type {string} */ condition, /** @type {string} */ yes, /** @type {string} */ no) =>
    `    if (${condition}) {\n${indented(yes, '  ')}\n    } else {\n${indented(no, '  ')}\n    }`;
  const gradientLine = (/** @type {(i: number) => string} */ load) => {
    const sum = repeat(size, (i) => `v${i}`).reduce((all, value) => `f32x4.add(${all}, ${value})`);
    const line = { product: rowPairs, matrix: a, load, next: 'at += lineBytes;' };
    return `${body({ ...line, store: scratchLine(size).column })}\n    total = f32x4.add(total, ${sum});`;
  };
  return `
/**
 * Bᵀ d B, four channels. Pixels outside of rows top to bottom and columns left to right count as zeros.
 *
 * @param from the tile's first pixel, which may be outside.
 */
export function inputTile${size}(
  to: usize, placeStride: usize, from: usize, lineBytes: usize, pixelBytes: usize, scratch: usize, factors: usize,
  top: i32, bottom: i32, left: i32, right: i32,
): void {
  const zero = f32x4.splat(0);
  const inside = ${nearlyInside('top', 'bottom')};
  for (let i = 0; i < ${side}; i++) {
    if (i < left || i >= right) {
${zeros}
      continue;
    }
    let at = from + <usize>i * pixelBytes;
${either('inside', body(inputDown(isEdge)), body(inputDown(() => true)))}
  }
  for (let i = 0; i < ${side}; i++) {
${body({ product: rowPairs, matrix: bt, load: wide.row, store: alongPlaces })}
  }
}

/** Aᵀ m A + bias, with ReLU where \`floor\` is 0 instead of −∞. Only rows × columns of it are inside the image. */
export function outputTile${size}(
  to: usize, lineBytes: usize, pixelBytes: usize, from: usize, placeStride: usize, scratch: usize, factors: usize,
  rows: i32, columns: i32, bias: v128, floor: v128,
): void {
  const rowStride = ${side} * placeStride;
  for (let i = 0; i < ${side}; i++) {
    let at = from;
${body({ product: columnPairs, matrix: at, ...placesDown, store: wide.column })}
    from += placeStride;
  }
  for (let i = 0; i < rows; i++) {
    let pixel = to;
${either(`columns == ${size}`, body(outputAlong(() => '')), body(outputAlong((i) => `if (columns > ${i}) `)))}
    to += lineBytes;
  }
}

/**
 * A ∂y Aᵀ. Gradients outside of rows × columns count as zeros.
 *
 * @param masked whether a ReLU followed: then a gradient counts only where the output, \`toOutput\` bytes from it, is
 *   above zero.
 * @param sums four sums of gradients, which are added to.
 */
export function outputGradientTile${size}(
  to: usize, placeStride: usize, from: usize, lineBytes: usize, pixelBytes: usize, scratch: usize, factors: usize,
  rows: i32, columns: i32, toOutput: usize, masked: bool, sums: usize,
): void {
  const zero = f32x4.splat(0);
  let total = v128.load(sums);
  for (let i = 0; i < ${size}; i++) {
    if (i >= columns) {
${repeat(side, (row) => `      v128.store(scratch + <usize>i * ${VECTOR}, zero, ${row * size * VECTOR});`).join('\n')}
      continue;
    }
    let at = from + <usize>i * pixelBytes;
    if (masked) {
${indented(
  gradientLine(
    (i) => `rows > ${i} ? v128.and(v128.load(at), f32x4.gt(v128.load(at + toOutput), zero)) : zero`,
  ),
  '  ',
)}
    } else {
${indented(
  gradientLine((i) => `rows > ${i} ? v128.load(at) : zero`),
  '  ',
)}
    }
  }
  v128.store(sums, total);
  for (let i = 0; i < ${side}; i++) {
${body({ product: rowPairs, matrix: a, load: scratchLine(size).row, store: alongPlaces })}
  }
}

/**
 * B ∂V Bᵀ, of which rows top to bottom and columns left to right are inside the image. The first two rows or columns
 * are added to what is there where another tile was before.
 */
export function inputGradientTile${size}(
  to: usize, lineBytes: usize, pixelBytes: usize, from: usize, placeStride: usize, scratch: usize, factors: usize,
  top: i32, bottom: i32, left: i32, right: i32, above: bool, before: bool,
): void {
  const rowStride = ${side} * placeStride;
  for (let i = 0; i < ${side}; i++) {
    let at = from;
${body({ product: columnPairs, matrix: b, ...placesDown, store: wide.column })}
    from += placeStride;
  }
  for (let i = top; i < bottom; i++) {
    let pixel = to + <usize>i * lineBytes;
    if (above && i < 2) {
${indented(body(inputGradientAlong(() => true, true)), '  ')}
      continue;
    }
${either(nearlyInside('left', 'right'), body(inputGradientAlong(isEdge, false)), body(inputGradientAlong(() => true, false)))}
  }
}

/** G g Gᵀ. @param cellBytes from one of the nine weights to the next. */
export function weightsTile${size}(
  to: usize, placeStride: usize, from: usize, cellBytes: usize, scratch: usize, factors: usize,
): void {
  for (let i = 0; i < 3; i++) {
    let at = from;
${body({
  product: rowPairs,
  matrix: g,
  ...here,
  next: 'at += 3 * cellBytes;',
  store: scratchLine(3).column,
})}
    from += cellBytes;
  }
  for (let i = 0; i < ${side}; i++) {
${body({ product: rowPairs, matrix: g, load: scratchLine(3).row, store: alongPlaces })}
  }
}

/** Gᵀ ∂U G. @param from a block of ∂U for each place, one after the other. */
export function weightGradientTile${size}(
  to: usize, cellBytes: usize, from: usize, scratch: usize, factors: usize,
): void {
  for (let i = 0; i < ${side}; i++) {
${body({
  product: columnPairs,
  matrix: gt,
  load: (i) => `v128.load(from, ${i * side * BLOCK})`,
  store: wide.column,
})}
    from += ${BLOCK};
  }
  for (let i = 0; i < 3; i++) {
${body({
  product: columnPairs,
  matrix: gt,
  load: wide.row,
  store: (_, value) => `v128.store(to, ${value});\nto += cellBytes;`,
})}
  }
}
`;
}

/** @returns {string} the source of a module of AssemblyScript */
export function winogradTiles() {
  const factors = new Factors();
  const functions = Object.keys(POINTS).map((size) => transforms(Number(size), factors));
  return `// Printed by scripts/winograd-tiles.mjs, where the matrices and the comments are.
import { multiplyAdd } from '../simd';

// @ts-ignore: decorator
@inline
function put(to: usize, value: v128, add: bool): void {
  if (add) value = f32x4.add(v128.load(to), value);
  v128.store(to, value);
}

/** Writes the factors to where the transforms find them: ${factors.values.length} vectors. */
export function winogradFactors(to: usize): void {
${factors.values.map((value, i) => `  v128.store(to, f32x4.splat(${value}), ${i * VECTOR});`).join('\n')}
}
${functions.join('')}`;
}

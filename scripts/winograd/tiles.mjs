// @ts-check
/**
 * Prints the AssemblyScript of Winograd's transforms, a tile at a time, for tiles of several sizes. What the transforms
 * are for stands in engine/kernels/wasm/winograd.ts; how their matrices come about, and how a product with one of them
 * becomes few instructions, in the files beside this one.
 */
import { KERNEL, matrices, POINTS, transpose } from './matrices.mjs';
import { columnPairs, Factors, rowPairs, VECTOR } from './products.mjs';

/** @typedef {import('./matrices.mjs').Matrix} Matrix */

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
 * @property {(i: number) => string} [next] a statement between load i and the one after it
 */

/** @param {Line} line @param {Factors} factors */
function lineBody({ product, matrix, load, store, next }, factors) {
  const inputs = matrix[0]?.length ?? 0;
  const names = repeat(inputs, (i) => `v${i}`);
  const loads = names.map((name, i) => {
    const between = next && i < inputs - 1 ? `\n${next(i)}` : '';
    return `const ${name} = ${load(i)};${between}`;
  });
  return [...loads, ...product(matrix, names, factors, store)].join('\n');
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
  const placesDown = { ...here, next: () => 'at += rowStride;' };
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
    next: () => 'at += lineBytes;',
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
  const gradientLine = (
    /** @type {(i: number) => string} */ load,
    /** @type {(i: number) => string} */ next = () => 'at += lineBytes;',
  ) => {
    const sum = repeat(size, (i) => `v${i}`).reduce((all, value) => `f32x4.add(${all}, ${value})`);
    const line = { product: rowPairs, matrix: a, load, next };
    return `${body({ ...line, store: scratchLine(size).column })}\n    total = f32x4.add(total, ${sum});`;
  };
  /** Of a gradient's lines: what is said of it, its last parameters, and the columns' loop behind its beginning. */
  const gradientTile = (
    /** @type {string} */ name,
    /** @type {string} */ parameters,
    /** @type {string} */ column,
  ) => `
export function ${name}${size}(
  to: usize, placeStride: usize, from: usize, lineBytes: usize, pixelBytes: usize, scratch: usize, factors: usize,
  rows: i32, columns: i32, ${parameters}, sums: usize,
): void {
  const zero = f32x4.splat(0);
  let total = v128.load(sums);
  for (let i = 0; i < ${size}; i++) {
    if (i >= columns) {
${repeat(side, (row) => `      v128.store(scratch + <usize>i * ${VECTOR}, zero, ${row * size * VECTOR});`).join('\n')}
      continue;
    }
${column}
  }
  v128.store(sums, total);
  for (let i = 0; i < ${side}; i++) {
${body({ product: rowPairs, matrix: a, load: scratchLine(size).row, store: alongPlaces })}
  }
}`;
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
 */${gradientTile(
   'outputGradientTile',
   'toOutput: usize, masked: bool',
   `    let at = from + <usize>i * pixelBytes;
${either(
  'masked',
  gradientLine(
    (i) => `rows > ${i} ? v128.and(v128.load(at), f32x4.gt(v128.load(at + toOutput), zero)) : zero`,
  ),
  gradientLine((i) => `rows > ${i} ? v128.load(at) : zero`),
)}`,
 )}

/**
 * The same, where a 2×2 max-pool followed: ∂y is a window's gradient at its winner, and zero elsewhere.
 *
 * @param from gradient of the window that the tile's first pixel is in.
 * @param toWinners bytes from it to the winner's place in the window, 0 to 3.
 * @param below,right whether the tile's first pixel is in its window's second row, and in its second column.
 */${gradientTile(
   'pooledGradientTile',
   'toWinners: usize, below: i32, right: i32',
   `    const column = right + i;
    let at = from + <usize>(column >> 1) * pixelBytes;
    const afterEven = below ? lineBytes : 0, afterOdd = below ? 0 : lineBytes;
    const even = i32x4.splat(2 * below + (column & 1)), odd = i32x4.splat(2 - 2 * below + (column & 1));
${gradientLine(
  (i) =>
    `rows > ${i} ? v128.and(v128.load(at), i32x4.eq(v128.load(at + toWinners), ${i % 2 === 0 ? 'even' : 'odd'})) : zero`,
  (i) => `at += ${i % 2 === 0 ? 'afterEven' : 'afterOdd'};`,
)}`,
 )}

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
  next: () => 'at += 3 * cellBytes;',
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
  return `// Printed by scripts/winograd/tiles.mjs, where the matrices and the comments are.
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

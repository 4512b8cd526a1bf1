import { ln } from './elementary.ts';
import { philox4x32 } from './philox.ts';

/**
 * Chance, in an order that anybody can repeat. Every number follows from the seed, from what it is for, and from
 * how many were drawn before for the same purpose: dropping a layer, say, changes no shuffle. All results are
 * the same to the last bit on every machine.
 */

/**
 * What chance decides. The number is a part of every stream's place, and so of every recorded result: a new
 * purpose gets a new number, and none is ever given another.
 */
export const PURPOSES = {
  initialisation: 1,
  shuffle: 2,
  split: 3,
  augmentation: 4,
  dropout: 5,
  dataset: 6,
} as const;

export type Purpose = keyof typeof PURPOSES;

const TWO_POW_26 = 2 ** 26;
const TWO_POW_32 = 2 ** 32;
const TWO_POW_MINUS_53 = 2 ** -53;
const WORDS_PER_BLOCK = 4;

/**
 * The stream of random numbers of one purpose.
 *
 * @param seed the run's, a whole number below 2^32.
 * @param index tells streams of one purpose apart: the layer that is initialised, the epoch that is shuffled.
 */
export function randomStream(seed: number, purpose: Purpose, index = 0): RandomStream {
  return new RandomStream(seed, purpose, index);
}

/**
 * Random words by their place alone: word i does not depend on how many were drawn before it.
 *
 * @param count how many, from the first on.
 * @param place three numbers below 2^32 that tell sequences of one purpose apart.
 */
export function placedWords(
  count: number,
  seed: number,
  purpose: Purpose,
  place: readonly [number, number, number],
): Uint32Array {
  const key = Uint32Array.of(seed, PURPOSES[purpose]);
  const blocks = Math.ceil(count / WORDS_PER_BLOCK);
  const words = new Uint32Array(blocks * WORDS_PER_BLOCK);
  for (let block = 0; block < blocks; block++) {
    const out = words.subarray(block * WORDS_PER_BLOCK, (block + 1) * WORDS_PER_BLOCK);
    philox4x32(out, Uint32Array.of(block, ...place), key);
  }
  return words.subarray(0, count);
}

export class RandomStream {
  readonly #key: Uint32Array;
  /** [block, lower word; block, upper word; index; within the index]. */
  readonly #counter: Uint32Array;
  readonly #block = new Uint32Array(WORDS_PER_BLOCK);
  #used = WORDS_PER_BLOCK;
  /** The polar method makes normal numbers in pairs: the second waits here. */
  #spareNormal: number | null = null;

  constructor(seed: number, purpose: Purpose, index: number) {
    requireWord(seed, 'The seed');
    requireWord(index, "A random stream's index");
    this.#key = Uint32Array.of(seed, PURPOSES[purpose]);
    this.#counter = Uint32Array.of(0, 0, index, 0);
  }

  /**
   * Goes to the beginning of another stream of the same purpose.
   *
   * @param within tells streams of one index apart: the image that is augmented, in an epoch. 0 for all others.
   */
  moveTo(index: number, within: number): void {
    this.#counter[0] = 0;
    this.#counter[1] = 0;
    this.#counter[2] = index;
    this.#counter[3] = within;
    this.#used = WORDS_PER_BLOCK;
    this.#spareNormal = null;
  }

  /** A whole number from 0 to 2^32 − 1. */
  uint32(): number {
    if (this.#used === WORDS_PER_BLOCK) {
      philox4x32(this.#block, this.#counter, this.#key);
      this.#counter[0]!++;
      if (this.#counter[0] === 0) this.#counter[1]!++;
      this.#used = 0;
    }
    return this.#block[this.#used++]!;
  }

  /** A number from 0 to 1, below 1; each of the 2^53 multiples of 2^-53 there is equally likely. */
  uniform(): number {
    const upper = this.uint32() >>> 5;
    const lower = this.uint32() >>> 6;
    return (upper * TWO_POW_26 + lower) * TWO_POW_MINUS_53;
  }

  /**
   * A whole number from 0 to n − 1, each equally likely.
   *
   * The remainder of a division by n favours small numbers unless n divides the number of possible words. So
   * words beyond the last whole multiple of n are drawn again.
   *
   * @param n from 1 to 2^32.
   */
  below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_POW_32) {
      throw new RangeError(`below(n) needs a whole number from 1 to 2^32, not ${n}.`);
    }
    const wholeMultiple = TWO_POW_32 - (TWO_POW_32 % n);
    let word = this.uint32();
    while (word >= wholeMultiple) word = this.uint32();
    return word % n;
  }

  /**
   * A number of the normal distribution N(0, 1), by the polar method: G. Marsaglia and T. A. Bray, "A Convenient
   * Method for Generating Normal Variables", SIAM Review 6 (1964). A point (x, y) is drawn from the unit disc;
   * at its squared distance s from the centre,
   *
   *   x · √(−2 ln s / s)   and   y · √(−2 ln s / s)
   *
   * are normal and independent. It needs no sine, and the square root is exact to the last bit everywhere.
   */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    let x: number, y: number, s: number;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      s = x * x + y * y;
    } while (s >= 1 || s === 0);
    const stretch = Math.sqrt((-2 * ln(s)) / s);
    this.#spareNormal = y * stretch;
    return x * stretch;
  }

  /**
   * The numbers 0 to n − 1 in random order, each of the n! orders equally likely: the shuffle of R. A. Fisher
   * and F. Yates (1938), as R. Durstenfeld put it for computers (Algorithm 235, Communications of the ACM 1964).
   */
  permutation(n: number): Uint32Array<ArrayBuffer> {
    const order = new Uint32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (let last = n - 1; last > 0; last--) {
      const chosen = this.below(last + 1);
      const kept = order[last]!;
      order[last] = order[chosen]!;
      order[chosen] = kept;
    }
    return order;
  }
}

function requireWord(value: number, what: string): void {
  if (!Number.isInteger(value) || value < 0 || value >= TWO_POW_32) {
    throw new RangeError(`${what} must be a whole number from 0 to 2^32 − 1, not ${value}.`);
  }
}

/**
 * Philox4x32-10: random bits as a function of a place, not of a history.
 *
 * J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
 *
 * A counter of 128 bits is scrambled under a key of 64 bits, as a cipher scrambles a block of text. Counting 0,
 * 1, 2, … through the counters gives the sequence; setting some of its bits aside as a number gives as many
 * sequences as there are numbers, and none ever runs into another.
 */

const ROUNDS = 10;
/** Multipliers that spread each counter bit over all the others, found by the authors' search. */
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
/** The key moves on by the fractions of the golden ratio and of √3, so that no two rounds are alike. */
const KEY_STEP_0 = 0x9e3779b9;
const KEY_STEP_1 = 0xbb67ae85;

const TWO_POW_16 = 65536;

/**
 * @param out four 32-bit words: the random bits.
 * @param counter four words. @param key two words.
 */
export function philox4x32(out: Uint32Array, counter: Uint32Array, key: Uint32Array): void {
  let [a, b, c, d] = counter as unknown as [number, number, number, number];
  let [key0, key1] = key as unknown as [number, number];
  for (let round = 0; round < ROUNDS; round++) {
    const upper0 = upperProduct(MULTIPLIER_0, a);
    const lower0 = Math.imul(MULTIPLIER_0, a);
    const upper1 = upperProduct(MULTIPLIER_1, c);
    const lower1 = Math.imul(MULTIPLIER_1, c);
    a = (upper1 ^ b ^ key0) >>> 0;
    b = lower1 >>> 0;
    c = (upper0 ^ d ^ key1) >>> 0;
    d = lower0 >>> 0;
    key0 = (key0 + KEY_STEP_0) >>> 0;
    key1 = (key1 + KEY_STEP_1) >>> 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** The upper 32 bits of the 64-bit product of two words: x · y cut into pieces that a double holds exactly. */
function upperProduct(x: number, y: number): number {
  const yUpper = y >>> 16;
  const yLower = y & 0xffff;
  return Math.floor((x * yUpper + Math.floor((x * yLower) / TWO_POW_16)) / TWO_POW_16);
}

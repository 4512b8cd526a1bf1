/**
 * Philox4x32-10, round by round as in `engine/nn/philox.ts`, where it is explained: a test holds the two to the
 * same words. Four random words from a counter of four words and a key of two.
 */

const MULTIPLIER_0: u64 = 0xd2511f53;
const MULTIPLIER_1: u64 = 0xcd9e8d57;
const KEY_STEP_0: u32 = 0x9e3779b9;
const KEY_STEP_1: u32 = 0xbb67ae85;
const ROUNDS = 10;

/** The four words, as one vector. */
// @ts-ignore: decorator
@inline
export function philox(counter0: u32, counter1: u32, counter2: u32, counter3: u32, key0: u32, key1: u32): v128 {
  let a = counter0, b = counter1, c = counter2, d = counter3;
  let k0 = key0, k1 = key1;
  for (let round = 0; round < ROUNDS; round++) {
    const product0 = MULTIPLIER_0 * <u64>a;
    const product1 = MULTIPLIER_1 * <u64>c;
    a = <u32>(product1 >> 32) ^ b ^ k0;
    b = <u32>product1;
    c = <u32>(product0 >> 32) ^ d ^ k1;
    d = <u32>product0;
    k0 += KEY_STEP_0;
    k1 += KEY_STEP_1;
  }
  const words = i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(a), 1, b), 2, c);
  return i32x4.replace_lane(words, 3, d);
}

/** For the test: out and counter are four words, key is two. */
export function philox4x32(out: usize, counter: usize, key: usize): void {
  v128.store(
    out,
    philox(
      load<u32>(counter), load<u32>(counter, 4), load<u32>(counter, 8), load<u32>(counter, 12),
      load<u32>(key), load<u32>(key, 4),
    ),
  );
}

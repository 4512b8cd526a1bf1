/**
 * The few words of SIMD that the kernels are written in. A vector is four 32-bit floats; a column tail of
 * one to three floats is computed as a whole vector and stored in part.
 *
 * In the default build multiply and add stay two instructions, each rounded: fused ones differ by processor, and the
 * same seed must give the same bits on every machine. The fast build, compiled with relaxed SIMD, leaves it to the
 * processor.
 */

/** Bytes of one float, and of one vector. */
export const FLOAT: usize = 4;
export const VECTOR: usize = 16;

/** sum + a · b, both operations rounded; in the fast build, perhaps only the second. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** Stores the first `lanes` floats of `vector`; four or more mean all of them. */
// @ts-ignore: decorator
@inline
export function storeLanes(to: usize, vector: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(to, vector);
  } else if (lanes == 3) {
    v128.store64_lane(to, vector, 0);
    v128.store32_lane(to, vector, 2, 8);
  } else if (lanes == 2) {
    v128.store64_lane(to, vector, 0);
  } else if (lanes == 1) {
    v128.store32_lane(to, vector, 0);
  }
}

/** The vector at `from`, or zeros where there is none (a layer without bias). */
// @ts-ignore: decorator
@inline
export function loadOrZero(from: usize, offset: usize): v128 {
  return from == 0 ? f32x4.splat(0) : v128.load(from + offset);
}

/** The first `lanes` floats at `from`, and zeros behind them; four or more mean all of them. */
// @ts-ignore: decorator
@inline
export function loadLanes(from: usize, lanes: i32): v128 {
  const inside = i32x4.gt_s(i32x4.splat(lanes), i32x4(0, 1, 2, 3));
  return v128.and(v128.load(from), inside);
}

/** The sum over the lanes of each vector, in one vector. */
// @ts-ignore: decorator
@inline
export function sumsOfLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/** Stores the columns of four vectors as rows. */
// @ts-ignore: decorator
@inline
export function storeTurned(to: usize, rowBytes: usize, a: v128, b: v128, c: v128, d: v128): void {
  storeTwoTurned(to, rowBytes, a, b, c, d);
  const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to + 2 * rowBytes, v128.shuffle<f32>(ef, gh, 0, 1, 4, 5));
  v128.store(to + 3 * rowBytes, v128.shuffle<f32>(ef, gh, 2, 3, 6, 7));
}

/** Stores the first two columns of four vectors as rows. */
// @ts-ignore: decorator
@inline
export function storeTwoTurned(to: usize, rowBytes: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + rowBytes, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** 1 for the bits of any float but 0 and −0. */
// @ts-ignore: decorator
@inline
export function isNotZero(bits: i32): i32 {
  return i32(bits << 1 != 0);
}

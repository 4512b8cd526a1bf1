/** Where a diverging run broke. */
import { FLOAT } from './simd';

/** The first of `count` values that is NaN or infinite; −1 where all are finite. */
export function firstNotFinite(values: usize, count: i32): i32 {
  const largest = f32x4.splat(f32.MAX_VALUE);
  const vectors = count & ~3;
  let i = 0;
  // A NaN is not below anything either.
  while (i < vectors && i32x4.all_true(f32x4.le(f32x4.abs(v128.load(values + <usize>i * FLOAT)), largest))) i += 4;
  while (i < count && abs(f32.load(values + <usize>i * FLOAT)) <= f32.MAX_VALUE) i++;
  return i < count ? i : -1;
}

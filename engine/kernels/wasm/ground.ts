/**
 * The even ground of a picture: of handwriting, half of all windows see nothing but paper. What a convolution and pool
 * make of that is computed once an image, in a window near the corner, and is the same, to the last bit, wherever all
 * numbers under a window are the same bits. Where there is no such ground, nothing is found and all is computed.
 */
import { FLOAT, VECTOR, storeLanes } from './simd';

/** Floats of a line that a set of bits can tell of. */
export const GROUND_WIDTH: i32 = 64;

/** Whether the patch under a window of a `kernel` of 3 or 5, kernel + 1 lines of as many floats, is all the same. */
export function isEven(patch: usize, lineBytes: usize, kernel: i32): bool {
  const value = v128.load32_splat(patch);
  const last = <usize>(kernel - 3) * FLOAT;
  let differences = i32x4.splat(0);
  for (let line = 0; line <= kernel; line++) {
    differences = v128.or(differences, v128.xor(v128.load(patch), value));
    differences = v128.or(differences, v128.xor(v128.load(patch + last), value));
    patch += lineBytes;
  }
  return !v128.any_true(differences);
}

/** Where both of two lines have the ground's value: a bit for each place. Of those behind the line's end, anything. */
// @ts-ignore: decorator
@inline
export function groundOfTwoLines(line: usize, lineBytes: usize, width: i32, ground: usize): u64 {
  const value = v128.load32_splat(ground);
  const end = line + <usize>width * FLOAT;
  let places: u64 = 0;
  for (let x: u64 = 0; line < end; x += 4) {
    const same = v128.and(i32x4.eq(v128.load(line), value), i32x4.eq(v128.load(line + lineBytes), value));
    places |= (<u64>i32x4.bitmask(same)) << x;
    line += VECTOR;
  }
  return places;
}

/** The places where a patch begins that is all ground, from what is known of its lines, two by two. */
// @ts-ignore: decorator
@inline
export function groundOfPatches(lines0: u64, lines2: u64, lines4: u64, kernel: i32): u64 {
  let places = lines0 & lines2;
  if (kernel == 5) places &= lines4;
  const two = places & (places >> 1);
  const four = two & (two >> 2);
  return kernel == 5 ? four & (two >> 4) : four;
}

/**
 * Gives every window of a line the ground's outputs, and winners where they are kept.
 *
 * @param offset bytes from the ground's patch to the first window's.
 */
// @ts-ignore: decorator
@inline
export function fillGround(
  out: usize, winners: usize, windows: i32, offset: usize, groundOut: usize, groundWinners: usize, keeps: bool,
  filters: i32,
): void {
  const outBytes = <usize>filters * FLOAT;
  const step = i32x4.splat(2 * <i32>FLOAT);
  for (let filter = 0; filter < filters; filter += 8) {
    const column = <usize>filter * FLOAT;
    const left = v128.load(groundOut + column), right = v128.load(groundOut + column, VECTOR);
    let leftWon = i32x4.add(v128.load(groundWinners + column), i32x4.splat(<i32>offset));
    let rightWon = i32x4.add(v128.load(groundWinners + column, VECTOR), i32x4.splat(<i32>offset));
    let to = out + column, won = winners + column;
    const lanes = filters - filter;
    for (let window = 0; window < windows; window++) {
      storeEight(to, left, right, lanes);
      if (keeps) storeEight(won, leftWon, rightWon, lanes);
      leftWon = i32x4.add(leftWon, step);
      rightWon = i32x4.add(rightWon, step);
      to += outBytes;
      won += outBytes;
    }
  }
}

// @ts-ignore: decorator
@inline
function storeEight(to: usize, left: v128, right: v128, lanes: i32): void {
  if (lanes >= 8) {
    v128.store(to, left);
    v128.store(to, right, VECTOR);
  } else {
    storeLanes(to, left, lanes);
    storeLanes(to + VECTOR, right, lanes - 4);
  }
}

/**
 * The even ground of a picture: of handwriting, half of all windows see nothing but paper. What a convolution and pool
 * make of that is the same, to the last bit, wherever all numbers under a window are the same bits; so it is computed in
 * one window near the corner, and copied to all others. On the way back, all taps of a kernel see the same number there,
 * so the gradients of the others are added to that window's first. Where there is no such ground, all is computed.
 *
 * The windows of all images stand in one list: those to be computed from its front on, those to be copied from its end
 * on, and behind it, for each image, how many are to be computed. It is written and walked without a branch that depends
 * on the picture, which a processor would mispredict in every line.
 */
import { FLOAT, VECTOR, storeLanes } from './simd';

/** Bytes of a window in a list: two addresses, in bytes from the first of all images. */
export const WINDOW: usize = 8;

/** Of the input under a window's corner. */
// @ts-ignore: decorator
@inline
export function cornerOf(window: usize): usize {
  return load<usize>(window);
}

// @ts-ignore: decorator
@inline
export function outputsOf(window: usize): usize {
  return load<usize>(window, FLOAT);
}

/** Floats of a line that a set of bits can tell of. */
const GROUND_WIDTH: i32 = 64;

/**
 * Lists the windows of all images.
 *
 * @param list room for all windows, and an integer for each image.
 * @param ground whether to look for it: there is none where the way back to the inputs wants all windows.
 */
export function listWindows(
  list: usize, input: usize, images: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  outBytes: usize, kernel: i32, ground: bool,
): void {
  const mayHaveGround = ground && channels == 1 && width <= GROUND_WIDTH && (kernel == 3 || kernel == 5);
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const counts = list + <usize>(images * outHeight * outWidth) * WINDOW;
  // Through memory, or V8 works it out again for every window.
  store<u64>(list, (<u64>outBytes << 32) + 2 * pixelBytes);
  const nextWindow = load<u64>(list);
  let front = list, back = counts - WINDOW;
  let outputs: u64 = 0;
  for (let image = 0; image < images; image++) {
    const first = front;
    let line = input + <usize>(image * height) * lineBytes;
    const patch = line + groundCorner(outHeight, outWidth, lineBytes);
    const hasGround = mayHaveGround && isEven(patch, lineBytes, kernel);
    let lines0: u64 = 0, lines2: u64 = 0, lines4: u64 = 0;
    if (hasGround) {
      lines2 = groundOfTwoLines(line, lineBytes, width, patch);
      lines4 = groundOfTwoLines(line + 2 * lineBytes, lineBytes, width, patch);
    }
    for (let y = 0; y < outHeight; y++) {
      let copied: u64 = 0;
      if (hasGround) {
        lines0 = lines2;
        lines2 = lines4;
        if (kernel == 5 || y + 1 < outHeight) lines4 = groundOfTwoLines(line + 4 * lineBytes, lineBytes, width, patch);
        copied = groundOfPatches(lines0, lines2, lines4, kernel);
        if (y == groundPlace(outHeight)) copied &= ~(<u64>1 << (2 * groundPlace(outWidth)));
      }
      let window = (outputs << 32) + (line - input);
      // Of both ends only one moves by the window's bit; the other is told by the distance, which grows by a window each time.
      let toFront = front - back;
      const lineEnd = toFront + <usize>outWidth * WINDOW;
      // A window's bit comes to where the bit of a window's bytes is; a line has 31 windows at most.
      copied <<= 3;
      do {
        store<u64>(back + toFront, window);
        store<u64>(back, window);
        back -= <usize>copied & WINDOW;
        copied >>= 2;
        window += nextWindow;
        toFront += WINDOW;
      } while (toFront != lineEnd);
      front = back + toFront;
      line += 2 * lineBytes;
      outputs += outBytes * outWidth;
    }
    i32.store(counts + <usize>image * FLOAT, <i32>((front - first) / WINDOW));
  }
}

/** How many windows of a list are to be computed. */
export function countComputed(list: usize, images: i32, windows: i32): i32 {
  const counts = list + <usize>windows * WINDOW;
  let count = 0;
  for (let image = 0; image < images; image++) count += i32.load(counts + <usize>image * FLOAT);
  return count;
}

/** Line or column of the window that stands for the ground: not the one in the corner, which may see a frame of zeros. */
// @ts-ignore: decorator
@inline
function groundPlace(length: i32): i32 {
  return min(1, length - 1);
}

// @ts-ignore: decorator
@inline
function groundCorner(outHeight: i32, outWidth: i32, lineBytes: usize): usize {
  return <usize>(2 * groundPlace(outHeight)) * lineBytes + <usize>(2 * groundPlace(outWidth)) * FLOAT;
}

/** The outputs of the window that stands for an image's ground, in bytes from the first image's. */
// @ts-ignore: decorator
@inline
export function groundOutputs(image: i32, outHeight: i32, outWidth: i32, outBytes: usize): usize {
  return <usize>((image * outHeight + groundPlace(outHeight)) * outWidth + groundPlace(outWidth)) * outBytes;
}

/** Whether the patch under a window of a `kernel` of 3 or 5, kernel + 1 lines of as many floats, is all the same. */
function isEven(patch: usize, lineBytes: usize, kernel: i32): bool {
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
function groundOfTwoLines(line: usize, lineBytes: usize, width: i32, ground: usize): u64 {
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
function groundOfPatches(lines0: u64, lines2: u64, lines4: u64, kernel: i32): u64 {
  let places = lines0 & lines2;
  if (kernel == 5) places &= lines4;
  const two = places & (places >> 1);
  const four = two & (two >> 2);
  return kernel == 5 ? four & (two >> 4) : four;
}

/** Gives the windows that are copied the outputs of the one that stands for their image's ground. */
export function copyOutputs(
  out: usize, list: usize, images: i32, outHeight: i32, outWidth: i32, filters: i32,
): void {
  const perImage = outHeight * outWidth;
  const counts = list + <usize>(images * perImage) * WINDOW;
  const outBytes = <usize>filters * FLOAT;
  let end = counts;
  for (let image = 0; image < images; image++) {
    const from = out + groundOutputs(image, outHeight, outWidth, outBytes);
    const first = end - <usize>(perImage - i32.load(counts + <usize>image * FLOAT)) * WINDOW;
    for (let filter = 0; filter < filters; filter += 8) {
      const column = <usize>filter * FLOAT;
      const left = v128.load(from + column), right = v128.load(from + column, VECTOR);
      const lanes = filters - filter;
      const to = out + column;
      if (lanes >= 8) {
        for (let window = first; window < end; window += WINDOW) {
          const outputs = to + outputsOf(window);
          v128.store(outputs, left);
          v128.store(outputs, right, VECTOR);
        }
      } else {
        for (let window = first; window < end; window += WINDOW) {
          const outputs = to + outputsOf(window);
          storeLanes(outputs, left, lanes);
          storeLanes(outputs + VECTOR, right, lanes - 4);
        }
      }
    }
    end = first;
  }
}

/**
 * Adds the gradients of the windows that are copied to that of the window which stands for their image's ground: for a
 * convolution's weights they are all one.
 */
export function gatherGround(
  outGradient: usize, list: usize, images: i32, outHeight: i32, outWidth: i32, filters: i32,
): void {
  const perImage = outHeight * outWidth;
  const counts = list + <usize>(images * perImage) * WINDOW;
  const outBytes = <usize>filters * FLOAT;
  let end = counts;
  for (let image = 0; image < images; image++) {
    const stand = outGradient + groundOutputs(image, outHeight, outWidth, outBytes);
    const first = end - <usize>(perImage - i32.load(counts + <usize>image * FLOAT)) * WINDOW;
    for (let filter = 0; filter < filters; filter += 8) {
      const to = stand + <usize>filter * FLOAT;
      const lanes = filters - filter;
      let left = v128.load(to), right = v128.load(to, VECTOR);
      for (let window = first; window < end; window += WINDOW) {
        const from = outGradient + outputsOf(window) + <usize>filter * FLOAT;
        left = f32x4.add(left, v128.load(from));
        right = f32x4.add(right, v128.load(from, VECTOR));
      }
      storeLanes(to, left, lanes);
      storeLanes(to + VECTOR, right, lanes - 4);
    }
    end = first;
  }
}

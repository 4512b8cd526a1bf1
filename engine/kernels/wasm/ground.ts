/**
 * The even ground of a picture: of handwriting, half of all windows see nothing but paper. What a convolution and pool
 * make of that is the same, to the last bit, wherever all numbers under a window are the same bits; so it is computed in
 * one window near the corner, and copied to all others. On the way back, all taps of a kernel see the same number there,
 * so the gradients of these windows are added up first. Where there is no such ground, all is computed.
 *
 * The windows of all images stand in one list: those to be computed from its front on, those to be copied from its end
 * on, and behind it, for each image, how many are to be computed. It is written and walked without a branch that depends
 * on the picture, which a processor would mispredict in every line.
 */
import { FLOAT, VECTOR, multiplyAdd, storeLanes } from './simd';

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
 */
export function listWindows(
  list: usize, input: usize, images: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  outBytes: usize, kernel: i32,
): void {
  const mayHaveGround = channels == 1 && width <= GROUND_WIDTH && (kernel == 3 || kernel == 5);
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const counts = list + <usize>(images * outHeight * outWidth) * WINDOW;
  const nextWindow = (<u64>outBytes << 32) + 2 * pixelBytes;
  let front = list, back = counts - WINDOW;
  let outputs: u64 = 0;
  for (let image = 0; image < images; image++) {
    const first = front;
    let line = input + <usize>(image * height) * lineBytes;
    const ground = line + groundCorner(outHeight, outWidth, lineBytes);
    const hasGround = mayHaveGround && isEven(ground, lineBytes, kernel);
    let lines0: u64 = 0, lines2: u64 = 0, lines4: u64 = 0;
    if (hasGround) {
      lines2 = groundOfTwoLines(line, lineBytes, width, ground);
      lines4 = groundOfTwoLines(line + 2 * lineBytes, lineBytes, width, ground);
    }
    for (let y = 0; y < outHeight; y++) {
      let copied: u64 = 0;
      if (hasGround) {
        lines0 = lines2;
        lines2 = lines4;
        if (kernel == 5 || y + 1 < outHeight) lines4 = groundOfTwoLines(line + 4 * lineBytes, lineBytes, width, ground);
        copied = groundOfPatches(lines0, lines2, lines4, kernel);
        if (y == groundPlace(outHeight)) copied &= ~(<u64>1 << (2 * groundPlace(outWidth)));
      }
      let window = (outputs << 32) + (line - input);
      for (let x = 0; x < outWidth; x++) {
        store<u64>(front, window);
        store<u64>(back, window);
        const step = <usize>(copied & 1) * WINDOW;
        front += WINDOW - step;
        back -= step;
        copied >>= 2;
        window += nextWindow;
      }
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
function groundOutputs(image: i32, outHeight: i32, outWidth: i32, outBytes: usize): usize {
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
      for (let window = first; window < end; window += WINDOW) {
        const to = out + outputsOf(window) + column;
        storeLanes(to, left, lanes);
        storeLanes(to + VECTOR, right, lanes - 4);
      }
    }
    end = first;
  }
}

/**
 * Gives them its winners, each moved to its window. Only the way back to the inputs asks for these.
 *
 * @param height,lineBytes of the input.
 */
export function convPoolCopyWinners(
  winners: usize, list: usize, images: i32, height: i32, lineBytes: usize, outHeight: i32, outWidth: i32, filters: i32,
): void {
  const perImage = outHeight * outWidth;
  const counts = list + <usize>(images * perImage) * WINDOW;
  const outBytes = <usize>filters * FLOAT;
  let end = counts;
  for (let image = 0; image < images; image++) {
    const from = winners + groundOutputs(image, outHeight, outWidth, outBytes);
    const corner = <usize>(image * height) * lineBytes + groundCorner(outHeight, outWidth, lineBytes);
    const first = end - <usize>(perImage - i32.load(counts + <usize>image * FLOAT)) * WINDOW;
    for (let window = first; window < end; window += WINDOW) {
      const to = winners + outputsOf(window), moved = <i32>(cornerOf(window) - corner);
      for (let at: usize = 0; at < outBytes; at += FLOAT) i32.store(to + at, i32.load(from + at) + moved);
    }
    end = first;
  }
}

/**
 * What the windows that are copied give to the gradient of a kernel, the same for all of its taps:
 *
 *   out[filter] = Σ_image ground[image] · Σ_window outGradient[window, filter]
 *
 * @param out floats for all filters, up to a multiple of 8.
 * @param winners as many as gradients: where the ground won, an address of its value.
 */
export function groundGradients(
  out: usize, outGradient: usize, winners: usize, list: usize, images: i32, outHeight: i32, outWidth: i32, filters: i32,
): void {
  const perImage = outHeight * outWidth;
  const counts = list + <usize>(images * perImage) * WINDOW;
  const outBytes = <usize>filters * FLOAT;
  for (let filter = 0; filter < filters; filter += 8) {
    const column = <usize>filter * FLOAT;
    let left = f32x4.splat(0), right = left;
    let end = counts;
    for (let image = 0; image < images; image++) {
      const copies = perImage - i32.load(counts + <usize>image * FLOAT);
      if (copies == 0) continue;
      const first = end - <usize>copies * WINDOW;
      let sumLeft = f32x4.splat(0), sumRight = sumLeft;
      for (let window = first; window < end; window += WINDOW) {
        const from = outGradient + column + outputsOf(window);
        sumLeft = f32x4.add(sumLeft, v128.load(from));
        sumRight = f32x4.add(sumRight, v128.load(from, VECTOR));
      }
      const winner = <usize>i32.load(winners + groundOutputs(image, outHeight, outWidth, outBytes));
      const value = v128.load32_splat(winner);
      left = multiplyAdd(left, value, sumLeft);
      right = multiplyAdd(right, value, sumRight);
      end = first;
    }
    v128.store(out + column, left);
    v128.store(out + column, right, VECTOR);
  }
}

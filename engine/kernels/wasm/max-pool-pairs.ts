/**
 * Max-pooling by windows of 2 × 2 that do not overlap, of channels that are a multiple of 4: what nearly all networks
 * have. A winner is noted by its place in the window, 0 to 3 in reading order; of several equal maxima the first wins.
 */
import { FLOAT, VECTOR } from './simd';

/** @param winners images × outHeight × outWidth × channels integers. */
export function maxPoolPairs(
  out: usize, winners: usize, input: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const restOfLines = (<usize>(2 * width - 2 * outWidth)) * pixelBytes;
  const restOfImage = <usize>(height - 2 * outHeight) * lineBytes;
  const toWinners = winners - out;
  const second = i32x4.splat(1), third = i32x4.splat(2), fourth = i32x4.splat(3);
  let from = input;
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const end = from + pixelBytes;
        for (; from < end; from += VECTOR) {
          const line = from + lineBytes;
          const a = v128.load(from), b = v128.load(from + pixelBytes);
          const c = v128.load(line), d = v128.load(line + pixelBytes);
          let better = f32x4.gt(b, a);
          let best = v128.bitselect(b, a, better);
          let where = v128.and(second, better);
          better = f32x4.gt(c, best);
          best = v128.bitselect(c, best, better);
          where = v128.bitselect(third, where, better);
          better = f32x4.gt(d, best);
          v128.store(out, v128.bitselect(d, best, better));
          v128.store(out + toWinners, v128.bitselect(fourth, where, better));
          out += VECTOR;
        }
        from += pixelBytes;
      }
      from += restOfLines;
    }
    from += restOfImage;
  }
}

/**
 * inGradient[winner of each window] = outGradient[window], and zero elsewhere: every value has one window or none, so
 * all is written and nothing added.
 */
export function maxPoolPairsBack(
  inGradient: usize, outGradient: usize, winners: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const restOfLine = <usize>(width - 2 * outWidth) * pixelBytes;
  const restOfImage = <usize>(height - 2 * outHeight) * lineBytes;
  const first = i32x4.splat(0), second = i32x4.splat(1), third = i32x4.splat(2), fourth = i32x4.splat(3);
  let to = inGradient;
  let from: usize = 0;
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const end = to + pixelBytes;
        for (; to < end; to += VECTOR) {
          const gradient = v128.load(outGradient + from);
          const winner = v128.load(winners + from);
          const line = to + lineBytes;
          v128.store(to, v128.and(gradient, i32x4.eq(winner, first)));
          v128.store(to + pixelBytes, v128.and(gradient, i32x4.eq(winner, second)));
          v128.store(line, v128.and(gradient, i32x4.eq(winner, third)));
          v128.store(line + pixelBytes, v128.and(gradient, i32x4.eq(winner, fourth)));
          from += VECTOR;
        }
        to += pixelBytes;
      }
      memory.fill(to, 0, restOfLine);
      memory.fill(to + lineBytes, 0, restOfLine);
      to += restOfLine + lineBytes;
    }
    memory.fill(to, 0, restOfImage);
    to += restOfImage;
  }
}

/**
 * Max-pooling. The forward pass notes which input value won each window, and the backward pass sends the
 * gradient there and nowhere else. Of several equal maxima the first wins, in reading order: sending the
 * gradient to all of them would disagree with the function's own slope.
 */
import { FLOAT, VECTOR } from './simd';

/**
 * @param winners images × outHeight × outWidth × channels integers: where in its image, counted in floats, the
 *   winner of each window stands.
 */
export function maxPool(
  out: usize, winners: usize, input: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, size: i32, stride: i32,
): void {
  const imageBytes = <usize>(height * width * channels) * FLOAT;
  const vectorChannels = channels & ~3;
  let to: usize = 0;
  for (let image = 0; image < images; image++) {
    const from = input + <usize>image * imageBytes;
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const corner = (y * stride * width + x * stride) * channels;
        let channel = 0;
        for (; channel < vectorChannels; channel += 4) {
          const first = corner + channel;
          if (size == 2) {
            pair(out + to, winners + to, from, first, channels, width * channels);
            to += VECTOR;
            continue;
          }
          let best = v128.load(from + <usize>first * FLOAT);
          let where = i32x4.splat(first);
          for (let i = 0; i < size; i++) {
            let at = first + i * width * channels;
            for (let j = 0; j < size; j++) {
              const value = v128.load(from + <usize>at * FLOAT);
              const better = f32x4.gt(value, best);
              best = v128.bitselect(value, best, better);
              where = v128.bitselect(i32x4.splat(at), where, better);
              at += channels;
            }
          }
          v128.store(out + to, best);
          v128.store(winners + to, i32x4.add(where, i32x4(0, 1, 2, 3)));
          to += VECTOR;
        }
        for (; channel < channels; channel++) {
          let where = corner + channel;
          let best = f32.load(from + <usize>where * FLOAT);
          for (let i = 0; i < size; i++) {
            for (let j = 0; j < size; j++) {
              const at = corner + channel + (i * width + j) * channels;
              const value = f32.load(from + <usize>at * FLOAT);
              if (value > best) {
                best = value;
                where = at;
              }
            }
          }
          f32.store(out + to, best);
          i32.store(winners + to, where);
          to += FLOAT;
        }
      }
    }
  }
}

/** A window of 2 × 2 values, four channels. */
// @ts-ignore: decorator
@inline
function pair(out: usize, winners: usize, image: usize, first: i32, right: i32, below: i32): void {
  const from = image + <usize>first * FLOAT;
  const line = from + <usize>below * FLOAT;
  const aside = <usize>right * FLOAT;
  const a = v128.load(from), b = v128.load(from + aside), c = v128.load(line), d = v128.load(line + aside);
  const start = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  let better = f32x4.gt(b, a);
  let best = v128.bitselect(b, a, better);
  let where = v128.and(i32x4.splat(right), better);
  better = f32x4.gt(c, best);
  best = v128.bitselect(c, best, better);
  where = v128.bitselect(i32x4.splat(below), where, better);
  better = f32x4.gt(d, best);
  v128.store(out, v128.bitselect(d, best, better));
  where = v128.bitselect(i32x4.splat(below + right), where, better);
  v128.store(winners, i32x4.add(start, where));
}

/**
 * The same as `maxPoolBack` for windows of 2 × 2 that do not overlap, where channels are a multiple of 4: every value
 * has one window or none, so all is written and nothing added.
 */
export function maxPoolBackPairs(
  inGradient: usize, outGradient: usize, winners: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const restOfLine = <usize>(width - 2 * outWidth) * pixelBytes;
  const restOfImage = <usize>(height - 2 * outHeight) * lineBytes;
  const right = i32x4.splat(channels), below = i32x4.splat(width * channels);
  const across = i32x4.add(right, below);
  let to = inGradient;
  let from: usize = 0;
  for (let image = 0; image < images; image++) {
    let first = i32x4(0, 1, 2, 3);
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const end = to + pixelBytes;
        for (; to < end; to += VECTOR) {
          const gradient = v128.load(outGradient + from);
          const offset = i32x4.sub(v128.load(winners + from), first);
          const line = to + lineBytes;
          v128.store(to, v128.and(gradient, i32x4.eq(offset, i32x4.splat(0))));
          v128.store(to + pixelBytes, v128.and(gradient, i32x4.eq(offset, right)));
          v128.store(line, v128.and(gradient, i32x4.eq(offset, below)));
          v128.store(line + pixelBytes, v128.and(gradient, i32x4.eq(offset, across)));
          first = i32x4.add(first, i32x4.splat(4));
          from += VECTOR;
        }
        to += pixelBytes;
        first = i32x4.add(first, right);
      }
      memory.fill(to, 0, restOfLine);
      memory.fill(to + lineBytes, 0, restOfLine);
      to += restOfLine + lineBytes;
      first = i32x4.add(first, i32x4.splat((2 * width - 2 * outWidth) * channels));
    }
    memory.fill(to, 0, restOfImage);
    to += restOfImage;
  }
}

/** inGradient[winner of each window] += outGradient[window]; all other values of inGradient are zero. */
export function maxPoolBack(
  inGradient: usize, outGradient: usize, winners: usize, images: i32, inputSize: i32, outSize: i32,
): void {
  const imageBytes = <usize>inputSize * FLOAT;
  memory.fill(inGradient, 0, <usize>images * imageBytes);
  let from: usize = 0;
  for (let image = 0; image < images; image++) {
    const to = inGradient + <usize>image * imageBytes;
    for (let i = 0; i < outSize; i++) {
      const winner = to + <usize>i32.load(winners + from) * FLOAT;
      f32.store(winner, f32.load(winner) + f32.load(outGradient + from));
      from += FLOAT;
    }
  }
}

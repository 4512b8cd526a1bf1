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

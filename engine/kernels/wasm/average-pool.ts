/** Average-pooling, for all images of a shard: the mean of each window, channel by channel. */
import { FLOAT, VECTOR } from './simd';

/** out: images × outHeight × outWidth × channels. Reads whole vectors of channels, and stores no more than there are. */
export function averagePool(
  out: usize, input: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, size: i32, stride: i32,
): void {
  const share: f32 = 1 / <f32>(size * size);
  const shares = f32x4.splat(share);
  const vectorChannels = channels & ~3;
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  let to = out;
  for (let image = 0; image < images; image++) {
    const from = input + <usize>(image * height) * lineBytes;
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const corner = from + <usize>(y * stride) * lineBytes + <usize>(x * stride) * pixelBytes;
        let channel = 0;
        for (; channel < vectorChannels; channel += 4) {
          let sum = f32x4.splat(0);
          for (let i = 0; i < size; i++) {
            let at = corner + <usize>i * lineBytes + <usize>channel * FLOAT;
            for (let j = 0; j < size; j++) {
              sum = f32x4.add(sum, v128.load(at));
              at += pixelBytes;
            }
          }
          v128.store(to, f32x4.mul(sum, shares));
          to += VECTOR;
        }
        for (; channel < channels; channel++) {
          let sum: f32 = 0;
          for (let i = 0; i < size; i++) {
            let at = corner + <usize>i * lineBytes + <usize>channel * FLOAT;
            for (let j = 0; j < size; j++) {
              sum += f32.load(at);
              at += pixelBytes;
            }
          }
          f32.store(to, sum * share);
          to += FLOAT;
        }
      }
    }
  }
}

/** inGradient[every value of a window] += outGradient[window] / size²; where there is no window, it is zero. */
export function averagePoolBack(
  inGradient: usize, outGradient: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, size: i32, stride: i32,
): void {
  const share: f32 = 1 / <f32>(size * size);
  const shares = f32x4.splat(share);
  const vectorChannels = channels & ~3;
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  memory.fill(inGradient, 0, <usize>(images * height) * lineBytes);
  let from = outGradient;
  for (let image = 0; image < images; image++) {
    const to = inGradient + <usize>(image * height) * lineBytes;
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const corner = to + <usize>(y * stride) * lineBytes + <usize>(x * stride) * pixelBytes;
        let channel = 0;
        for (; channel < vectorChannels; channel += 4) {
          const g = f32x4.mul(v128.load(from), shares);
          for (let i = 0; i < size; i++) {
            let at = corner + <usize>i * lineBytes + <usize>channel * FLOAT;
            for (let j = 0; j < size; j++) {
              v128.store(at, f32x4.add(v128.load(at), g));
              at += pixelBytes;
            }
          }
          from += VECTOR;
        }
        for (; channel < channels; channel++) {
          const g = f32.load(from) * share;
          for (let i = 0; i < size; i++) {
            let at = corner + <usize>i * lineBytes + <usize>channel * FLOAT;
            for (let j = 0; j < size; j++) {
              f32.store(at, f32.load(at) + g);
              at += pixelBytes;
            }
          }
          from += FLOAT;
        }
      }
    }
  }
}

/**
 * Convolution (cross-correlation, as everywhere in this field), one call for all images of a shard. Images are
 * height × width × channels; weights are [kernel row, kernel column, channel, filter], each row of filters
 * padded to `weightStride`. Where a layer pads, its input was copied into a frame of zeros before (`place`).
 */
import { correlate } from './correlate';
import { FLOAT } from './simd';
import { weightGradient } from './weight-gradient';

/** out: images × outHeight × outWidth × filters. */
export function conv2d(
  out: usize, input: usize, weights: usize, bias: usize, images: i32,
  height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32, weightStride: i32, kernel: i32, stride: i32,
): void {
  const imageBytes = <usize>(height * width * channels) * FLOAT;
  const lineBytes = <usize>(stride * width * channels) * FLOAT;
  const outLineBytes = <usize>(outWidth * filters) * FLOAT;
  let to = out;
  for (let image = 0; image < images; image++) {
    let from = input + <usize>image * imageBytes;
    for (let line = 0; line < outHeight; line++) {
      correlate(to, from, weights, bias, outWidth, filters, weightStride, kernel, kernel * channels, stride * channels, width * channels, filters);
      from += lineBytes;
      to += outLineBytes;
    }
  }
}

/** gradient: like weights; outGradient: images × outHeight × outWidth × filters. */
export function conv2dWeightGradient(
  gradient: usize, input: usize, outGradient: usize, images: i32,
  height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32, weightStride: i32, kernel: i32, stride: i32,
): void {
  weightGradient(
    gradient, input, outGradient, filters, weightStride,
    kernel, kernel * channels, width * channels,
    images, height * width * channels, outHeight * outWidth * filters,
    outHeight, stride * width * channels, outWidth * filters,
    outWidth, stride * channels, filters, false,
  );
}

/**
 * The weights of the correlation that carries a gradient back to a layer's input: each kernel turned by 180°,
 * channels and filters exchanged. A dense layer is a kernel of side 1 whose inputs are its channels.
 *
 *   out[row, column, filter, channel] = weights[kernel − 1 − row, kernel − 1 − column, channel, filter]
 *
 * Rows of out are `outStride` floats; their padding is left alone.
 */
export function turnWeights(
  out: usize, weights: usize, kernel: i32, channels: i32, filters: i32, weightStride: i32, outStride: i32,
): void {
  const cells = kernel * kernel;
  for (let cell = 0; cell < cells; cell++) {
    const from = weights + <usize>((cells - 1 - cell) * channels * weightStride) * FLOAT;
    const to = out + <usize>(cell * filters * outStride) * FLOAT;
    // Blocks of 16 channels: the lines of cache that one block reads stay there until all of it was used.
    for (let block = 0; block < channels; block += 16) {
      const end = min(block + 16, channels);
      for (let filter = 0; filter < filters; filter++) {
        for (let channel = block; channel < end; channel++) {
          f32.store(
            to + <usize>(filter * outStride + channel) * FLOAT,
            f32.load(from + <usize>(channel * weightStride + filter) * FLOAT),
          );
        }
      }
    }
  }
}

/**
 * Copies images into a larger frame: out[offset + y · spacing, offset + x · spacing] = input[y, x]. With spacing
 * 1 it pads; with the stride as spacing it undoes a strided layer's steps, for the way back. What lies between
 * and around is left alone: it is zero from the start.
 */
export function place(
  out: usize, input: usize, images: i32, height: i32, width: i32, channels: i32,
  frameHeight: i32, frameWidth: i32, offset: i32, spacing: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < height; y++) {
      const toY = offset + y * spacing;
      const from = input + <usize>((image * height + y) * width) * pixelBytes;
      const to = out + <usize>((image * frameHeight + toY) * frameWidth + offset) * pixelBytes;
      if (spacing == 1) {
        memory.copy(to, from, <usize>width * pixelBytes);
        continue;
      }
      for (let x = 0; x < width; x++) {
        memory.copy(to + <usize>(x * spacing) * pixelBytes, from + <usize>x * pixelBytes, pixelBytes);
      }
    }
  }
}

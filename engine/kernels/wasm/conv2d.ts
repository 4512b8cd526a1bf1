/**
 * Convolution (cross-correlation, as everywhere in this field), one call for all images of a shard. Images are
 * height × width × channels; weights are [kernel row, kernel column, channel, filter], each row of filters
 * padded to `weightStride`. Where a layer pads, its input was copied into a frame of zeros before (`place`).
 */
import { correlate } from './correlate';
import { relu } from './relu';
import { FLOAT, storeLanes } from './simd';
import { weightGradient } from './weight-gradient';

/**
 * @param out images × outHeight × outWidth × filters.
 * @param rectify whether a ReLU follows: each line goes through it while it is near.
 */
export function conv2d(
  out: usize, input: usize, weights: usize, bias: usize, images: i32,
  height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32, weightStride: i32, kernel: i32, stride: i32, rectify: bool,
): void {
  const imageBytes = <usize>(height * width * channels) * FLOAT;
  const lineBytes = <usize>(stride * width * channels) * FLOAT;
  const outLineBytes = <usize>(outWidth * filters) * FLOAT;
  let to = out;
  for (let image = 0; image < images; image++) {
    let from = input + <usize>image * imageBytes;
    for (let line = 0; line < outHeight; line++) {
      correlate(to, from, weights, bias, outWidth, filters, weightStride, kernel, kernel * channels, stride * channels, width * channels, filters);
      if (rectify) relu(to, outWidth * filters);
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
  // Image by image, so that its gradients are still near when the next weights need them.
  for (let image = 0; image < images; image++) {
    weightGradient(
      gradient,
      input + <usize>(image * height * width * channels) * FLOAT,
      outGradient + <usize>(image * outHeight * outWidth * filters) * FLOAT,
      filters, weightStride,
      kernel, kernel * channels, width * channels,
      outHeight, stride * width * channels, outWidth * filters,
      outWidth, stride * channels, filters, image > 0,
    );
  }
}

/**
 * Weights turned from [input, output] to [output, input], as the way back needs them. A convolution's inputs are
 * the values under its kernel, kernel² · channels.
 *
 * Rows of out are `outStride` floats; their padding is left alone.
 */
export function turnWeights(
  out: usize, weights: usize, inputs: i32, outputs: i32, weightStride: i32, outStride: i32,
): void {
  // Blocks of 16 inputs: the lines of cache that one block reads stay there until all of it was used.
  for (let block = 0; block < inputs; block += 16) {
    const end = min(block + 16, inputs);
    for (let output = 0; output < outputs; output++) {
      for (let input = block; input < end; input++) {
        f32.store(
          out + <usize>(output * outStride + input) * FLOAT,
          f32.load(weights + <usize>(input * weightStride + output) * FLOAT),
        );
      }
    }
  }
}

/** Output lines whose contributions are computed at once. */
const LINES: i32 = 4;

/**
 * What ∂L/∂output says of the input: each output pixel's gradient, times the kernel, goes to the pixels under the
 * kernel, and these contributions are added up.
 *
 * @param inGradient images × height × width × channels, padding included.
 * @param turned [filter, kernel row, kernel column, channel], rows of `turnedStride` floats.
 * @param patches room for LINES output lines' contributions: outWidth × kernel² · channels floats each.
 */
export function conv2dInputGradient(
  inGradient: usize, outGradient: usize, turned: usize, patches: usize, images: i32,
  height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32, filters: i32, turnedStride: i32, kernel: i32, stride: i32,
): void {
  const patchSize = kernel * kernel * channels;
  const imageBytes = <usize>(height * width * channels) * FLOAT;
  const lineBytes = <usize>(width * channels) * FLOAT;
  const outLineBytes = <usize>(outWidth * filters) * FLOAT;
  memory.fill(inGradient, 0, <usize>images * imageBytes);
  let from = outGradient;
  for (let image = 0; image < images; image++) {
    for (let first = 0; first < outHeight; first += LINES) {
      const lines = min(LINES, outHeight - first);
      correlate(patches, from, turned, 0, lines * outWidth, patchSize, turnedStride, 1, filters, filters, 0, patchSize);
      from += <usize>lines * outLineBytes;
      for (let line = 0; line < lines; line++) {
        let patch = patches + <usize>(line * outWidth * patchSize) * FLOAT;
        let to = inGradient + <usize>image * imageBytes + <usize>((first + line) * stride) * lineBytes;
        for (let i = 0; i < kernel; i++) {
          addLine(to, patch, patchSize, width, channels, outWidth, kernel, stride);
          patch += <usize>(kernel * channels) * FLOAT;
          to += lineBytes;
        }
      }
    }
  }
}

/**
 * line[x, channel] += Σ_j patches[(x − j) / stride, j, channel]: pixel by pixel of the line, so that nothing is
 * loaded that was stored a moment ago.
 */
function addLine(
  line: usize, patches: usize, patchSize: i32, width: i32, channels: i32, outWidth: i32, kernel: i32, stride: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  for (let x = 0; x < width; x++) {
    const first = max(0, x - (outWidth - 1) * stride);
    const last = min(kernel - 1, x);
    for (let channel = 0; channel < channels; channel += 4) {
      const at = <usize>channel * FLOAT;
      let sum = v128.load(line + at);
      for (let j = first; j <= last; j++) {
        if (stride > 1 && (x - j) % stride != 0) continue;
        sum = f32x4.add(sum, v128.load(patches + at + <usize>(((x - j) / stride) * patchSize + j * channels) * FLOAT));
      }
      storeLanes(line + at, sum, channels - channel);
    }
    line += pixelBytes;
  }
}

/** Copies images into the middle of larger frames. What lies around them is left alone: it is zero from the start. */
export function place(
  out: usize, input: usize, images: i32, height: i32, width: i32, channels: i32,
  frameHeight: i32, frameWidth: i32, offset: i32,
): void {
  const lineBytes = <usize>(width * channels) * FLOAT;
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < height; y++) {
      const to = out + <usize>(((image * frameHeight + y + offset) * frameWidth + offset) * channels) * FLOAT;
      memory.copy(to, input + <usize>(image * height + y) * lineBytes, lineBytes);
    }
  }
}

/** Copies images out of the middle of larger frames: the way back of `place`. */
export function unplace(
  out: usize, frame: usize, images: i32, height: i32, width: i32, channels: i32,
  frameHeight: i32, frameWidth: i32, offset: i32,
): void {
  const lineBytes = <usize>(width * channels) * FLOAT;
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < height; y++) {
      const from = frame + <usize>(((image * frameHeight + y + offset) * frameWidth + offset) * channels) * FLOAT;
      memory.copy(out + <usize>(image * height + y) * lineBytes, from, lineBytes);
    }
  }
}

/** values[i] = 0 */
export function clear(values: usize, count: i32): void {
  memory.fill(values, 0, <usize>count * FLOAT);
}

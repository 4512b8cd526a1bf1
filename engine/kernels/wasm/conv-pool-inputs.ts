/**
 * The way back through convolution, ReLU and pool in one, to the input. What `convPool` (conv-pool.ts) noted of each
 * window's winner leads the way; all other outputs have no part in it.
 */
import { FLOAT, VECTOR, isNotZero, multiplyAdd } from './simd';

/** Columns that are added up at once, on the way to the input. */
const COLUMNS: i32 = 12;

/**
 * The weights as the way back to the input reads them: for each filter its kernel within a frame of zeros,
 *
 *   out[filter, 1 + line, channels + (pixel, channel)] = weights[line, pixel, channel, filter]
 *
 * in `convPoolFrameRows` rows of `convPoolFrameColumns` floats. The frame is left alone: it is zero from the start.
 */
export function convPoolTurnWeights(
  out: usize, weights: usize, channels: i32, filters: i32, weightStride: i32, kernel: i32,
): void {
  const segment = kernel * channels;
  const columns = frameColumns(kernel, channels);
  const frame = frameRows(kernel) * columns;
  for (let line = 0; line < kernel; line++) {
    for (let k = 0; k < segment; k++) {
      const from = weights + <usize>((line * segment + k) * weightStride) * FLOAT;
      const to = out + <usize>((line + 1) * columns + channels + k) * FLOAT;
      for (let filter = 0; filter < filters; filter++) {
        f32.store(to + <usize>(filter * frame) * FLOAT, f32.load(from + <usize>filter * FLOAT));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function frameRows(kernel: i32): i32 {
  return 2 * ((kernel + 2) / 2) + 1;
}

// @ts-ignore: decorator
@inline
function frameColumns(kernel: i32, channels: i32): i32 {
  return channels + COLUMNS * (((kernel + 1) * channels + COLUMNS - 1) / COLUMNS);
}

/**
 * inGradient[the winner's, tap] += outGradient[window, filter] · weights[tap, filter], for all windows and filters.
 *
 * The inputs under a window's four outputs are a patch of (kernel + 1)² pixels. For each piece of it, the kernels of all
 * filters are added up, each moved to where its winner stands: that is what the frame of zeros around them is for.
 *
 * @param inGradient images × height × width × channels. Up to COLUMNS − 1 floats behind it are read and written again.
 * @param input what `convPool` was given: winners are addresses there.
 * @param framed from `convPoolTurnWeights`.
 * @param scratch 2 · filters floats.
 */
export function convPoolInputGradient(
  inGradient: usize, outGradient: usize, winners: usize, input: usize, framed: usize, scratch: usize, images: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, filters: i32, kernel: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const columns = frameColumns(kernel, channels);
  const rowBytes = <usize>columns * FLOAT;
  const frameBytes = <usize>frameRows(kernel) * rowBytes;
  const addresses = scratch + <usize>filters * FLOAT;
  memory.fill(inGradient, 0, <usize>(images * height) * lineBytes);
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      let corner = input + <usize>(image * height + 2 * y) * lineBytes;
      for (let x = 0; x < outWidth; x++) {
        let count = 0;
        let frame = framed + rowBytes + pixelBytes;
        for (let filter = 0; filter < filters; filter++) {
          const g = i32.load(outGradient);
          const moved = <usize>i32.load(winners) - corner;
          const down = moved >= lineBytes;
          i32.store(scratch + <usize>count * FLOAT, g);
          i32.store(
            addresses + <usize>count * FLOAT,
            <i32>(frame - (down ? rowBytes + moved - lineBytes : moved)),
          );
          count += isNotZero(g);
          outGradient += FLOAT;
          winners += FLOAT;
          frame += frameBytes;
        }
        let to = inGradient + (corner - input);
        for (let line = 0; line <= kernel; line += 2) {
          const at = <usize>line * rowBytes;
          for (let column = 0; column < columns - channels; column += COLUMNS) {
            const offset = <usize>column * FLOAT;
            lines2x12(to + offset, lineBytes, scratch, addresses, count, at + offset, rowBytes, line < kernel);
          }
          to += 2 * lineBytes;
        }
        corner += 2 * pixelBytes;
      }
    }
  }
}

/** Two lines of a patch, or its last one, by twelve columns. */
function lines2x12(
  to: usize, lineBytes: usize, gradients: usize, addresses: usize, count: i32, offset: usize, rowBytes: usize,
  both: bool,
): void {
  const below = to + lineBytes;
  let sum0 = v128.load(to), sum1 = v128.load(to, VECTOR), sum2 = v128.load(to, 2 * VECTOR);
  let sum3 = f32x4.splat(0), sum4 = sum3, sum5 = sum3;
  if (both) {
    sum3 = v128.load(below);
    sum4 = v128.load(below, VECTOR);
    sum5 = v128.load(below, 2 * VECTOR);
  }
  for (let i = 0; i < count; i++) {
    const g = v128.load32_splat(gradients);
    const w = <usize>i32.load(addresses) + offset;
    gradients += FLOAT;
    addresses += FLOAT;
    sum0 = multiplyAdd(sum0, g, v128.load(w));
    sum1 = multiplyAdd(sum1, g, v128.load(w, VECTOR));
    sum2 = multiplyAdd(sum2, g, v128.load(w, 2 * VECTOR));
    const v = w + rowBytes;
    sum3 = multiplyAdd(sum3, g, v128.load(v));
    sum4 = multiplyAdd(sum4, g, v128.load(v, VECTOR));
    sum5 = multiplyAdd(sum5, g, v128.load(v, 2 * VECTOR));
  }
  v128.store(to, sum0);
  v128.store(to, sum1, VECTOR);
  v128.store(to, sum2, 2 * VECTOR);
  if (both) {
    v128.store(below, sum3);
    v128.store(below, sum4, VECTOR);
    v128.store(below, sum5, 2 * VECTOR);
  }
}

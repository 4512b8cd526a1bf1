/**
 * 3×3 convolution with a quarter of the multiplications: Winograd's F(4×4, 3×3) (S. Winograd, "Arithmetic
 * Complexity of Computations", 1980; A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks",
 * CVPR 2016).
 *
 * A 4×4 tile of the output depends on a 6×6 tile of the input. Both, and the 3×3 kernel, are taken as polynomials
 * and evaluated at six points (0, ±1, ±2, ∞) along each side: there a convolution is a product, so 36
 * multiplications do for 16 outputs what 144 did. With d the input tile, g the kernel and y the output tile:
 *
 *   V = Bᵀ d B      U = G g Gᵀ      M = U ⊙ V (summed over channels)      y = Aᵀ M A
 *
 * Summed over channels, each of the 36 places is a matrix product, tiles × channels by channels × filters.
 *
 * The way back needs nothing new: all of it is linear but the product, so each step backwards is the transpose of
 * the step forwards.
 *
 *   ∂M = A ∂y Aᵀ      ∂U = Vᵀ ∂M (summed over tiles)      ∂V = ∂M Uᵀ      ∂g = Gᵀ ∂U G      ∂d = B ∂V Bᵀ
 *
 * The transforms work on four channels at once, the 36 places of a tile one after the other: places are the
 * outermost index of V, M and U. Channels and filters must be multiples of 4. Tiles that hang over the edge of
 * the image read zeros and write nothing there.
 */
import { turnWeights } from './conv2d';
import { dense, denseWeightGradient } from './dense';
import { FLOAT, VECTOR } from './simd';

/** Places of a tile, along a side and in all. */
const SIDE: i32 = 6;
const PLACES: i32 = 36;
/** Outputs along a side of a tile: the step from one tile to the next. */
const STEP: i32 = 4;
/**
 * Left free behind each place's values. Without it the places of a tile often stand a power of two apart, where a
 * cache has room for eight of the 36: then the transforms take up to five times as long.
 */
const GAP: usize = 64;

// @ts-ignore: decorator
@inline
function scale(vector: v128, factor: f32): v128 {
  return f32x4.mul(vector, f32x4.splat(factor));
}

// ─── One line of a tile through each transform: six or fewer vectors in, six or fewer out ───

/** Bᵀ d */
// @ts-ignore: decorator
@inline
function inputLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + step), d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step), d4 = v128.load(from + 4 * step), d5 = v128.load(from + 5 * step);
  const even = f32x4.sub(d4, scale(d2, 4));
  const odd = f32x4.sub(d3, scale(d1, 4));
  const even2 = f32x4.sub(d4, d2);
  const odd2 = scale(f32x4.sub(d3, d1), 2);
  v128.store(to, f32x4.add(scale(f32x4.sub(d0, d2), 4), even2));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  v128.store(to + 3 * toStep, f32x4.add(even2, odd2));
  v128.store(to + 4 * toStep, f32x4.sub(even2, odd2));
  v128.store(to + 5 * toStep, f32x4.add(scale(f32x4.sub(d1, d3), 4), f32x4.sub(d5, d3)));
}

/** B t, the transpose of `inputLine`. */
// @ts-ignore: decorator
@inline
function inputGradientLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const t0 = v128.load(from), t1 = v128.load(from + step), t2 = v128.load(from + 2 * step);
  const t3 = v128.load(from + 3 * step), t4 = v128.load(from + 4 * step), t5 = v128.load(from + 5 * step);
  const sum = f32x4.add(t1, t2), difference = f32x4.sub(t1, t2);
  const sum2 = f32x4.add(t3, t4), difference2 = scale(f32x4.sub(t3, t4), 2);
  v128.store(to, scale(t0, 4));
  v128.store(to + toStep, f32x4.sub(scale(f32x4.sub(t5, difference), 4), difference2));
  v128.store(to + 2 * toStep, f32x4.sub(scale(t0, -5), f32x4.add(scale(sum, 4), sum2)));
  v128.store(to + 3 * toStep, f32x4.sub(f32x4.add(difference, difference2), scale(t5, 5)));
  v128.store(to + 4 * toStep, f32x4.add(t0, f32x4.add(sum, sum2)));
  v128.store(to + 5 * toStep, t5);
}

/** Aᵀ m, and a bias on top; only the first `count` of the four outputs are inside the image. */
// @ts-ignore: decorator
@inline
function outputLine(from: usize, step: usize, to: usize, toStep: usize, bias: v128, count: i32): void {
  const m0 = v128.load(from), m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step), m5 = v128.load(from + 5 * step);
  const sum = f32x4.add(f32x4.add(m1, m2), bias), difference = f32x4.add(f32x4.sub(m1, m2), bias);
  const sum2 = f32x4.add(m3, m4), difference2 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, sum), sum2));
  if (count > 1) v128.store(to + toStep, f32x4.add(difference, scale(difference2, 2)));
  if (count > 2) v128.store(to + 2 * toStep, f32x4.add(sum, scale(sum2, 4)));
  if (count > 3) v128.store(to + 3 * toStep, f32x4.add(f32x4.add(difference, scale(difference2, 8)), m5));
}

/** A y, the transpose of `outputLine`. */
// @ts-ignore: decorator
@inline
function outputGradientLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from), y1 = v128.load(from + step);
  const y2 = v128.load(from + 2 * step), y3 = v128.load(from + 3 * step);
  const even = f32x4.add(y0, y2), odd = f32x4.add(y1, y3);
  const even2 = f32x4.add(y0, scale(y2, 4)), odd2 = f32x4.add(scale(y1, 2), scale(y3, 8));
  v128.store(to, y0);
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  v128.store(to + 3 * toStep, f32x4.add(even2, odd2));
  v128.store(to + 4 * toStep, f32x4.sub(even2, odd2));
  v128.store(to + 5 * toStep, y3);
}

/** G g */
// @ts-ignore: decorator
@inline
function weightsLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + 2 * step);
  const ends = scale(f32x4.add(g0, g2), -1.0 / 6.0), middle = scale(g1, 1.0 / 6.0);
  const ends2 = f32x4.add(scale(g0, 1.0 / 24.0), scale(g2, 1.0 / 6.0)), middle2 = scale(g1, 1.0 / 12.0);
  v128.store(to, scale(g0, 0.25));
  v128.store(to + toStep, f32x4.sub(ends, middle));
  v128.store(to + 2 * toStep, f32x4.add(ends, middle));
  v128.store(to + 3 * toStep, f32x4.add(ends2, middle2));
  v128.store(to + 4 * toStep, f32x4.sub(ends2, middle2));
  v128.store(to + 5 * toStep, g2);
}

/** Gᵀ u, the transpose of `weightsLine`. */
// @ts-ignore: decorator
@inline
function weightGradientLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from), u1 = v128.load(from + step), u2 = v128.load(from + 2 * step);
  const u3 = v128.load(from + 3 * step), u4 = v128.load(from + 4 * step), u5 = v128.load(from + 5 * step);
  const sum = scale(f32x4.add(u1, u2), 1.0 / 6.0), sum2 = f32x4.add(u3, u4);
  v128.store(to, f32x4.add(f32x4.sub(scale(u0, 0.25), sum), scale(sum2, 1.0 / 24.0)));
  v128.store(
    to + toStep,
    f32x4.add(scale(f32x4.sub(u2, u1), 1.0 / 6.0), scale(f32x4.sub(u3, u4), 1.0 / 12.0)),
  );
  v128.store(to + 2 * toStep, f32x4.add(f32x4.sub(scale(sum2, 1.0 / 6.0), sum), u5));
}

// ─── Whole images and weights ───

/**
 * V, from images in a frame of zeros of (4 · tilesDown + 2) × (4 · tilesAcross + 2) pixels.
 *
 * @param places V: 36 × tiles × channels, tiles counted through all images.
 * @param scratch 36 vectors.
 */
export function winogradInput(
  places: usize, frame: usize, scratch: usize, images: i32, channels: i32, tilesDown: i32, tilesAcross: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>(tilesAcross * STEP + 2) * pixelBytes;
  const imageBytes = <usize>(tilesDown * STEP + 2) * lineBytes;
  const placeStride = <usize>(images * tilesDown * tilesAcross) * pixelBytes + GAP;
  let to = places;
  for (let image = 0; image < images; image++) {
    for (let down = 0; down < tilesDown; down++) {
      for (let across = 0; across < tilesAcross; across++) {
        const tile = frame + <usize>image * imageBytes + <usize>(down * STEP) * lineBytes + <usize>(across * STEP) * pixelBytes;
        for (let channel: usize = 0; channel < pixelBytes; channel += VECTOR) {
          for (let i = 0; i < SIDE; i++) {
            const column = <usize>i * VECTOR;
            inputLine(tile + channel + <usize>i * pixelBytes, lineBytes, scratch + column, <usize>SIDE * VECTOR);
          }
          for (let i = 0; i < SIDE; i++) {
            const row = <usize>(i * SIDE);
            inputLine(scratch + row * VECTOR, VECTOR, to + channel + row * placeStride, placeStride);
          }
        }
        to += pixelBytes;
      }
    }
  }
}

/** out = Aᵀ M A + bias, what hangs over the edge cut off. out: images × height × width × filters. */
export function winogradOutput(
  out: usize, places: usize, bias: usize, scratch: usize, images: i32, height: i32, width: i32, filters: i32,
  tilesDown: i32, tilesAcross: i32,
): void {
  const pixelBytes = <usize>filters * FLOAT;
  const lineBytes = <usize>width * pixelBytes;
  const placeStride = <usize>(images * tilesDown * tilesAcross) * pixelBytes + GAP;
  const none = f32x4.splat(0);
  let from = places;
  for (let image = 0; image < images; image++) {
    for (let down = 0; down < tilesDown; down++) {
      const rows = min(STEP, height - down * STEP);
      for (let across = 0; across < tilesAcross; across++) {
        const columns = min(STEP, width - across * STEP);
        const tile = out + <usize>(image * height + down * STEP) * lineBytes + <usize>(across * STEP) * pixelBytes;
        for (let filter: usize = 0; filter < pixelBytes; filter += VECTOR) {
          const b = bias == 0 ? none : v128.load(bias + filter);
          for (let i = 0; i < SIDE; i++) {
            const column = <usize>i;
            outputLine(from + filter + column * placeStride, <usize>SIDE * placeStride, scratch + column * VECTOR, <usize>SIDE * VECTOR, none, STEP);
          }
          for (let i = 0; i < rows; i++) {
            outputLine(scratch + <usize>(i * SIDE) * VECTOR, VECTOR, tile + filter + <usize>i * lineBytes, pixelBytes, b, columns);
          }
        }
        from += pixelBytes;
      }
    }
  }
}

/** ∂M, from ∂L/∂output in a frame of (4 · tilesDown) × (4 · tilesAcross) pixels. */
export function winogradOutputGradient(
  places: usize, frame: usize, scratch: usize, images: i32, filters: i32, tilesDown: i32, tilesAcross: i32,
): void {
  const pixelBytes = <usize>filters * FLOAT;
  const lineBytes = <usize>(tilesAcross * STEP) * pixelBytes;
  const imageBytes = <usize>(tilesDown * STEP) * lineBytes;
  const placeStride = <usize>(images * tilesDown * tilesAcross) * pixelBytes + GAP;
  let to = places;
  for (let image = 0; image < images; image++) {
    for (let down = 0; down < tilesDown; down++) {
      for (let across = 0; across < tilesAcross; across++) {
        const tile = frame + <usize>image * imageBytes + <usize>(down * STEP) * lineBytes + <usize>(across * STEP) * pixelBytes;
        for (let filter: usize = 0; filter < pixelBytes; filter += VECTOR) {
          for (let i = 0; i < STEP; i++) {
            const column = <usize>i;
            outputGradientLine(tile + filter + column * pixelBytes, lineBytes, scratch + column * VECTOR, <usize>STEP * VECTOR);
          }
          for (let i = 0; i < SIDE; i++) {
            const row = <usize>i;
            outputGradientLine(scratch + row * <usize>STEP * VECTOR, VECTOR, to + filter + row * <usize>SIDE * placeStride, placeStride);
          }
        }
        to += pixelBytes;
      }
    }
  }
}

/**
 * inGradient = B ∂V Bᵀ, tiles added where they overlap.
 *
 * @param frame room for (4 · tilesDown + 2) × (4 · tilesAcross + 2) pixels of one image.
 * @param padding of the convolution: where in the frame the image begins.
 * @param inGradient images × height × width × channels.
 */
export function winogradInputGradient(
  inGradient: usize, places: usize, frame: usize, scratch: usize, images: i32, height: i32, width: i32, channels: i32,
  tilesDown: i32, tilesAcross: i32, padding: i32,
): void {
  const pixelBytes = <usize>channels * FLOAT;
  const lineBytes = <usize>(tilesAcross * STEP + 2) * pixelBytes;
  const placeStride = <usize>(images * tilesDown * tilesAcross) * pixelBytes + GAP;
  let from = places;
  for (let image = 0; image < images; image++) {
    memory.fill(frame, 0, <usize>(tilesDown * STEP + 2) * lineBytes);
    for (let down = 0; down < tilesDown; down++) {
      for (let across = 0; across < tilesAcross; across++) {
        const tile = frame + <usize>(down * STEP) * lineBytes + <usize>(across * STEP) * pixelBytes;
        for (let channel: usize = 0; channel < pixelBytes; channel += VECTOR) {
          for (let i = 0; i < SIDE; i++) {
            const column = <usize>i;
            inputGradientLine(from + channel + column * placeStride, <usize>SIDE * placeStride, scratch + column * VECTOR, <usize>SIDE * VECTOR);
          }
          const line = scratch + <usize>PLACES * VECTOR;
          for (let i = 0; i < SIDE; i++) {
            inputGradientLine(scratch + <usize>(i * SIDE) * VECTOR, VECTOR, line, VECTOR);
            let to = tile + channel + <usize>i * lineBytes;
            for (let j: usize = 0; j < <usize>SIDE * VECTOR; j += VECTOR) {
              v128.store(to, f32x4.add(v128.load(to), v128.load(line + j)));
              to += pixelBytes;
            }
          }
        }
        from += pixelBytes;
      }
    }
    for (let y = 0; y < height; y++) {
      const to = inGradient + <usize>((image * height + y) * width) * pixelBytes;
      memory.copy(to, frame + <usize>(y + padding) * lineBytes + <usize>padding * pixelBytes, <usize>width * pixelBytes);
    }
  }
}

/** U = G g Gᵀ. places: 36 × channels × filters; weights: [3, 3, channel, filter]. */
export function winogradWeights(places: usize, weights: usize, scratch: usize, channels: i32, filters: i32): void {
  const cellBytes = <usize>(channels * filters) * FLOAT;
  const placeStride = cellBytes + GAP;
  for (let at: usize = 0; at < cellBytes; at += VECTOR) {
    for (let i = 0; i < 3; i++) {
      const column = <usize>i;
      weightsLine(weights + at + column * cellBytes, 3 * cellBytes, scratch + column * VECTOR, 3 * VECTOR);
    }
    for (let i = 0; i < SIDE; i++) {
      const row = <usize>i;
      weightsLine(scratch + row * 3 * VECTOR, VECTOR, places + at + row * <usize>SIDE * placeStride, placeStride);
    }
  }
}

/** gradient = Gᵀ ∂U G, laid out like the weights. */
export function winogradWeightGradient(gradient: usize, places: usize, scratch: usize, channels: i32, filters: i32): void {
  const cellBytes = <usize>(channels * filters) * FLOAT;
  const placeStride = cellBytes + GAP;
  for (let at: usize = 0; at < cellBytes; at += VECTOR) {
    for (let i = 0; i < SIDE; i++) {
      const column = <usize>i;
      weightGradientLine(places + at + column * placeStride, <usize>SIDE * placeStride, scratch + column * VECTOR, <usize>SIDE * VECTOR);
    }
    for (let i = 0; i < 3; i++) {
      const row = <usize>i;
      weightGradientLine(scratch + row * <usize>SIDE * VECTOR, VECTOR, gradient + at + row * 3 * cellBytes, cellBytes);
    }
  }
}

/** Uᵀ at each place: 36 × filters × channels, from 36 × channels × filters. */
export function winogradTurnWeights(out: usize, places: usize, channels: i32, filters: i32): void {
  for (let place: usize = 0; place < <usize>PLACES; place++) {
    const at = place * placeBytes(channels, filters);
    turnWeights(out + at, places + at, channels, filters, filters, channels);
  }
}

// @ts-ignore: decorator
@inline
function placeBytes(rows: i32, columns: i32): usize {
  return <usize>(rows * columns) * FLOAT + GAP;
}

/** M = V · U at each of the 36 places; also ∂V = ∂M · Uᵀ, with U transposed. */
export function winogradProduct(out: usize, input: usize, weights: usize, tiles: i32, inputs: i32, outputs: i32): void {
  for (let place = 0; place < PLACES; place++) {
    const at = <usize>place;
    dense(
      out + at * placeBytes(tiles, outputs), input + at * placeBytes(tiles, inputs), weights + at * placeBytes(inputs, outputs),
      0, tiles, inputs, outputs, outputs,
    );
  }
}

/** ∂U = Vᵀ · ∂M at each of the 36 places: written, or added to what is there. */
export function winogradWeightProduct(
  gradient: usize, input: usize, outGradient: usize, tiles: i32, channels: i32, filters: i32, add: bool,
): void {
  for (let place = 0; place < PLACES; place++) {
    const at = <usize>place;
    denseWeightGradient(
      gradient + at * placeBytes(channels, filters), input + at * placeBytes(tiles, channels),
      outGradient + at * placeBytes(tiles, filters), tiles, channels, filters, filters, add,
    );
  }
}

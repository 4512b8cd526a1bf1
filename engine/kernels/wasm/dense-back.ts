/**
 * A dense layer's way back. Its weights are many and each is used once an image, so their gradient is not worked out
 * shard by shard but once, when the whole batch has been through: what came in and what came back was kept for it
 * (dense-kept.ts),
 *
 *   gradient[input, unit] = Σ_image input[image, input] · outGradient[image, unit]
 *
 * The innermost loops ask at their end whether they go on: that is a jump less a turn, where a turn is little else.
 */
import { FLOAT, VECTOR, multiplyAdd, storeLanes, storeTurned, sumsOfLanes } from './simd';

/**
 * The gradient of `rows` rows of weights, from number `first` on (a multiple of 4), over `images` images.
 *
 * @param gradient rows of `weightStride` floats, padding included.
 * @param capacity images of a shard, and so of a panel.
 * @param shardBytes from the first panel of a shard to that of the next.
 */
export function denseWeightGradient(
  gradient: usize, panels: usize, outGradients: usize, images: i32, capacity: i32, shardBytes: usize, first: i32,
  rows: i32, units: i32, weightStride: i32,
): void {
  const vectors = weightStride >> 2;
  const rowBytes = <usize>weightStride * FLOAT;
  const panelBytes = <usize>capacity * VECTOR;
  let panel = panels + <usize>(first >> 2) * panelBytes;
  // Ten classes: of the last vector, half would be padding.
  const isTwoMore = images > 1 && (vectors & 1) == 1 && units + 2 <= weightStride;
  const paired = isTwoMore ? rows & ~15 : 0;
  for (let row = 0; row < rows; row += 4) {
    const left = rows - row;
    if (row < paired) {
      const last = <usize>(vectors - 1) * VECTOR;
      if ((row & 15) == 0) tile16x2(gradient + last, panel, panelBytes, outGradients + last, images, capacity, shardBytes, rowBytes);
      for (let at: usize = 0; at < last; at += 2 * VECTOR) {
        tile4x8(gradient + at, panel, outGradients + at, images, capacity, shardBytes, rowBytes, 4);
      }
      panel += panelBytes;
      gradient += 4 * rowBytes;
      continue;
    }
    if (images == 1) {
      outerProduct(gradient, panel, outGradients, rowBytes, left);
      panel += panelBytes;
      gradient += 4 * rowBytes;
      continue;
    }
    let to = gradient;
    let g = outGradients;
    let vector = 0;
    for (; vectors - vector == 2 || vectors - vector > 3; vector += 2) {
      tile4x8(to, panel, g, images, capacity, shardBytes, rowBytes, left);
      to += 2 * VECTOR;
      g += 2 * VECTOR;
    }
    if (vectors - vector == 3) {
      tile2x12(to, panel, g, images, capacity, shardBytes, rowBytes, left);
      if (left > 2) tile2x12(to + 2 * rowBytes, panel + 2 * FLOAT, g, images, capacity, shardBytes, rowBytes, left - 2);
    } else if (vectors - vector == 1) {
      tile4x4(to, panel, g, images, capacity, shardBytes, rowBytes, left);
    }
    panel += panelBytes;
    gradient += 4 * rowBytes;
  }
}

/** Up to four rows of a single image's gradient, by all columns. Zero is added as in the sums: 0 − 0 is 0, not −0. */
function outerProduct(to: usize, x: usize, g: usize, rowBytes: usize, rows: i32): void {
  const zero = f32x4.splat(0);
  const x0 = v128.load32_splat(x), x1 = v128.load32_splat(x, FLOAT);
  const x2 = v128.load32_splat(x, 2 * FLOAT), x3 = v128.load32_splat(x, 3 * FLOAT);
  const end = g + rowBytes;
  for (; g < end; g += VECTOR) {
    const gradient = v128.load(g);
    v128.store(to, multiplyAdd(zero, x0, gradient));
    if (rows > 1) v128.store(to + rowBytes, multiplyAdd(zero, x1, gradient));
    if (rows > 2) v128.store(to + 2 * rowBytes, multiplyAdd(zero, x2, gradient));
    if (rows > 3) v128.store(to + 3 * rowBytes, multiplyAdd(zero, x3, gradient));
    to += VECTOR;
  }
}

/** Sixteen rows, in four panels, by two columns and the padding behind them. Vectors hold four rows. */
function tile16x2(
  to: usize, x: usize, panelBytes: usize, g: usize, images: i32, capacity: i32, shardBytes: usize, rowBytes: usize,
): void {
  let left0 = f32x4.splat(0), left1 = left0, left2 = left0, left3 = left0;
  let right0 = left0, right1 = left0, right2 = left0, right3 = left0;
  const panel1 = panelBytes, panel2 = 2 * panelBytes, panel3 = 3 * panelBytes;
  for (; images > 0; images -= capacity) {
    let at = x;
    let left = min(images, capacity);
    do {
      const gLeft = v128.load32_splat(g), gRight = v128.load32_splat(g, FLOAT);
      const x0 = v128.load(at);
      left0 = multiplyAdd(left0, x0, gLeft);
      right0 = multiplyAdd(right0, x0, gRight);
      const x1 = v128.load(at + panel1);
      left1 = multiplyAdd(left1, x1, gLeft);
      right1 = multiplyAdd(right1, x1, gRight);
      const x2 = v128.load(at + panel2);
      left2 = multiplyAdd(left2, x2, gLeft);
      right2 = multiplyAdd(right2, x2, gRight);
      const x3 = v128.load(at + panel3);
      left3 = multiplyAdd(left3, x3, gLeft);
      right3 = multiplyAdd(right3, x3, gRight);
      at += VECTOR;
      g += rowBytes;
    } while (--left > 0);
    x += shardBytes;
  }
  const zero = f32x4.splat(0);
  storeTurned(to, rowBytes, left0, right0, zero, zero);
  storeTurned(to + 4 * rowBytes, rowBytes, left1, right1, zero, zero);
  storeTurned(to + 8 * rowBytes, rowBytes, left2, right2, zero, zero);
  storeTurned(to + 12 * rowBytes, rowBytes, left3, right3, zero, zero);
}

function tile4x8(
  to: usize, x: usize, g: usize, images: i32, capacity: i32, shardBytes: usize, rowBytes: usize, rows: i32,
): void {
  let left0 = f32x4.splat(0), left1 = left0, left2 = left0, left3 = left0;
  let right0 = left0, right1 = left0, right2 = left0, right3 = left0;
  for (; images > 0; images -= capacity) {
    let at = x;
    let left = min(images, capacity);
    do {
      const gLeft = v128.load(g);
      const gRight = v128.load(g, VECTOR);
      const x0 = v128.load32_splat(at);
      left0 = multiplyAdd(left0, x0, gLeft);
      right0 = multiplyAdd(right0, x0, gRight);
      const x1 = v128.load32_splat(at, FLOAT);
      left1 = multiplyAdd(left1, x1, gLeft);
      right1 = multiplyAdd(right1, x1, gRight);
      const x2 = v128.load32_splat(at, 2 * FLOAT);
      left2 = multiplyAdd(left2, x2, gLeft);
      right2 = multiplyAdd(right2, x2, gRight);
      const x3 = v128.load32_splat(at, 3 * FLOAT);
      left3 = multiplyAdd(left3, x3, gLeft);
      right3 = multiplyAdd(right3, x3, gRight);
      at += VECTOR;
      g += rowBytes;
    } while (--left > 0);
    x += shardBytes;
  }
  v128.store(to, left0);
  v128.store(to, right0, VECTOR);
  if (rows < 2) return;
  to += rowBytes;
  v128.store(to, left1);
  v128.store(to, right1, VECTOR);
  if (rows < 3) return;
  to += rowBytes;
  v128.store(to, left2);
  v128.store(to, right2, VECTOR);
  if (rows < 4) return;
  to += rowBytes;
  v128.store(to, left3);
  v128.store(to, right3, VECTOR);
}

function tile2x12(
  to: usize, x: usize, g: usize, images: i32, capacity: i32, shardBytes: usize, rowBytes: usize, rows: i32,
): void {
  let left0 = f32x4.splat(0), middle0 = left0, right0 = left0;
  let left1 = left0, middle1 = left0, right1 = left0;
  let gLeft: v128, gMiddle: v128, gRight: v128, x0: v128, x1: v128;
  for (; images > 0; images -= capacity) {
    let at = x;
    // Branches for the compiler: see the note in conv-pool.ts.
    for (let left = min(images, capacity);;) {
      gLeft = v128.load(g); gMiddle = v128.load(g, VECTOR); gRight = v128.load(g, 2 * VECTOR);
      x0 = v128.load32_splat(at); left0 = multiplyAdd(left0, x0, gLeft); middle0 = multiplyAdd(middle0, x0, gMiddle); right0 = multiplyAdd(right0, x0, gRight);
      x1 = v128.load32_splat(at, FLOAT); left1 = multiplyAdd(left1, x1, gLeft); middle1 = multiplyAdd(middle1, x1, gMiddle); right1 = multiplyAdd(right1, x1, gRight);
      g += rowBytes; if (left == 1) break;
      gLeft = v128.load(g); gMiddle = v128.load(g, VECTOR); gRight = v128.load(g, 2 * VECTOR);
      x0 = v128.load32_splat(at, VECTOR); left0 = multiplyAdd(left0, x0, gLeft); middle0 = multiplyAdd(middle0, x0, gMiddle); right0 = multiplyAdd(right0, x0, gRight);
      x1 = v128.load32_splat(at, VECTOR + FLOAT); left1 = multiplyAdd(left1, x1, gLeft); middle1 = multiplyAdd(middle1, x1, gMiddle); right1 = multiplyAdd(right1, x1, gRight);
      g += rowBytes; if (left == 2) break;
      gLeft = v128.load(g); gMiddle = v128.load(g, VECTOR); gRight = v128.load(g, 2 * VECTOR);
      x0 = v128.load32_splat(at, 2 * VECTOR); left0 = multiplyAdd(left0, x0, gLeft); middle0 = multiplyAdd(middle0, x0, gMiddle); right0 = multiplyAdd(right0, x0, gRight);
      x1 = v128.load32_splat(at, 2 * VECTOR + FLOAT); left1 = multiplyAdd(left1, x1, gLeft); middle1 = multiplyAdd(middle1, x1, gMiddle); right1 = multiplyAdd(right1, x1, gRight);
      g += rowBytes; if (left == 3) break;
      gLeft = v128.load(g); gMiddle = v128.load(g, VECTOR); gRight = v128.load(g, 2 * VECTOR);
      x0 = v128.load32_splat(at, 3 * VECTOR); left0 = multiplyAdd(left0, x0, gLeft); middle0 = multiplyAdd(middle0, x0, gMiddle); right0 = multiplyAdd(right0, x0, gRight);
      x1 = v128.load32_splat(at, 3 * VECTOR + FLOAT); left1 = multiplyAdd(left1, x1, gLeft); middle1 = multiplyAdd(middle1, x1, gMiddle); right1 = multiplyAdd(right1, x1, gRight);
      g += rowBytes; at += 4 * VECTOR; left -= 4;
      if (left == 0) break;
    }
    x += shardBytes;
  }
  v128.store(to, left0);
  v128.store(to, middle0, VECTOR);
  v128.store(to, right0, 2 * VECTOR);
  if (rows < 2) return;
  to += rowBytes;
  v128.store(to, left1);
  v128.store(to, middle1, VECTOR);
  v128.store(to, right1, 2 * VECTOR);
}

function tile4x4(
  to: usize, x: usize, g: usize, images: i32, capacity: i32, shardBytes: usize, rowBytes: usize, rows: i32,
): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  for (; images > 0; images -= capacity) {
    let at = x;
    let left = min(images, capacity);
    do {
      const gradient = v128.load(g);
      sum0 = multiplyAdd(sum0, v128.load32_splat(at), gradient);
      sum1 = multiplyAdd(sum1, v128.load32_splat(at, FLOAT), gradient);
      sum2 = multiplyAdd(sum2, v128.load32_splat(at, 2 * FLOAT), gradient);
      sum3 = multiplyAdd(sum3, v128.load32_splat(at, 3 * FLOAT), gradient);
      at += VECTOR;
      g += rowBytes;
    } while (--left > 0);
    x += shardBytes;
  }
  v128.store(to, sum0);
  if (rows > 1) v128.store(to + rowBytes, sum1);
  if (rows > 2) v128.store(to + 2 * rowBytes, sum2);
  if (rows > 3) v128.store(to + 3 * rowBytes, sum3);
}

/**
 * out[image, input] = Σ_unit outGradient[image, unit] · weights[input, unit], from the weights as they stand.
 *
 * @param outGradients as `keepGradients` wrote them.
 */
export function denseInputGradient(
  out: usize, outGradients: usize, weights: usize, images: i32, inputs: i32, weightStride: i32,
): void {
  const rowBytes = <usize>weightStride * FLOAT;
  const imageBytes = <usize>inputs * FLOAT;
  for (let input = 0; input < inputs; input += 4) {
    // After the last rows there may be no memory.
    const ahead: usize = input + 8 <= inputs ? 4 * rowBytes : 0;
    let to = out + <usize>input * FLOAT;
    let g = outGradients;
    let image = 0;
    for (; image + 2 <= images; image += 2) {
      twoImages(to, imageBytes, g, weights, ahead, rowBytes, inputs - input);
      to += 2 * imageBytes;
      g += 2 * rowBytes;
    }
    if (image < images) oneImage(to, g, weights, rowBytes, inputs - input);
    weights += 4 * rowBytes;
  }
}

/** Four inputs of two images. Touches the four rows of weights that are so many bytes ahead: they come from far. */
function twoImages(
  out: usize, imageBytes: usize, g: usize, weights: usize, ahead: usize, rowBytes: usize, lanes: i32,
): void {
  let here0 = f32x4.splat(0), here1 = here0, here2 = here0, here3 = here0;
  let next0 = here0, next1 = here0, next2 = here0, next3 = here0;
  const end = g + rowBytes;
  for (; g < end; g += VECTOR) {
    const here = v128.load(g);
    const next = v128.load(g + rowBytes);
    const w0 = v128.load(weights);
    here0 = multiplyAdd(here0, here, w0);
    next0 = multiplyAdd(next0, next, w0);
    const w1 = v128.load(weights + rowBytes);
    here1 = multiplyAdd(here1, here, w1);
    next1 = multiplyAdd(next1, next, w1);
    const w2 = v128.load(weights + 2 * rowBytes);
    here2 = multiplyAdd(here2, here, w2);
    next2 = multiplyAdd(next2, next, w2);
    const w3 = v128.load(weights + 3 * rowBytes);
    here3 = multiplyAdd(here3, here, w3);
    next3 = multiplyAdd(next3, next, w3);
    load<u8>(weights + ahead);
    ahead += 3 * VECTOR;
    weights += VECTOR;
  }
  storeLanes(out, sumsOfLanes(here0, here1, here2, here3), lanes);
  storeLanes(out + imageBytes, sumsOfLanes(next0, next1, next2, next3), lanes);
}

function oneImage(out: usize, g: usize, weights: usize, rowBytes: usize, lanes: i32): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  const end = g + rowBytes;
  for (; g < end; g += VECTOR) {
    const here = v128.load(g);
    sum0 = multiplyAdd(sum0, here, v128.load(weights));
    sum1 = multiplyAdd(sum1, here, v128.load(weights + rowBytes));
    sum2 = multiplyAdd(sum2, here, v128.load(weights + 2 * rowBytes));
    sum3 = multiplyAdd(sum3, here, v128.load(weights + 3 * rowBytes));
    weights += VECTOR;
  }
  storeLanes(out, sumsOfLanes(sum0, sum1, sum2, sum3), lanes);
}

/**
 * A dense layer of few units, as the last one mostly is: ten classes. Vectors of units would be padding to a good part,
 * so here a vector holds four inputs, and the weights stand turned: [unit, input], without padding.
 *
 * The number of inputs is a multiple of 4. Turned weights have a row for each column of the others, padding included.
 */
import { FLOAT, VECTOR, multiplyAdd, storeLanes, storeTurned, storeTwoTurned, sumsOfLanes } from './simd';

/** Turns rows first .. first + rows of the weights, in fours: their neighbours are turned with the last ones. */
export function turnFew(turned: usize, weights: usize, first: i32, rows: i32, inputs: i32, weightStride: i32): void {
  const rowBytes = <usize>weightStride * FLOAT;
  const turnedBytes = <usize>inputs * FLOAT;
  for (let row = first; row < first + rows; row += 4) {
    let from = weights + <usize>row * rowBytes;
    let to = turned + <usize>row * FLOAT;
    for (let unit = 0; unit < weightStride; unit += 4) {
      const a = v128.load(from), b = v128.load(from + rowBytes);
      const c = v128.load(from + 2 * rowBytes), d = v128.load(from + 3 * rowBytes);
      storeTurned(to, turnedBytes, a, b, c, d);
      from += VECTOR;
      to += 4 * turnedBytes;
    }
  }
}

/**
 * A step of gradient descent on a single image, for rows first .. first + rows: what `denseWeightGradient`, `sgd` and
 * `turnFew` do one after the other, to the same bits, in one walk over the weights. It waits for its stores, so the
 * gradient is not stored; whoever wants to see it has `denseWeightGradient`.
 *
 * @param panel,outGradient what was kept of the image (dense-kept.ts); `panelBytes` from one panel to the next.
 */
export function stepOfFew(
  weights: usize, turned: usize, panel: usize, panelBytes: usize, outGradient: usize,
  first: i32, rows: i32, inputs: i32, units: i32, weightStride: i32, learningRate: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const rowBytes = <usize>weightStride * FLOAT;
  const turnedBytes = <usize>inputs * FLOAT;
  weights += <usize>first * rowBytes;
  turned += <usize>first * FLOAT;
  panel += <usize>(first >> 2) * panelBytes;
  for (let row = 0; row < rows; row += 4) {
    const x0 = v128.load32_splat(panel), x1 = v128.load32_splat(panel, FLOAT);
    const x2 = v128.load32_splat(panel, 2 * FLOAT), x3 = v128.load32_splat(panel, 3 * FLOAT);
    let to = turned;
    for (let unit = 0; unit < units; unit += 4) {
      const at = <usize>unit * FLOAT;
      const g = v128.load(outGradient + at);
      const w = weights + at;
      const w0 = moved(w, x0, g, rate);
      const w1 = moved(w + rowBytes, x1, g, rate);
      const w2 = moved(w + 2 * rowBytes, x2, g, rate);
      const w3 = moved(w + 3 * rowBytes, x3, g, rate);
      if (units - unit > 2) storeTurned(to, turnedBytes, w0, w1, w2, w3);
      else storeTwoTurned(to, turnedBytes, w0, w1, w2, w3);
      to += 4 * turnedBytes;
    }
    weights += 4 * rowBytes;
    turned += VECTOR;
    panel += panelBytes;
  }
}

/** Moves four weights against their gradient x · g, which is a sum from zero as everywhere: 0 − 0 is 0, not −0. */
// @ts-ignore: decorator
@inline
function moved(weights: usize, x: v128, g: v128, rate: v128): v128 {
  const gradient = multiplyAdd(f32x4.splat(0), x, g);
  const result = f32x4.sub(v128.load(weights), f32x4.mul(rate, gradient));
  v128.store(weights, result);
  return result;
}

/**
 * out[image, unit] = Σ_input input[image, input] · turned[unit, input] + bias[unit]
 *
 * Each lane of a vector sums every fourth input, whether images come in fours or alone: so both give the same bits.
 *
 * @param bias 0 for none; with zeros behind it up to a whole vector.
 * @param panels where the inputs are kept on the way, as `keepInputs` does (dense-kept.ts); 0 for nowhere.
 * @param capacity images that a panel has room for.
 */
export function denseFew(
  out: usize, input: usize, turned: usize, bias: usize, images: i32, inputs: i32, units: i32, panels: usize,
  capacity: i32,
): void {
  const panelBytes = <usize>capacity * VECTOR;
  const imageBytes = <usize>inputs * FLOAT;
  const outBytes = <usize>units * FLOAT;
  let image = 0;
  for (; image + 4 <= images; image += 4) {
    for (let unit = 0; unit < units; unit += 2) {
      const at = <usize>unit * FLOAT;
      const b = bias == 0 ? f32x4.splat(0) : v128.load64_splat(bias + at);
      const keep: usize = unit == 0 ? panels : 0;
      fourImages(out + at, outBytes, input, imageBytes, turned + <usize>unit * imageBytes, b, units - unit, keep, panelBytes);
    }
    input += 4 * imageBytes;
    out += 4 * outBytes;
    if (panels != 0) panels += 4 * VECTOR;
  }
  for (; image < images; image++) {
    for (let unit = 0; unit < units; unit += 4) {
      const at = <usize>unit * FLOAT;
      const b = bias == 0 ? f32x4.splat(0) : v128.load(bias + at);
      const keep: usize = unit == 0 ? panels : 0;
      oneImage(out + at, input, imageBytes, turned + <usize>unit * imageBytes, b, units - unit, keep, panelBytes);
    }
    input += imageBytes;
    out += outBytes;
    if (panels != 0) panels += VECTOR;
  }
}

/** Four images by two units. */
function fourImages(
  out: usize, outBytes: usize, x: usize, rowBytes: usize, w: usize, bias: v128, lanes: i32, keep: usize,
  panelBytes: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  const end = x + rowBytes;
  let w0: v128, w1: v128, y: v128;
  if (keep == 0) {
    // Branches for the compiler: see the note in conv-pool.ts.
    for (;;) {
      w0 = v128.load(w); w1 = v128.load(w + rowBytes);
      y = v128.load(x); a0 = multiplyAdd(a0, y, w0); a1 = multiplyAdd(a1, y, w1);
      y = v128.load(x + rowBytes); b0 = multiplyAdd(b0, y, w0); b1 = multiplyAdd(b1, y, w1);
      y = v128.load(x + 2 * rowBytes); c0 = multiplyAdd(c0, y, w0); c1 = multiplyAdd(c1, y, w1);
      y = v128.load(x + 3 * rowBytes); d0 = multiplyAdd(d0, y, w0); d1 = multiplyAdd(d1, y, w1);
      x += VECTOR; w += VECTOR; if (x == end) break;
      w0 = v128.load(w); w1 = v128.load(w + rowBytes);
      y = v128.load(x); a0 = multiplyAdd(a0, y, w0); a1 = multiplyAdd(a1, y, w1);
      y = v128.load(x + rowBytes); b0 = multiplyAdd(b0, y, w0); b1 = multiplyAdd(b1, y, w1);
      y = v128.load(x + 2 * rowBytes); c0 = multiplyAdd(c0, y, w0); c1 = multiplyAdd(c1, y, w1);
      y = v128.load(x + 3 * rowBytes); d0 = multiplyAdd(d0, y, w0); d1 = multiplyAdd(d1, y, w1);
      x += VECTOR; w += VECTOR; if (x == end) break;
    }
  } else {
    for (; x < end; x += VECTOR) {
      w0 = v128.load(w); w1 = v128.load(w + rowBytes);
      y = v128.load(x); a0 = multiplyAdd(a0, y, w0); a1 = multiplyAdd(a1, y, w1);
      v128.store(keep, y);
      y = v128.load(x + rowBytes); b0 = multiplyAdd(b0, y, w0); b1 = multiplyAdd(b1, y, w1);
      v128.store(keep, y, VECTOR);
      y = v128.load(x + 2 * rowBytes); c0 = multiplyAdd(c0, y, w0); c1 = multiplyAdd(c1, y, w1);
      v128.store(keep, y, 2 * VECTOR);
      y = v128.load(x + 3 * rowBytes); d0 = multiplyAdd(d0, y, w0); d1 = multiplyAdd(d1, y, w1);
      v128.store(keep, y, 3 * VECTOR);
      w += VECTOR;
      keep += panelBytes;
    }
  }
  const ab = f32x4.add(sumsOfLanes(a0, a1, b0, b1), bias);
  const cd = f32x4.add(sumsOfLanes(c0, c1, d0, d1), bias);
  if (lanes > 1) {
    v128.store64_lane(out, ab, 0);
    v128.store64_lane(out + outBytes, ab, 1);
    v128.store64_lane(out + 2 * outBytes, cd, 0);
    v128.store64_lane(out + 3 * outBytes, cd, 1);
  } else {
    v128.store32_lane(out, ab, 0);
    v128.store32_lane(out + outBytes, ab, 2);
    v128.store32_lane(out + 2 * outBytes, cd, 0);
    v128.store32_lane(out + 3 * outBytes, cd, 2);
  }
}

/** One image by four units. */
function oneImage(
  out: usize, x: usize, rowBytes: usize, w: usize, bias: v128, lanes: i32, keep: usize, panelBytes: usize,
): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  const end = x + rowBytes;
  while (x < end) {
    const a = v128.load(x);
    sum0 = multiplyAdd(sum0, a, v128.load(w));
    sum1 = multiplyAdd(sum1, a, v128.load(w + rowBytes));
    sum2 = multiplyAdd(sum2, a, v128.load(w + 2 * rowBytes));
    sum3 = multiplyAdd(sum3, a, v128.load(w + 3 * rowBytes));
    if (keep != 0) {
      v128.store(keep, a);
      keep += panelBytes;
    }
    x += VECTOR;
    w += VECTOR;
  }
  storeLanes(out, f32x4.add(sumsOfLanes(sum0, sum1, sum2, sum3), bias), lanes);
}

/**
 * out[image, input] = Σ_unit outGradient[image, unit] · turned[unit, input]
 *
 * @param outGradients rows of `weightStride` floats.
 */
export function denseFewInputGradient(
  out: usize, outGradients: usize, turned: usize, images: i32, inputs: i32, units: i32, weightStride: i32,
): void {
  const rowBytes = <usize>weightStride * FLOAT;
  const imageBytes = <usize>inputs * FLOAT;
  let image = 0;
  for (; image + 4 <= images; image += 4) {
    for (let at: usize = 0; at < imageBytes; at += 2 * VECTOR) {
      backFour(out + at, imageBytes, outGradients, rowBytes, turned + at, units, imageBytes - at > VECTOR);
    }
    out += 4 * imageBytes;
    outGradients += 4 * rowBytes;
  }
  for (; image < images; image++) {
    for (let at: usize = 0; at < imageBytes; at += 4 * VECTOR) {
      backOne(out + at, imageBytes, outGradients, turned + at, units, <i32>((imageBytes - at) / VECTOR));
    }
    out += imageBytes;
    outGradients += rowBytes;
  }
}

/** Eight inputs of four images, or the last four. */
function backFour(
  out: usize, imageBytes: usize, g: usize, rowBytes: usize, w: usize, units: i32, both: bool,
): void {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  for (let unit = 0; unit < units; unit++) {
    const w0 = v128.load(w);
    const w1 = v128.load(w, VECTOR);
    const ga = v128.load32_splat(g);
    a0 = multiplyAdd(a0, ga, w0);
    a1 = multiplyAdd(a1, ga, w1);
    const gb = v128.load32_splat(g + rowBytes);
    b0 = multiplyAdd(b0, gb, w0);
    b1 = multiplyAdd(b1, gb, w1);
    const gc = v128.load32_splat(g + 2 * rowBytes);
    c0 = multiplyAdd(c0, gc, w0);
    c1 = multiplyAdd(c1, gc, w1);
    const gd = v128.load32_splat(g + 3 * rowBytes);
    d0 = multiplyAdd(d0, gd, w0);
    d1 = multiplyAdd(d1, gd, w1);
    w += imageBytes;
    g += FLOAT;
  }
  v128.store(out, a0);
  v128.store(out + imageBytes, b0);
  v128.store(out + 2 * imageBytes, c0);
  v128.store(out + 3 * imageBytes, d0);
  if (!both) return;
  v128.store(out, a1, VECTOR);
  v128.store(out + imageBytes, b1, VECTOR);
  v128.store(out + 2 * imageBytes, c1, VECTOR);
  v128.store(out + 3 * imageBytes, d1, VECTOR);
}

/** Up to four vectors of inputs of one image. */
function backOne(out: usize, imageBytes: usize, g: usize, w: usize, units: i32, vectors: i32): void {
  let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  for (let unit = 0; unit < units; unit++) {
    const gradient = v128.load32_splat(g);
    sum0 = multiplyAdd(sum0, gradient, v128.load(w));
    sum1 = multiplyAdd(sum1, gradient, v128.load(w, VECTOR));
    sum2 = multiplyAdd(sum2, gradient, v128.load(w, 2 * VECTOR));
    sum3 = multiplyAdd(sum3, gradient, v128.load(w, 3 * VECTOR));
    w += imageBytes;
    g += FLOAT;
  }
  v128.store(out, sum0);
  if (vectors > 1) v128.store(out, sum1, VECTOR);
  if (vectors > 2) v128.store(out, sum2, 2 * VECTOR);
  if (vectors > 3) v128.store(out, sum3, 3 * VECTOR);
}

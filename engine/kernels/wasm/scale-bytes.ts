/** Pixels, from bytes to what the network sees. */
import { FLOAT, VECTOR, storeLanes } from './simd';

/** out[i] = bytes[i] · scale + offset. `count` is rounded up to whole vectors: buffers have room for that. */
export function scaleBytes(out: usize, bytes: usize, count: i32, scale: f32, offset: f32): void {
  const s = f32x4.splat(scale);
  const o = f32x4.splat(offset);
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    const sixteen = v128.load(bytes);
    const low = i16x8.extend_low_i8x16_u(sixteen), high = i16x8.extend_high_i8x16_u(sixteen);
    v128.store(out, scaled(i32x4.extend_low_i16x8_u(low), s, o));
    v128.store(out, scaled(i32x4.extend_high_i16x8_u(low), s, o), VECTOR);
    v128.store(out, scaled(i32x4.extend_low_i16x8_u(high), s, o), 2 * VECTOR);
    v128.store(out, scaled(i32x4.extend_high_i16x8_u(high), s, o), 3 * VECTOR);
    bytes += 16;
    out += 4 * VECTOR;
  }
  for (; i < count; i += 4) {
    v128.store(out, fourScaled(bytes, s, o));
    bytes += 4;
    out += VECTOR;
  }
}

// @ts-ignore: decorator
@inline
function scaled(four: v128, s: v128, o: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(four), s), o);
}

// @ts-ignore: decorator
@inline
function fourScaled(bytes: usize, s: v128, o: v128): v128 {
  return scaled(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes))), s, o);
}

/** The same line by line, with `outLine` floats from the start of a line to the next, of which only `line` are written. */
export function scaleLines(
  out: usize, bytes: usize, lines: i32, line: i32, outLine: i32, scale: f32, offset: f32,
): void {
  const s = f32x4.splat(scale);
  const o = f32x4.splat(offset);
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < line; x += 4) {
      storeLanes(out + <usize>x * FLOAT, fourScaled(bytes + <usize>x, s, o), line - x);
    }
    bytes += <usize>line;
    out += <usize>outLine * FLOAT;
  }
}

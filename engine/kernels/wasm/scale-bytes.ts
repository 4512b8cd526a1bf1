/** Pixels, from bytes to what the network sees. */
import { FLOAT, VECTOR, storeLanes } from './simd';

/** out[i] = bytes[i] · scale + offset. `count` is rounded up to whole vectors: buffers have room for that. */
export function scaleBytes(out: usize, bytes: usize, count: i32, scale: f32, offset: f32): void {
  const s = f32x4.splat(scale);
  const o = f32x4.splat(offset);
  for (let i = 0; i < count; i += 4) {
    const four = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes)));
    v128.store(out, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(four), s), o));
    bytes += 4;
    out += VECTOR;
  }
}

/** The same line by line, with `outLine` floats from the start of a line to the next, of which only `line` are written. */
export function scaleLines(
  out: usize, bytes: usize, lines: i32, line: i32, outLine: i32, scale: f32, offset: f32,
): void {
  const s = f32x4.splat(scale);
  const o = f32x4.splat(offset);
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < line; x += 4) {
      const four = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes + <usize>x)));
      storeLanes(out + <usize>x * FLOAT, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(four), s), o), line - x);
    }
    bytes += <usize>line;
    out += <usize>outLine * FLOAT;
  }
}

/** Pixels, from bytes to what the network sees. */
import { VECTOR } from './simd';

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

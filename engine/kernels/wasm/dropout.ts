/**
 * Dropout, forwards and backwards alike: which values are kept follows from the place of each, so it is worked
 * out anew on the way back and nothing is stored. Word i of the sequence [block, position, step, layer] under the
 * key [seed, purpose] belongs to value i of the image at that position of the batch.
 */
import { philox } from './philox';
import { FLOAT, VECTOR, storeLanes } from './simd';

/**
 * out[i] = input[i] · factor where it is kept, 0 where its word is below `dropped`. `out` may be `input`.
 *
 * @param size values an image.
 * @param position of the first image in its batch.
 * @param purpose the number of dropout's random streams (engine/nn/random.ts).
 */
export function dropout(
  out: usize, input: usize, images: i32, size: i32,
  position: u32, step: u32, layer: u32, seed: u32, purpose: u32, dropped: u32, factor: f32,
): void {
  const factors = f32x4.splat(factor);
  const threshold = i32x4.splat(dropped);
  for (let image = 0; image < images; image++) {
    const imageOffset = <usize>(image * size) * FLOAT;
    const blocks = (size + 3) >> 2;
    for (let block = 0; block < blocks; block++) {
      const at = imageOffset + <usize>block * VECTOR;
      const words = philox(block, position + image, step, layer, seed, purpose);
      const kept = i32x4.ge_u(words, threshold);
      const values = v128.and(kept, f32x4.mul(v128.load(input + at), factors));
      storeLanes(out + at, values, size - (block << 2));
    }
  }
}

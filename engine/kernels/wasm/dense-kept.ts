/**
 * What a dense layer keeps of a batch, for the gradient of its weights (dense-back.ts).
 *
 * - Inputs are kept shard by shard, so that each thread writes its own in one sweep, and in panels of four: panel p holds
 *   inputs 4p to 4p + 3 of one image of the shard after the other.
 * - Gradients are kept in rows, padded with zeros to whole vectors.
 */
import { FLOAT, VECTOR, loadLanes } from './simd';

/**
 * Keeps the inputs of a shard's images.
 *
 * @param capacity images that a panel has room for.
 */
export function keepInputs(panels: usize, input: usize, images: i32, inputs: i32, capacity: i32): void {
  const panelBytes = <usize>capacity * VECTOR;
  const imageBytes = <usize>inputs * FLOAT;
  if (capacity == 1) {
    // Panels of a single image are the image.
    for (let at: usize = 0; at < imageBytes; at += VECTOR) v128.store(panels + at, v128.load(input + at));
    return;
  }
  for (let at = 0; at < inputs; at += 4) {
    let from = input;
    let to = panels;
    for (let image = 0; image < images; image++) {
      v128.store(to, v128.load(from));
      from += imageBytes;
      to += VECTOR;
    }
    input += VECTOR;
    panels += panelBytes;
  }
}

/** Keeps the gradients of some images: rows of `units` become rows of whole vectors. */
export function keepGradients(rows: usize, outGradient: usize, images: i32, units: i32): void {
  for (let image = 0; image < images; image++) {
    for (let unit = 0; unit < units; unit += 4) {
      v128.store(rows, loadLanes(outGradient + <usize>unit * FLOAT, units - unit));
      rows += VECTOR;
    }
    outGradient += <usize>units * FLOAT;
  }
}

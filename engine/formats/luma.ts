import { flatten } from './transparency.ts';

/** Luma with the weights of Rec. ITU-R BT.709, whose primaries sRGB has, in 256ths. */
export function lumaOf(red: number, green: number, blue: number): number {
  return (54 * red + 183 * green + 19 * blue + 128) >> 8;
}

/**
 * Grey levels of colour pixels, transparent ones put on paper (transparency.ts).
 *
 * @param rgba four bytes a pixel; not multiplied by alpha.
 */
export function greyOfRgba(rgba: Uint8Array | Uint8ClampedArray): Uint8Array {
  const pixels = rgba.length / 4;
  const luma = new Uint8Array(pixels);
  const alpha = new Uint8Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = pixel * 4;
    luma[pixel] = lumaOf(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!);
    alpha[pixel] = rgba[at + 3]!;
  }
  return flatten(luma, alpha);
}

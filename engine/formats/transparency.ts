/**
 * Putting a transparent picture on paper. A digit drawn in black on nothing wants white paper, one drawn in
 * white on nothing wants black; on the wrong one it would vanish. So the paper is chosen from what can be seen:
 *
 * - If all of it is about equally bright, it is ink alone, and the paper is of the other kind.
 * - If there is both dark and light in it, it brought its own paper (a scan with rounded corners, say), and the
 *   rest is filled in the brightness that it has most of.
 */

/** Brightness that differs by at least this much is both dark and light. */
const DARK_AND_LIGHT = 128;

/**
 * @param luma one byte a pixel, 0 for black and 255 for white; not multiplied by alpha.
 * @param alpha one byte a pixel, 0 for transparent and 255 for opaque.
 * @returns one byte a pixel, over white or black paper.
 */
export function flatten(luma: Uint8Array, alpha: Uint8Array): Uint8Array {
  if (alpha.every((value) => value === 255)) return luma;
  const paper = paperFor(luma, alpha);
  return luma.map((value, pixel) => {
    const opacity = alpha[pixel] ?? 255;
    return Math.round((value * opacity + paper * (255 - opacity)) / 255);
  });
}

function paperFor(luma: Uint8Array, alpha: Uint8Array): number {
  const mostOpaque = alpha.reduce((highest, value) => Math.max(highest, value), 0);
  let [darkest, lightest] = [255, 0];
  let [opacity, brightness] = [0, 0];
  luma.forEach((value, pixel) => {
    const weight = alpha[pixel] ?? 0;
    opacity += weight;
    brightness += weight * value;
    // The colour of a pixel that is hardly there says little.
    if (weight * 2 < mostOpaque || weight === 0) return;
    darkest = Math.min(darkest, value);
    lightest = Math.max(lightest, value);
  });
  const isLight = opacity > 0 && brightness / opacity >= 128;
  const broughtPaper = lightest - darkest >= DARK_AND_LIGHT;
  return isLight === broughtPaper ? 255 : 0;
}

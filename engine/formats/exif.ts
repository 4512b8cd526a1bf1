import type { GreyPicture } from './png.ts';

/** How a camera was held (EXIF 2.3, tag 0x0112), and pictures turned accordingly. */

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;
const MAX_ENTRIES = 1000;

/**
 * @param segment the contents of a JPEG file's APP1 segment.
 * @returns 1 to 8; null where it does not say.
 */
export function exifOrientation(segment: Uint8Array): number | null {
  if (!EXIF.every((byte, index) => segment[index] === byte)) return null;
  const tiff = segment.subarray(EXIF.length);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < 8) return null;
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return null;
  const entries = Math.min(MAX_ENTRIES, view.getUint16(directory, little));
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > view.byteLength) return null;
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** Where pixel (x, y) of the upright picture lies in the stored one of width w and height h, for each orientation. */
const sources: readonly ((x: number, y: number, w: number, h: number) => readonly [x: number, y: number])[] =
  [
    (x, y) => [x, y],
    (x, y, w) => [w - 1 - x, y],
    (x, y, w, h) => [w - 1 - x, h - 1 - y],
    (x, y, _, h) => [x, h - 1 - y],
    (x, y) => [y, x],
    (x, y, _, h) => [y, h - 1 - x],
    (x, y, w, h) => [w - 1 - y, h - 1 - x],
    (x, y, w) => [w - 1 - y, x],
  ];

export function turnUpright(picture: GreyPicture, orientation: number): GreyPicture {
  const source = sources[orientation - 1];
  if (orientation === 1 || !source) return picture;
  const sideways = orientation >= 5;
  const [width, height] = sideways ? [picture.height, picture.width] : [picture.width, picture.height];
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = source(x, y, picture.width, picture.height);
      grey[y * width + x] = picture.grey[fromY * picture.width + fromX]!;
    }
  }
  return { width, height, grey };
}

import decodeJpeg from 'jpeg-js/lib/decoder.js';
import { badFile } from './bad-file.ts';
import { byteCount, count } from '../protocol/english.ts';
import { exifOrientation, turnUpright } from './exif.ts';
import { greyOfRgba } from './luma.ts';
import { checkPictureSize } from './picture-size.ts';
import type { GreyPicture } from './png.ts';

/**
 * JPEG pictures. Decoding is jpeg-js's; before it, the markers are walked here (ITU T.81, annex B), so that size and
 * amount of work are known to be sensible, and after it the picture is turned as its camera was held.
 */

/** A progressive picture has ten or so; thousands would be decoded one after the other, for hours. */
const MAX_SCANS = 64;
/** Pixels times scans: the work that a file can ask for. */
const MAX_SCANNED_PIXELS = 512 * 1024 * 1024;
const MEMORY_MB = 512;

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP1 = 0xe1;
/** SOF markers of the kinds that are decoded: baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/** @throws EpochLabError `bad-file` */
export function readJpeg(bytes: Uint8Array, fileName: string): GreyPicture {
  const { orientation } = walkMarkers(bytes, fileName);
  let decoded: { width: number; height: number; data: Uint8Array };
  try {
    decoded = decodeJpeg(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      tolerantDecoding: false,
      maxMemoryUsageInMB: MEMORY_MB,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badFile(fileName, `the picture cannot be decoded (${reason}). Save the picture again.`);
  }
  const { width, height, data } = decoded;
  return turnUpright({ width, height, grey: greyOfRgba(data) }, orientation);
}

/** Goes from marker to marker, and in scans from 0xff to 0xff. */
function walkMarkers(bytes: Uint8Array, fileName: string): { orientation: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endsEarly = () => badFile(fileName, `the file ends too early, after ${byteCount(bytes.length)}.`);
  let [pixels, scans, orientation, frames] = [0, 0, 1, 0];
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) {
      // Some writers leave out the end; whether the data is whole, the decoder finds.
      if (scans > 0) break;
      throw endsEarly();
    }
    const marker = bytes[at + 1]!;
    // Fill bytes, a 0xff of the data itself, restarts: nothing follows that has a length.
    if (marker === 0xff || marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === END_OF_IMAGE) break;
    if (at + 4 > bytes.length) throw endsEarly();
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) throw endsEarly();
    if (OTHER_FRAMES.includes(marker)) {
      throw badFile(fileName, 'it is a rare kind of JPEG. Save the picture as PNG.');
    }
    if (FRAMES.includes(marker)) {
      if (length < 8) throw endsEarly();
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      checkPictureSize(width, height, fileName);
      pixels = width * height;
      frames++;
      if (frames > 1) throw badFile(fileName, 'it has several frames. Save the picture as PNG.');
    }
    if (marker === APP1)
      orientation = exifOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? orientation;
    if (marker === START_OF_SCAN) {
      scans++;
      if (scans > MAX_SCANS || scans * pixels > MAX_SCANNED_PIXELS) {
        throw badFile(
          fileName,
          `it has ${count(scans)} scans or more, too many to decode. Save the picture again.`,
        );
      }
    }
    at += 2 + length;
  }
  if (frames === 0) throw badFile(fileName, 'it has no image. Save the picture again.');
  return { orientation };
}

import { badFile } from './bad-file.ts';
import { byteCount, count } from '../protocol/english.ts';
import { lumaOf } from './luma.ts';
import { checkPictureSize } from './picture-size.ts';
import type { GreyPicture } from './png.ts';

/**
 * Windows bitmaps (BMP): 1, 4, 8, 24 and 32 bits a pixel, and 16 with or without masks, not compressed, as nearly all
 * are. Headers of every length from OS/2's 12 bytes on. As described in Microsoft's "Bitmap Storage" and
 * BITMAPV5HEADER. What stands for transparency in some 32-bit files is left aside, as most programs do.
 */

const FILE_HEADER_BYTES = 14;
const CORE_HEADER_BYTES = 12;
const RGB = 0;
const BIT_FIELDS = 3;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly masks: readonly [red: number, green: number, blue: number] | null;
  readonly pixelsAt: number;
  readonly paletteAt: number;
  readonly paletteEntryBytes: 3 | 4;
  readonly colours: number;
}

/** @throws EpochLabError `bad-file` */
export function readBmp(bytes: Uint8Array, fileName: string): GreyPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view, fileName);
  const { width, height, bits, pixelsAt } = header;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const needed = pixelsAt + rowBytes * height;
  if (bytes.length < needed) {
    throw badFile(fileName, `the file ends after ${count(bytes.length)} of ${count(needed)} bytes.`);
  }
  const lumaAt = pixelReader(view, header, fileName);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = pixelsAt + rowBytes * (header.topDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) grey[y * width + x] = lumaAt(row, x);
  }
  return { height, width, grey };
}

function readHeader(view: DataView, fileName: string): Header {
  const truncated = () =>
    badFile(fileName, `the file ends after ${byteCount(view.byteLength)}, within its header.`);
  if (view.byteLength < FILE_HEADER_BYTES + CORE_HEADER_BYTES) throw truncated();
  const pixelsAt = view.getUint32(10, true);
  const headerBytes = view.getUint32(14, true);
  const isCore = headerBytes === CORE_HEADER_BYTES;
  if (!isCore && (headerBytes < 40 || headerBytes > 1000)) {
    throw badFile(fileName, 'its header is of an unknown kind. Save the picture again.');
  }
  if (view.byteLength < FILE_HEADER_BYTES + headerBytes) throw truncated();
  const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
  const signedHeight = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  checkPictureSize(width, height, fileName);
  const bits = view.getUint16(isCore ? 24 : 28, true);
  const compression = isCore ? RGB : view.getUint32(30, true);
  if (![1, 4, 8, 16, 24, 32].includes(bits) || (compression !== RGB && compression !== BIT_FIELDS)) {
    throw badFile(fileName, 'it is compressed, or of a rare kind. Save the picture as PNG.');
  }
  const colours = isCore ? 0 : view.getUint32(46, true);
  const masksAt = FILE_HEADER_BYTES + 40;
  if (compression === BIT_FIELDS && view.byteLength < masksAt + 12) throw truncated();
  const masks =
    compression === BIT_FIELDS
      ? ([0, 4, 8].map((at) => view.getUint32(masksAt + at, true)) as [number, number, number])
      : null;
  return {
    width,
    height,
    topDown: signedHeight < 0,
    bits,
    masks,
    pixelsAt,
    paletteAt: FILE_HEADER_BYTES + headerBytes + (masks && headerBytes === 40 ? 12 : 0),
    paletteEntryBytes: isCore ? 3 : 4,
    colours: colours === 0 ? 2 ** Math.min(bits, 8) : Math.min(colours, 256),
  };
}

/** Luma of the pixel at column x of a row that begins at byte `row`. */
function pixelReader(view: DataView, header: Header, fileName: string): (row: number, x: number) => number {
  const { bits, masks } = header;
  if (bits <= 8) return paletteReader(view, header, fileName);
  if (bits === 24) {
    return (row, x) => {
      const at = row + 3 * x;
      return lumaOf(view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at));
    };
  }
  const [red, green, blue] = (
    masks ?? (bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff])
  ).map(channel);
  return (row, x) => {
    const value = bits === 16 ? view.getUint16(row + 2 * x, true) : view.getUint32(row + 4 * x, true);
    return lumaOf(red!(value), green!(value), blue!(value));
  };
}

/** What stands under a mask, brought to 0 … 255. */
function channel(mask: number): (value: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  return (value) => Math.min(255, Math.round(((((value & mask) >>> 0) >>> shift) * 255) / highest));
}

function paletteReader(view: DataView, header: Header, fileName: string): (row: number, x: number) => number {
  const { bits, paletteAt, paletteEntryBytes, colours } = header;
  if (view.byteLength < paletteAt + colours * paletteEntryBytes) {
    throw badFile(fileName, 'the file ends within its palette.');
  }
  const palette = Uint8Array.from({ length: colours }, (_, index) => {
    const at = paletteAt + index * paletteEntryBytes;
    return lumaOf(view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at));
  });
  return (row, x) => {
    const byte = view.getUint8(row + Math.floor((x * bits) / 8));
    const index = (byte >> (8 - bits - ((x * bits) % 8))) & (2 ** bits - 1);
    const luma = palette[index];
    if (luma !== undefined) return luma;
    throw badFile(fileName, 'it uses a colour that its palette does not have. Save the picture again.');
  };
}

import { MAX_IMAGE_SIDE } from '../protocol/datasets.ts';
import type { EpochLabError } from '../protocol/errors.ts';
import { badFile } from './bad-file.ts';
import { byteCount, count, counted } from '../protocol/english.ts';
import { isGzip } from './gzip.ts';

/**
 * IDX, the format of the MNIST files, as described on the MNIST page of LeCun, Cortes and Burges: two zero
 * bytes, a byte for the type of the values (8: unsigned byte), a byte for the number of dimensions, each
 * dimension as a 32-bit big-endian number, then the values, the last dimension changing fastest.
 */

const UNSIGNED_BYTE = 0x08;
const MAX_ITEMS = 10_000_000;
const MAX_SIDE = MAX_IMAGE_SIDE;

export interface IdxImages {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** count × height × width bytes, row by row; a view of the file's bytes. */
  readonly pixels: Uint8Array;
}

/**
 * Images: three dimensions, count × height × width.
 *
 * @throws EpochLabError `bad-file` when the file is of another kind, too large, or not exactly as long as its
 *   dimensions say.
 */
export function parseIdxImages(bytes: Uint8Array, fileName: string): IdxImages {
  const [items = 0, height = 0, width = 0] = readDimensions(bytes, fileName, 3, 'images');
  if (height < 1 || height > MAX_SIDE || width < 1 || width > MAX_SIDE) {
    throw badFile(
      fileName,
      `its images are ${count(height)} × ${count(width)} pixels; from 1 × 1 to ${MAX_SIDE} × ${MAX_SIDE} are supported.`,
    );
  }
  return { count: items, height, width, pixels: readValues(bytes, fileName, 16, items * height * width) };
}

/**
 * Labels: one dimension.
 *
 * @returns one byte a label; a view of the file's bytes.
 * @throws EpochLabError `bad-file` as above.
 */
export function parseIdxLabels(bytes: Uint8Array, fileName: string): Uint8Array {
  const [items = 0] = readDimensions(bytes, fileName, 1, 'labels');
  return readValues(bytes, fileName, 8, items);
}

/** The longest header of the two kinds. */
export const IDX_HEADER_BYTES = 16;

/**
 * How many bytes a file with this header has, itself included. What it announces is not judged.
 *
 * @returns null where it is no such header.
 */
export function announcedIdxBytes(header: Uint8Array): number | null {
  const dimensions = header[3];
  if (header[0] !== 0 || header[1] !== 0 || header[2] !== UNSIGNED_BYTE) return null;
  if (dimensions !== 1 && dimensions !== 3) return null;
  const headerBytes = 4 + 4 * dimensions;
  if (header.length < headerBytes) return null;
  const view = new DataView(header.buffer, header.byteOffset, headerBytes);
  let values = 1;
  for (let at = 4; at < headerBytes; at += 4) values *= view.getUint32(at);
  return headerBytes + values;
}

/** @param pixels count × height × width bytes. */
export function writeIdxImages(pixels: Uint8Array, height: number, width: number): Uint8Array<ArrayBuffer> {
  return writeIdx([pixels.length / (height * width), height, width], pixels);
}

/** @param labels one byte each. */
export function writeIdxLabels(labels: Uint8Array): Uint8Array<ArrayBuffer> {
  return writeIdx([labels.length], labels);
}

function writeIdx(dimensions: readonly number[], values: Uint8Array): Uint8Array<ArrayBuffer> {
  const headerBytes = 4 + 4 * dimensions.length;
  const bytes = new Uint8Array(headerBytes + values.length);
  bytes.set([0, 0, UNSIGNED_BYTE, dimensions.length]);
  const view = new DataView(bytes.buffer);
  dimensions.forEach((size, index) => view.setUint32(4 + 4 * index, size));
  bytes.set(values, headerBytes);
  return bytes;
}

function readDimensions(
  bytes: Uint8Array,
  fileName: string,
  dimensions: number,
  holds: 'images' | 'labels',
): number[] {
  if (isGzip(bytes))
    throw badFile(fileName, 'it is still compressed. Unpack it, or let its name end in .gz.');
  if (bytes.length < 4) throw endsInHeader(bytes, fileName);
  if (bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== UNSIGNED_BYTE || bytes[3] !== dimensions) {
    const found = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const wanted = holds === 'images' ? 'an IDX file of images' : 'an IDX file of labels';
    throw badFile(
      fileName,
      `it is not ${wanted}: it begins with ${found}, not with 00 00 08 0${dimensions}.`,
    );
  }
  const headerBytes = 4 + 4 * dimensions;
  if (bytes.length < headerBytes) throw endsInHeader(bytes, fileName);
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const sizes = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index));
  const [items = 0] = sizes;
  if (items < 1 || items > MAX_ITEMS) {
    const announced =
      holds === 'images' ? counted(items, 'image', 'images') : counted(items, 'label', 'labels');
    throw badFile(fileName, `it announces ${announced}; from 1 to ${count(MAX_ITEMS)} are supported.`);
  }
  return sizes;
}

function endsInHeader(bytes: Uint8Array, fileName: string): EpochLabError {
  return badFile(fileName, `the file ends after ${byteCount(bytes.length)}, within its header.`);
}

function readValues(bytes: Uint8Array, fileName: string, headerBytes: number, length: number): Uint8Array {
  const expected = headerBytes + length;
  if (bytes.length < expected) {
    throw badFile(fileName, `the file ends after ${count(bytes.length)} of ${count(expected)} bytes.`);
  }
  if (bytes.length > expected) {
    throw badFile(
      fileName,
      `the file has ${byteCount(bytes.length)}, but its header announces only ${count(expected)}.`,
    );
  }
  return bytes.subarray(headerBytes);
}

import { badFile } from './bad-file.ts';
import { byteCount } from '../protocol/english.ts';
import { concatenate } from './concatenate.ts';
import { inflate } from './inflate.ts';
import { checkPictureSize } from './picture-size.ts';

/**
 * The outside of a PNG file (Portable Network Graphics, third edition, W3C): its chunks, checked before any of
 * it is decoded. Only what the pixels need is let through (header, palette, transparency, data); texts, colour
 * profiles and animation frames stay outside, with whatever is wrong with them.
 */

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Length, type and checksum of a chunk. */
const FRAME_BYTES = 12;
const HEADER_BYTES = 13;

const ANIMATION = 'acTL';
const WANTED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** Samples a pixel and allowed bits a sample, for each colour type (section 11.2.1). */
const COLOUR_TYPES: Readonly<
  Record<number, { readonly samples: number; readonly depths: readonly number[] }>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

const PALETTE = 3;

const DAMAGED = 'The file is damaged; save the picture again.';

export interface CheckedPng {
  /** A PNG file with the same pixels and nothing else in it, whose size and data have been checked. */
  readonly bytes: Uint8Array;
  /** Other programs show more pictures after this one. */
  readonly isAnimated: boolean;
}

/**
 * @throws EpochLabError `bad-file` when it is not PNG, too large, of a kind that is not supported, or damaged.
 */
export async function checkedPng(bytes: Uint8Array, fileName: string): Promise<CheckedPng> {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) {
    throw badFile(
      fileName,
      'this is not a PNG picture, or its beginning is damaged. Save the picture again.',
    );
  }
  const { chunks, isAnimated } = readChunks(bytes, fileName);
  const header = readHeader(chunks, fileName);
  const data = concatenate(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body));
  const pixels = await inflate(data, 'deflate', header.dataBytes);
  if (pixels === 'too-large') throw badFile(fileName, `it holds more data than its size says. ${DAMAGED}`);
  if (typeof pixels === 'string' || pixels.length < header.dataBytes) {
    throw badFile(fileName, `its picture data is incomplete or corrupt. ${DAMAGED}`);
  }
  // A colour picture may carry a palette as a suggestion; only a palette picture needs it.
  const needed = chunks.filter(({ type }) => type !== 'PLTE' || header.palette);
  if (header.palette && needed.every(({ type }) => type !== 'PLTE')) {
    throw badFile(fileName, `its palette is missing. ${DAMAGED}`);
  }
  return {
    bytes: concatenate([Uint8Array.from(SIGNATURE), ...needed.map(({ whole }) => whole)]),
    isAnimated,
  };
}

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
  /** With length, type and checksum. */
  readonly whole: Uint8Array;
}

/** The wanted chunks, in order, from IHDR to IEND; and whether there is one that announces an animation. */
function readChunks(bytes: Uint8Array, fileName: string): { chunks: Chunk[]; isAnimated: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  const seen = new Set<string>();
  let isAnimated = false;
  for (let at = SIGNATURE.length; !seen.has('IEND');) {
    const length = at + FRAME_BYTES <= bytes.length ? view.getUint32(at) : Infinity;
    const end = at + FRAME_BYTES + length;
    if (end > bytes.length) {
      throw badFile(fileName, `the file ends too early, after ${byteCount(bytes.length)}. ${DAMAGED}`);
    }
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at === SIGNATURE.length && type !== 'IHDR') throw badFile(fileName, `it has no header. ${DAMAGED}`);
    if (WANTED.includes(type)) {
      if (seen.has(type) && type !== 'IDAT') throw badFile(fileName, `it has two ${type} parts. ${DAMAGED}`);
      seen.add(type);
      chunks.push({ type, body: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    }
    if (type === ANIMATION) isAnimated = true;
    at = end;
  }
  return { chunks, isAnimated };
}

interface Header {
  /** Length of the picture data before compression. */
  readonly dataBytes: number;
  /** Whether the data are places in a palette. */
  readonly palette: boolean;
}

function readHeader(chunks: readonly Chunk[], fileName: string): Header {
  const body = chunks[0]?.body;
  if (body?.length !== HEADER_BYTES) throw badFile(fileName, `its header has a wrong length. ${DAMAGED}`);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colourType, interlace] = [view.getUint8(8), view.getUint8(9), view.getUint8(12)];

  checkPictureSize(width, height, fileName);
  const kind = COLOUR_TYPES[colourType];
  if (!kind?.depths.includes(depth) || interlace > 1) {
    throw badFile(fileName, `colour type ${colourType} with ${depth} bits does not exist in PNG. ${DAMAGED}`);
  }
  if (interlace === 1 && depth < 8) {
    throw badFile(
      fileName,
      `interlaced pictures of ${depth} bits a pixel are not supported. Save it without interlacing.`,
    );
  }
  const bits = kind.samples * depth;
  const dataBytes = interlace === 1 ? interlacedBytes(width, height, bits) : passBytes(width, height, bits);
  return { dataBytes, palette: colourType === PALETTE };
}

/** Bytes of `height` rows before compression, each with its filter byte. An empty pass has none. */
function passBytes(width: number, height: number, bits: number): number {
  return width === 0 ? 0 : height * (1 + Math.ceil((width * bits) / 8));
}

/** The seven passes of Adam7 (section 8.2): where each begins, and its steps. */
function interlacedBytes(width: number, height: number, bits: number): number {
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const;
  return passes.reduce((total, [left, top, stepX, stepY]) => {
    const columns = Math.ceil(Math.max(0, width - left) / stepX);
    const rows = Math.ceil(Math.max(0, height - top) / stepY);
    return total + passBytes(columns, rows, bits);
  }, 0);
}

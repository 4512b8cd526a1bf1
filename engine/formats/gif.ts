import { byteCount, count, counted } from '../protocol/english.ts';
import { badFile } from './bad-file.ts';
import { concatenate } from './concatenate.ts';
import { greyOfRgba } from './luma.ts';
import { checkPictureSize } from './picture-size.ts';
import type { GreyPicture } from './png.ts';

/**
 * GIF, its first frame (CompuServe, "Graphics Interchange Format", version 89a). The frame is put where it belongs
 * on the screen that the file describes; what it leaves free is transparent.
 */

const SCREEN_BYTES = 13;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const MAX_CODE_BITS = 12;

/** @throws EpochLabError `bad-file` */
export function readGif(bytes: Uint8Array, fileName: string): GreyPicture {
  const reader = new ByteReader(bytes, fileName);
  reader.skip(6);
  const [width, height] = [reader.word(), reader.word()];
  checkPictureSize(width, height, fileName);
  const screenFlags = reader.byte();
  reader.skip(SCREEN_BYTES - 11);
  const globalColours = screenFlags & 0x80 ? reader.take(3 * 2 ** ((screenFlags & 7) + 1)) : null;

  let transparent = -1;
  for (;;) {
    const block = reader.byte();
    if (block === EXTENSION) {
      const label = reader.byte();
      const data = reader.subBlocks();
      if (label === GRAPHIC_CONTROL && data.length >= 4) transparent = data[0]! & 1 ? data[3]! : -1;
      continue;
    }
    if (block !== IMAGE) throw badFile(fileName, `it has no image before byte ${count(reader.at)}.`);
    const frame = readFrame(reader, globalColours, fileName);
    if (frame.left + frame.width > width || frame.top + frame.height > height) {
      throw badFile(fileName, 'its first image reaches beyond the picture. Save the picture again.');
    }
    return {
      height,
      width,
      grey: greyOfRgba(compose(frame, width, height, transparent, fileName)),
      isAnimated: hasAnotherFrame(reader),
    };
  }
}

/** Whether there is an image after the first; what lies behind is not looked at, and may be damaged. */
function hasAnotherFrame(reader: ByteReader): boolean {
  try {
    for (;;) {
      const block = reader.byte();
      if (block !== EXTENSION) return block === IMAGE;
      reader.skip(1);
      reader.subBlocks();
    }
  } catch {
    return false;
  }
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Three bytes a colour. */
  readonly colours: Uint8Array;
  /** One index a pixel, row by row. */
  readonly indices: Uint8Array;
}

function readFrame(reader: ByteReader, globalColours: Uint8Array | null, fileName: string): Frame {
  const [left, top, width, height] = [reader.word(), reader.word(), reader.word(), reader.word()];
  checkPictureSize(width, height, fileName);
  const flags = reader.byte();
  const colours = flags & 0x80 ? reader.take(3 * 2 ** ((flags & 7) + 1)) : globalColours;
  if (!colours) throw badFile(fileName, 'it has no palette. Save the picture again.');
  const minimumBits = reader.byte();
  if (minimumBits < 1 || minimumBits > 8) {
    throw badFile(fileName, `its codes begin with ${minimumBits} bits. Save the picture again.`);
  }
  const indices = decodeLzw(reader.subBlocks(), minimumBits, width * height, fileName);
  return {
    left,
    top,
    width,
    height,
    colours,
    indices: flags & 0x40 ? weave(indices, width, height) : indices,
  };
}

/** Brings the rows of an interlaced image, every 8th, the 4ths between, the 2nds, the others, into order. */
function weave(indices: Uint8Array, width: number, height: number): Uint8Array {
  const woven = new Uint8Array(indices.length);
  let row = 0;
  for (const [first, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    for (let y = first; y < height; y += step, row++) {
      woven.set(indices.subarray(row * width, (row + 1) * width), y * width);
    }
  }
  return woven;
}

function compose(
  frame: Frame,
  width: number,
  height: number,
  transparent: number,
  fileName: string,
): Uint8Array {
  const rgba = new Uint8Array(4 * width * height);
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const index = frame.indices[y * frame.width + x]!;
      if (index === transparent) continue;
      if (3 * index >= frame.colours.length) {
        throw badFile(fileName, 'it uses a colour that its palette does not have. Save the picture again.');
      }
      const at = 4 * ((frame.top + y) * width + frame.left + x);
      rgba.set(frame.colours.subarray(3 * index, 3 * index + 3), at);
      rgba[at + 3] = 255;
    }
  }
  return rgba;
}

/**
 * Lempel, Ziv and Welch's compression as GIF uses it: codes grow from `minimumBits` + 1 to 12 bits; a code stands for
 * an earlier one and one index more.
 *
 * @param pixels exactly so many indices come out.
 */
function decodeLzw(data: Uint8Array, minimumBits: number, pixels: number, fileName: string): Uint8Array {
  const damaged = (why: string) => badFile(fileName, `its image data ${why}. Save the picture again.`);
  const out = new Uint8Array(pixels);
  const clear = 2 ** minimumBits;
  const end = clear + 1;
  const prefix = new Uint16Array(2 ** MAX_CODE_BITS);
  const last = new Uint8Array(2 ** MAX_CODE_BITS);
  const length = new Uint16Array(2 ** MAX_CODE_BITS);
  for (let code = 0; code < clear; code++) {
    last[code] = code;
    length[code] = 1;
  }

  let [codes, bits, previous] = [end + 1, minimumBits + 1, -1];
  let [buffer, buffered, at, done] = [0, 0, 0, 0];
  while (done < pixels) {
    while (buffered < bits) {
      if (at >= data.length)
        throw damaged(`ends after ${count(done)} of ${counted(pixels, 'pixel', 'pixels')}`);
      buffer |= data[at++]! << buffered;
      buffered += 8;
    }
    const code = buffer & (2 ** bits - 1);
    buffer >>>= bits;
    buffered -= bits;

    if (code === clear) {
      [codes, bits, previous] = [end + 1, minimumBits + 1, -1];
      continue;
    }
    if (code === end) throw damaged(`ends after ${count(done)} of ${counted(pixels, 'pixel', 'pixels')}`);
    if (code > codes || (code === codes && previous < 0)) throw damaged('is damaged');

    // A code that is just being made is the one before with its own first index again.
    const known = code < codes ? code : previous;
    const size = length[known]!;
    let walk = known;
    for (let place = done + size - 1; place >= done; place--) {
      if (place < pixels) out[place] = last[walk]!;
      walk = prefix[walk]!;
    }
    const first = out[done]!;
    done += size;
    if (code === codes && done < pixels) out[done] = first;
    if (code === codes) done++;

    if (previous >= 0 && codes < 2 ** MAX_CODE_BITS) {
      prefix[codes] = previous;
      last[codes] = first;
      length[codes] = length[previous]! + 1;
      codes++;
      if (codes === 2 ** bits && bits < MAX_CODE_BITS) bits++;
    }
    previous = code;
  }
  return out;
}

/** Bytes one after the other; their end is an error with its place. */
class ByteReader {
  at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly fileName: string,
  ) {}

  byte(): number {
    return this.take(1)[0]!;
  }

  /** Two bytes, the lower one first. */
  word(): number {
    const [low, high] = this.take(2);
    return low! + 256 * high!;
  }

  skip(length: number): void {
    this.take(length);
  }

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) {
      throw badFile(this.fileName, `the file ends too early, after ${byteCount(this.bytes.length)}.`);
    }
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  /** Data in blocks of up to 255 bytes, each with its length before it, up to an empty one. */
  subBlocks(): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let length = this.byte(); length > 0; length = this.byte()) parts.push(this.take(length));
    return concatenate(parts);
  }
}

import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EpochLabError } from '../protocol/errors.ts';
import { readPng } from './png.ts';

const NAME = 'digit.png';
const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

const badFile = (message: string | RegExp): unknown =>
  expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) as unknown });

function chunk(type: string, body: ArrayLike<number> = []): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(Array.from(body), 8);
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)));
  return bytes;
}

function header(width: number, height: number, depth: number, colourType: number, interlace = 0): Uint8Array {
  const body = new Uint8Array(13);
  const view = new DataView(body.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  body.set([depth, colourType, 0, 0, interlace], 8);
  return chunk('IHDR', body);
}

/** Picture data from rows of bytes, none of them filtered. */
function data(...rows: readonly (readonly number[])[]): Uint8Array {
  return chunk('IDAT', deflateSync(Uint8Array.from(rows.flatMap((row) => [0, ...row]))));
}

function png(...chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([SIGNATURE, ...chunks, chunk('IEND')].flatMap((part) => Array.from(part)));
}

async function greys(bytes: Uint8Array): Promise<number[]> {
  return Array.from((await readPng(bytes, NAME)).grey);
}

describe('a PNG picture', () => {
  it('of 8-bit grey comes back as it is, with its size', async () => {
    const grey = Uint8Array.of(0, 50, 100, 150, 200, 255);
    const bytes = encode({ width: 3, height: 2, channels: 1, data: grey });
    expect(await readPng(bytes, NAME)).toEqual({ width: 3, height: 2, grey, isAnimated: false });
  });

  it('of 16-bit grey is rounded to 8', async () => {
    const values = Uint16Array.of(0, 128, 129, 0x8000, 0xff7f, 0xffff);
    const bytes = encode({ width: 6, height: 1, channels: 1, depth: 16, data: values });
    expect(await greys(bytes)).toEqual([0, 0, 1, 128, 255, 255]);
  });

  it('of 1, 2 and 4 bits is spread over 0 to 255, each row beginning with a new byte', async () => {
    expect(await greys(png(header(3, 2, 1, 0), data([0b10100000], [0b01000000])))).toEqual([
      255, 0, 255, 0, 255, 0,
    ]);
    expect(await greys(png(header(5, 1, 2, 0), data([0b00011011, 0b11000000])))).toEqual([
      0, 85, 170, 255, 255,
    ]);
    expect(await greys(png(header(3, 1, 4, 0), data([0x0f, 0x50])))).toEqual([0, 255, 85]);
  });

  it('in colour becomes its luma', async () => {
    const rgb = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 10, 10, 10);
    expect(await greys(encode({ width: 5, height: 1, channels: 3, data: rgb }))).toEqual([
      54, 182, 19, 255, 10,
    ]);
  });

  it('in 16-bit colour becomes its luma', async () => {
    const rgb = Uint16Array.of(0xffff, 0, 0, 0x8080, 0x8080, 0x8080);
    expect(await greys(encode({ width: 2, height: 1, channels: 3, depth: 16, data: rgb }))).toEqual([
      54, 128,
    ]);
  });

  it('with a palette takes its colours, also with a tRNS chunk', async () => {
    const palette = chunk('PLTE', [0, 0, 0, 255, 255, 255, 100, 100, 100]);
    const pixels = data([0b00011000]);
    expect(await greys(png(header(3, 1, 2, 3), palette, pixels))).toEqual([0, 255, 100]);
    expect(await greys(png(header(3, 1, 2, 3), palette, chunk('tRNS', [255, 0]), pixels))).toEqual([
      0, 255, 100,
    ]);
  });

  it('in colour may suggest a palette, which changes nothing', async () => {
    const bytes = png(header(1, 1, 8, 2), chunk('PLTE', [1, 2, 3]), data([50, 50, 50]));
    expect(await greys(bytes)).toEqual([50]);
  });

  it('may be interlaced', async () => {
    const grey = Uint8Array.from({ length: 11 * 9 }, (_, index) => (index * 37) & 255);
    const bytes = encode({ width: 11, height: 9, channels: 1, data: grey }, { interlace: 'Adam7' });
    expect((await readPng(bytes, NAME)).grey).toEqual(grey);
  });

  it('may lie anywhere in a buffer', async () => {
    const bytes = encode({ width: 2, height: 1, channels: 1, data: Uint8Array.of(7, 8) });
    const padded = new Uint8Array(bytes.length + 9);
    padded.set(bytes, 4);
    expect(await greys(padded.subarray(4, 4 + bytes.length))).toEqual([7, 8]);
  });

  it('may hold texts, profiles and other things, whatever is in them', async () => {
    const bytes = png(
      header(1, 1, 8, 0),
      chunk('iCCP', [1, 2, 3]),
      chunk('tEXt', [9]),
      chunk('pHYs', []),
      data([77]),
    );
    expect(await greys(bytes)).toEqual([77]);
  });
});

describe('transparency', () => {
  /** Grey and alpha of each pixel. */
  const transparent = (...pixels: readonly (readonly [number, number])[]) =>
    encode({ width: pixels.length, height: 1, channels: 2, data: Uint8Array.from(pixels.flat()) });

  it('around dark ink is white paper, whatever colour the transparent pixels have', async () => {
    expect(await greys(transparent([0, 255], [0, 128], [0, 0], [255, 0]))).toEqual([0, 127, 255, 255]);
  });

  it('around light ink is black paper', async () => {
    expect(await greys(transparent([255, 255], [255, 128], [0, 0], [255, 0]))).toEqual([255, 128, 0, 0]);
  });

  it('around ink that fills most of the picture is paper still', async () => {
    expect(await greys(transparent([0, 255], [0, 255], [0, 255], [0, 0]))).toEqual([0, 0, 0, 255]);
  });

  it('beside dark ink on light paper is light, and the other way round', async () => {
    expect(await greys(transparent([0, 0], [250, 255], [10, 255], [250, 255]))).toEqual([255, 250, 10, 250]);
    expect(await greys(transparent([0, 0], [5, 255], [245, 255], [5, 255]))).toEqual([0, 5, 245, 5]);
  });

  it('everywhere is a blank page', async () => {
    expect(await greys(transparent([0, 0], [255, 0]))).toEqual([255, 255]);
  });

  it('is read from RGBA and from a colour named transparent', async () => {
    const rgba = Uint8Array.of(0, 0, 0, 255, 9, 9, 9, 0);
    expect(await greys(encode({ width: 2, height: 1, channels: 4, data: rgba }))).toEqual([0, 255]);
    const grey = png(header(2, 1, 8, 0), chunk('tRNS', [0, 7]), data([0, 7]));
    expect(await greys(grey)).toEqual([0, 255]);
    const rgb = png(header(3, 1, 8, 2), chunk('tRNS', [0, 7, 0, 8, 0, 9]), data([7, 8, 8, 7, 8, 9, 7, 9, 9]));
    expect(await greys(rgb)).toEqual([8, 255, 9]);
  });
});

describe('reading refuses', () => {
  const size = header(2, 2, 8, 0);
  const pixels = data([1, 2], [3, 4]);

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /not a PNG picture, or its beginning is damaged. Save/],
    ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46), /not a PNG picture/],
    ['a signature alone', SIGNATURE, /ends too early, after 8 bytes/],
    ['a file without a header', png(pixels), /has no header/],
    ['a header of another length', png(chunk('IHDR', [0, 0, 0, 1]), pixels), /header has a wrong length/],
    ['two headers', png(size, header(9000, 9000, 8, 0), pixels), /two IHDR parts/],
    ['a picture without pixels', png(header(0, 2, 8, 0), pixels), /0 × 2 pixels/],
    ['a picture too wide', png(header(16_385, 1, 8, 0), pixels), /16,385 × 1 pixels; at most 16,777,216/],
    [
      'a picture too large',
      png(header(4097, 4096, 8, 0), pixels),
      /4,097 × 4,096 pixels; at most 16,777,216/,
    ],
    ['a picture of 2^64 pixels', png(header(0xffffffff, 0xffffffff, 8, 0), pixels), /4,294,967,295/],
    [
      'a colour type that does not exist',
      png(header(2, 2, 8, 1), pixels),
      /colour type 1 with 8 bits does not exist/,
    ],
    [
      'a depth that does not exist',
      png(header(2, 2, 3, 0), pixels),
      /colour type 0 with 3 bits does not exist/,
    ],
    ['interlaced bits', png(header(2, 2, 1, 0, 1), pixels), /Save it without interlacing/],
    ['no data', png(size), /picture data is incomplete or corrupt/],
    ['too little data', png(size, data([1, 2])), /picture data is incomplete or corrupt/],
    ['too much data', png(size, data([1, 2], [3, 4], [5, 6])), /more data than its size says/],
    ['data that is not compressed', png(size, chunk('IDAT', [1, 2, 3])), /incomplete or corrupt/],
    [
      'a filter that does not exist',
      png(size, chunk('IDAT', deflateSync(Uint8Array.of(9, 1, 2, 9, 3, 4)))),
      /decoded/,
    ],
    ['a palette that is missing', png(header(2, 2, 8, 3), pixels), /palette is missing/],
    [
      'a colour beyond the palette',
      png(header(2, 2, 8, 3), chunk('PLTE', [1, 2, 3]), pixels),
      /does not have/,
    ],
    ['half a palette', png(header(2, 2, 8, 3), chunk('PLTE', [1, 2]), pixels), /decoded .*multiple of 3/],
  ])('%s', async (_, bytes, message) => {
    await expect(readPng(bytes, NAME)).rejects.toEqual(badFile(message));
    await expect(readPng(bytes, NAME)).rejects.toEqual(badFile(`^${NAME}: `));
  });

  it('a bomb, without unpacking it', async () => {
    const bomb = chunk('IDAT', deflateSync(new Uint8Array(100_000_000), { level: 1 }));
    await expect(readPng(png(size, bomb), NAME)).rejects.toEqual(badFile('more data than its size says'));
  });

  it('a wrong checksum', async () => {
    const bytes = png(size, pixels);
    bytes[8 + 25 + 8 + 14] = (bytes[8 + 25 + 8 + 14] ?? 0) ^ 1;
    await expect(readPng(bytes, NAME)).rejects.toEqual(badFile(/incomplete or corrupt|CRC/));
  });

  it('or reads a damaged picture, and does nothing else (500 mutations)', async () => {
    const whole = encode({ width: 5, height: 4, channels: 3, data: new Uint8Array(60).fill(99) });
    const mutation = fc.tuple(fc.constantFrom('set', 'cut', 'remove'), fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        const bytes = Array.from(whole);
        for (const [kind, at, value] of mutations) {
          if (kind === 'set') bytes[at] = value;
          if (kind === 'cut') bytes.splice(at);
          if (kind === 'remove') bytes.splice(at, value % 8);
        }
        try {
          await readPng(
            Uint8Array.from(bytes, (byte) => byte),
            NAME,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(EpochLabError);
          expect(error).toEqual(badFile(`^${NAME}: `));
        }
      }),
      { seed: 13, numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EpochLabError } from '../protocol/errors.ts';
import { parseIdxImages, parseIdxLabels } from './idx.ts';

const IMAGES = 'train-images-idx3-ubyte';
const LABELS = 'train-labels-idx1-ubyte';

function idx(dimensions: readonly number[], values: ArrayLike<number>, type = 8): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + values.length);
  bytes[2] = type;
  bytes[3] = dimensions.length;
  const view = new DataView(bytes.buffer);
  dimensions.forEach((size, index) => view.setUint32(4 + 4 * index, size));
  bytes.set(Array.from(values), 4 + 4 * dimensions.length);
  return bytes;
}

const badFile = (message: string | RegExp): unknown =>
  expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) as unknown });

describe('images', () => {
  const twoImages = idx([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

  it('are read with their dimensions', () => {
    expect(parseIdxImages(twoImages, IMAGES)).toEqual({
      count: 2,
      height: 2,
      width: 3,
      pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    });
  });

  it('may lie anywhere in a buffer', () => {
    const padded = new Uint8Array(twoImages.length + 8);
    padded.set(twoImages, 3);
    const { pixels } = parseIdxImages(padded.subarray(3, 3 + twoImages.length), IMAGES);
    expect(Array.from(pixels)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('that end early are refused with both numbers', () => {
    const cut = idx([60_000, 28, 28], new Uint8Array(1000 - 16));
    expect(() => parseIdxImages(cut, IMAGES)).toThrow(
      badFile(`^${IMAGES}: the file ends after 1,000 of 47,040,016 bytes.`),
    );
  });

  it.each([
    ['too long', Uint8Array.of(...twoImages, 0), /has 29 bytes, but its header announces only 28/],
    ['empty', new Uint8Array(), /ends after 0 bytes, within its header/],
    ['all but header', twoImages.subarray(0, 15), /ends after 15 bytes, within its header/],
    ['labels', idx([3], [1, 2, 3, 0, 0, 0, 0, 0, 0]), /begins with 00 00 08 01, not with 00 00 08 03/],
    ['floats', idx([1, 1, 1], [0, 0, 0, 0], 13), /begins with 00 00 0d 03/],
    ['compressed', Uint8Array.of(0x1f, 0x8b, ...twoImages), /still compressed/],
    ['no images', idx([0, 2, 2], []), /announces 0 images/],
    ['too many', idx([0xffffffff, 1, 1], []), /announces 4,294,967,295 images/],
    ['flat', idx([1, 0, 2], []), /images are 0 × 2 pixels/],
    ['huge', idx([1, 0xffffffff, 0xffffffff], []), /images are 4,294,967,295 × 4,294,967,295 pixels/],
  ])('that are wrong are refused: %s', (_, bytes, message) => {
    expect(() => parseIdxImages(bytes, IMAGES)).toThrow(badFile(message));
  });
});

describe('labels', () => {
  it('are read', () => {
    expect(parseIdxLabels(idx([3], [7, 2, 1]), LABELS)).toEqual(Uint8Array.of(7, 2, 1));
  });

  it('that do not have the announced length are refused', () => {
    expect(() => parseIdxLabels(idx([4], [7, 2, 1]), LABELS)).toThrow(badFile('ends after 11 of 12 bytes'));
    expect(() => parseIdxLabels(idx([2], [7, 2, 1]), LABELS)).toThrow(badFile('11 bytes, .* only 10'));
  });
});

it('gives images or a clear error for any bytes at all', () => {
  const bytes = fc.uint8Array({ maxLength: 64 });
  const likely = fc.tuple(fc.constantFrom(8, 13), fc.nat(4), bytes).map(([type, dimensions, rest]) => {
    return Uint8Array.of(0, 0, type, dimensions, ...rest);
  });
  fc.assert(
    fc.property(fc.oneof(bytes, likely), (file) => {
      for (const read of [parseIdxImages, parseIdxLabels]) {
        try {
          read(file, IMAGES);
        } catch (error) {
          expect(error).toBeInstanceOf(EpochLabError);
        }
      }
    }),
    { seed: 3, numRuns: 2000 },
  );
});

import { expect, test } from 'vitest';
import { randomStream } from '../nn/random.ts';
import { KeptDataset } from './kept-dataset.ts';
import { PackedImages } from './packed-images.ts';
import { generateShapes } from './shapes.ts';

/** Images of which this share of the pixels is ink. */
function draw(count: number, size: number, ink: number): Uint8Array {
  const random = randomStream(1, 'shuffle');
  return Uint8Array.from({ length: count * size }, () =>
    random.uniform() < ink ? 1 + random.below(255) : 0,
  );
}

test.each([
  ['blank', 784, 0],
  ['mostly background', 784, 0.2],
  ['without any background', 784, 1],
  ['of an odd size', 7 * 5, 0.3],
  ['of one pixel', 1, 0.5],
])('images that are %s come back as they were, singly and together', (_, size, ink) => {
  const images = draw(50, size, ink);
  const packed = new PackedImages(images, size);
  expect(packed.count).toBe(50);
  const all = new Uint8Array(images.length);
  packed.copy(0, 50, all);
  expect(all).toEqual(images);
  // Not in their order, and with what stands around it left alone.
  for (const index of [49, 0, 17, 17]) {
    const out = new Uint8Array(size + 2).fill(9);
    packed.copy(index, 1, out, 1);
    expect([...out]).toEqual([9, ...images.subarray(index * size, (index + 1) * size), 9]);
  }
});

test('images that do not begin at a word of their buffer are taken as well', () => {
  const bytes = draw(3, 10, 0.5);
  const images = bytes.subarray(3, 23);
  const out = new Uint8Array(20);
  new PackedImages(images, 10).copy(0, 2, out);
  expect(out).toEqual(images);
});

test('an open data set is unpacked to what it was', async () => {
  const dataset = await generateShapes();
  const kept = new KeptDataset(dataset);
  const unpacked = kept.unpacked();
  expect(unpacked.info).toEqual(dataset.info);
  for (const split of ['train', 'test'] as const) {
    // Not compared as lists: these are millions of numbers.
    for (const part of ['images', 'labels'] as const)
      expect(Buffer.from(unpacked[split][part]).equals(dataset[split][part])).toBe(true);
  }
  const size = dataset.info.height * dataset.info.width;
  expect(kept.test.image(5)).toEqual(dataset.test.images.slice(5 * size, 6 * size));
  expect(kept.train.images(2, 3)).toEqual(dataset.train.images.slice(2 * size, 5 * size));
});

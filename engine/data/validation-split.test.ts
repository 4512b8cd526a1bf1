import { expect, test } from 'vitest';
import { stratifiedSplit } from './validation-split.ts';

/** 1,000 labels: half of them 0, three tenths 1, a tenth each 2 and 3. */
const labels = Uint8Array.from({ length: 1000 }, (_, i) => [0, 0, 0, 0, 0, 1, 1, 1, 2, 3][i % 10]!);

function perClass(images: Uint32Array): number[] {
  const counts = [0, 0, 0, 0];
  for (const image of images) counts[labels[image]!]! += 1;
  return counts;
}

test('each class has the same share in both', () => {
  const { train, validation } = stratifiedSplit(labels, 4, { train: 600, validation: 200 }, 1);
  expect(perClass(validation)).toEqual([100, 60, 20, 20]);
  expect(perClass(train)).toEqual([300, 180, 60, 60]);
  const both = new Set([...train, ...validation]);
  expect(both.size, 'no image is in both, or twice').toBe(800);
  expect([...train]).toEqual([...train].sort((a, b) => a - b));
});

test('sizes that do not divide are met all the same', () => {
  for (const [train, validation] of [
    [1, 1],
    [7, 13],
    [333, 667],
    [999, 1],
    [1000, 0],
    [0, 1000],
  ] as const) {
    const split = stratifiedSplit(labels, 4, { train, validation }, 5);
    expect([split.train.length, split.validation.length]).toEqual([train, validation]);
    expect(new Set([...split.train, ...split.validation]).size).toBe(train + validation);
  }
});

test('the seed decides, and nothing else', () => {
  const sizes = { train: 500, validation: 100 };
  const one = stratifiedSplit(labels, 4, sizes, 1);
  expect(stratifiedSplit(labels, 4, sizes, 1)).toEqual(one);
  expect(stratifiedSplit(labels, 4, sizes, 2).validation).not.toEqual(one.validation);
  // More to learn from changes nothing of what is held out.
  expect(stratifiedSplit(labels, 4, { train: 800, validation: 100 }, 1).validation).toEqual(one.validation);
});

test('a class without images is no obstacle', () => {
  const some = labels.map((label) => (label === 2 ? 1 : label));
  const { train } = stratifiedSplit(some, 4, { train: 100, validation: 50 }, 1);
  expect(train.length).toBe(100);
});

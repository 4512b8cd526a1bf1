import { expect, test } from 'vitest';
import { byteCount, count } from './english.ts';

test('writes a number as English does', () => {
  const numbers = [0, 7, 999, 1000, 65_535, 1_000_000, 4_294_967_295, 0.5, 12_345.5, 0.0625, -16, -1000];
  expect(numbers.map(count)).toEqual(numbers.map((number) => number.toLocaleString('en')));
});

test('says one byte as one', () => {
  expect([0, 1, 2, 4096].map(byteCount)).toEqual(['0 bytes', '1 byte', '2 bytes', '4,096 bytes']);
});

import { expect, test } from 'vitest';
import { count } from './english.ts';

test('writes a number as English does', () => {
  const numbers = [0, 7, 999, 1000, 65_535, 1_000_000, 4_294_967_295, 0.5, 12_345.5, 0.0625, -16, -1000];
  expect(numbers.map(count)).toEqual(numbers.map((number) => number.toLocaleString('en')));
});

import { expect, it } from 'vitest';
import { parseValues } from './sweep-values.ts';

it('takes values apart at blanks and semicolons, each once and in order', () => {
  expect(parseValues('0.1  0.01;0,5 0.1', 'learningRate')).toEqual([0.01, 0.1, 0.5]);
  expect(parseValues('64, 16, 1,024', 'batchSize')).toEqual([16, 64, 1024]);
});

it.each([
  ['0', 'learningRate'],
  ['0.1 101', 'learningRate'],
  ['16 1.5', 'batchSize'],
  ['0', 'epochs'],
  ['1 two', 'seed'],
] as const)('has none where one is impossible: %s for %s', (typed, field) => {
  expect(parseValues(typed, field)).toEqual([]);
});

it('lets a seed be 0', () => {
  expect(parseValues('2 0 1', 'seed')).toEqual([0, 1, 2]);
});

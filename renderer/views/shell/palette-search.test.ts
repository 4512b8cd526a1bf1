import { expect, test } from 'vitest';
import { search } from './palette-search.ts';

const commands = ['Open model…', 'Go to Network', 'Theme: light', 'Clear drawing', 'Go to Data'].map(
  (label) => ({
    label,
  }),
);
const labels = (typed: string) => search(commands, typed).map(({ label }) => label);

test('everything is there before a word is typed', () => {
  expect(labels(' ')).toHaveLength(5);
});

test('words are found in any order, beginnings first', () => {
  expect(labels('data go')).toEqual(['Go to Data']);
  expect(labels('go')).toEqual(['Go to Network', 'Go to Data']);
  expect(labels('t')).toEqual(['Theme: light', 'Go to Network', 'Go to Data']);
});

test('letters may lie apart where no word is found', () => {
  expect(labels('opnmdl')).toEqual(['Open model…']);
  expect(labels('xyz')).toEqual([]);
});

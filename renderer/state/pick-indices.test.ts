import { expect, it } from 'vitest';
import { pickIndices } from './pick-indices.ts';

/** Cycles through some fractions. */
function cycle(...fractions: readonly number[]): () => number {
  let next = 0;
  return () => fractions[next++ % fractions.length] ?? 0;
}

it('picks different ones, in order', () => {
  expect(pickIndices(100, 3, cycle(0.5, 0.5, 0.999, 0))).toEqual([0, 50, 99]);
});

it('picks all where there are no more', () => {
  expect(pickIndices(3, 80, cycle(0))).toEqual([0, 1, 2]);
});

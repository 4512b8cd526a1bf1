import { expect, it } from 'vitest';
import { answerOf } from './answer.ts';

it('is the most probable class, with the next one', () => {
  expect(answerOf([0.05, 0.05, 0.8, 0.1])).toEqual({ first: 2, second: 3, probability: 0.8, isSure: true });
});

it('is unsure where two are close', () => {
  expect(answerOf([0.45, 0.4, 0.15])).toMatchObject({ first: 0, second: 1, isSure: false });
});

it('is none where nothing was read', () => {
  expect(answerOf([])).toBeNull();
});

import { expect, test } from 'vitest';
import { lastRate, lowerRate } from './learning-rate.ts';

const settings = { optimizer: { kind: 'sgd', learningRate: 0.7 } } as const;

test('after a divergence a tenth of the rate is proposed', () => {
  expect([lastRate(settings), lowerRate(settings)]).toEqual([0.7, 0.07]);
});

test('a rate that was set by hand is the one that was too large', () => {
  const steered = {
    ...settings,
    rateChanges: [
      { step: 10, learningRate: 2 },
      { step: 20, learningRate: 5 },
    ],
  };
  expect([lastRate(steered), lowerRate(steered)]).toEqual([5, 0.5]);
});

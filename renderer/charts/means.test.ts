import { describe, expect, it } from 'vitest';
import type { TrainingPoint } from '../../engine/protocol/contract.ts';
import { meanCurve, meanOf } from './means.ts';

const STEPS_AN_EPOCH = 100;

const point = (step: number, loss: number): TrainingPoint => ({
  step,
  epoch: step / STEPS_AN_EPOCH,
  loss,
  accuracy: 1 - loss,
});

describe('the mean of points', () => {
  it('weighs each by the steps that it speaks for', () => {
    expect(meanOf([point(10, 1), point(40, 0.2)], 0)).toMatchObject({
      step: 40,
      loss: (10 * 1 + 30 * 0.2) / 40,
    });
    expect(meanOf([point(10, 1)], 5).loss).toBe(1);
  });
});

describe('the mean curve', () => {
  const noisy = Array.from({ length: 30 }, (_, index) => point((index + 1) * 10, index % 2));

  it('has one point a stretch', () => {
    const curve = meanCurve(noisy, 0.5);
    expect(curve.map(({ epoch }) => epoch)).toEqual([0.5, 1, 1.5, 2, 2.5, 3]);
    expect(curve[0]?.loss).toBeCloseTo(0.4);
    expect(curve[1]?.loss).toBeCloseTo(0.6);
  });

  it('does not change where it has been drawn already', () => {
    const whole = meanCurve(noisy, 0.5);
    expect(meanCurve(noisy.slice(0, 22), 0.5).slice(0, 4)).toEqual(whole.slice(0, 4));
  });

  it('waits for half a stretch, but shows the very first points', () => {
    expect(meanCurve(noisy.slice(0, 1), 0.5)).toHaveLength(1);
    expect(meanCurve(noisy.slice(0, 6), 0.5)).toHaveLength(1);
    expect(meanCurve(noisy.slice(0, 8), 0.5)).toHaveLength(2);
  });

  it('is the points themselves where they are further apart than a stretch', () => {
    expect(meanCurve(noisy, 0.01)).toEqual(noisy);
  });

  it('is nothing for nothing', () => {
    expect(meanCurve([], 0.1)).toEqual([]);
  });
});

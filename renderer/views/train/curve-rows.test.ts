import { expect, it } from 'vitest';
import { curveRows } from './curve-rows.ts';

const point = (step: number, loss: number) => ({ step, epoch: step / 100, loss, accuracy: 1 - loss });

it('has a row for each validation, with the training since the one before', () => {
  const rows = curveRows(
    [point(10, 1), point(20, 0.5), point(30, 0.25)],
    [point(0, 2), point(20, 0.7), point(30, 0.6)],
  );
  expect(rows.map(({ step, training, validation }) => [step, training?.loss, validation?.loss])).toEqual([
    [0, undefined, 2],
    [20, 0.75, 0.7],
    [30, 0.25, 0.6],
  ]);
});

it('is thinned where nothing was validated, and keeps the last point', () => {
  const rows = curveRows(
    Array.from({ length: 1001 }, (_, index) => point(index + 1, 1)),
    [],
  );
  expect(rows.length).toBeLessThanOrEqual(41);
  expect(rows.at(-1)?.step).toBe(1001);
});

it('is thinned where there are tens of thousands of validations, and soon made', () => {
  const validation = Array.from({ length: 40_001 }, (_, index) => point(index * 5, 0.5));
  const training = Array.from({ length: 100_000 }, (_, index) => point((index + 1) * 2, 1));
  const rows = curveRows(training, validation);
  expect(rows.length).toBeLessThanOrEqual(41);
  expect(rows.at(-1)).toMatchObject({ step: 200_000, validation: { step: 200_000 } });
  // Of the two or three steps since the validation before it, whether that one is shown or not.
  expect(rows.slice(1).every(({ training }) => training?.loss === 1)).toBe(true);
  const begun = performance.now();
  for (let times = 0; times < 20; times++) curveRows(training, validation);
  expect(performance.now() - begun).toBeLessThan(500);
});

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { recipeSchema } from '../../../engine/protocol/datasets.ts';
import { importOptionsSchema } from '../../../engine/protocol/imports.ts';
import { imagesProblem, percentProblem, seedProblem, sideProblem } from './number-problems.ts';

it('says between what a number must be, and nothing where it is', () => {
  expect(['1', '28', '256'].map(sideProblem)).toEqual([null, null, null]);
  expect(['', '0', '2.5', '257', 'x'].map(sideProblem)).toEqual(
    Array(5).fill('A whole number from 1 to 256.'),
  );
  expect(percentProblem('12.5', 90)).toBeNull();
  expect(percentProblem('95', 90)).toBe('A number from 1 to 90.');
  expect(imagesProblem(' ')).toBeNull();
  expect(imagesProblem('0')).toBe('A whole number from 1 to 10,000,000.');
});

it('lets through the largest that an import and a recipe take, and no larger', () => {
  const isImport = (options: object) => v.is(importOptionsSchema, options);
  const isRecipe = (recipe: object) => v.is(recipeSchema, recipe);
  for (const seed of [2 ** 32 - 1, 2 ** 32]) {
    expect(seedProblem(String(seed)) === null).toBe(isRecipe({ seed }));
    expect(seedProblem(String(seed)) === null).toBe(isImport({ seed }));
  }
  for (const perClass of [10_000_000, 10_000_001])
    expect(imagesProblem(String(perClass)) === null).toBe(isRecipe({ perClass }));
  for (const side of [256, 257])
    expect(sideProblem(String(side)) === null).toBe(isImport({ size: { height: side, width: side } }));
  for (const percent of [90, 91])
    expect(percentProblem(String(percent), 90) === null).toBe(isImport({ testFraction: percent / 100 }));
});

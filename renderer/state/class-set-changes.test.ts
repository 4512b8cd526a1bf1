import { expect, it } from 'vitest';
import * as v from 'valibot';
import { classSetSchema, type ClassSet } from '../../engine/protocol/class-sets.ts';
import {
  addClasses,
  addSample,
  countPerClass,
  isMadeOf,
  nextClass,
  relabelSamples,
  removeClass,
  removeSamples,
} from './class-set-changes.ts';

const sample = (label: number) => ({
  label,
  writer: 'K',
  drawing: [{ kind: 'cell' as const, column: label, row: 0 }],
});
const set: ClassSet = { name: 'Vowels', classes: ['ੳ', 'ਅ', 'ੲ'], samples: [0, 1, 0, 2].map(sample) };

it('asks for the class that has the fewest drawings, in order', () => {
  expect(nextClass(set)).toBe(1);
  expect(nextClass(addSample(set, sample(1)))).toBe(2);
  expect(nextClass({ ...set, classes: [], samples: [] })).toBeNull();
});

it('relabels and removes drawings', () => {
  expect(countPerClass(relabelSamples(set, [0, 3], 1))).toEqual([1, 3, 0]);
  expect(countPerClass(removeSamples(set, [0, 2]))).toEqual([0, 1, 1]);
});

it('adds classes once, without blanks', () => {
  expect(addClasses(set, [' ਸ ', 'ੳ', '', 'ਸ']).classes).toEqual(['ੳ', 'ਅ', 'ੲ', 'ਸ']);
});

it('adds no more, and no longer ones, than can be kept', () => {
  const long = `${'a'.repeat(49)} and more`;
  const many = Array.from({ length: 300 }, (_, i) => String(i));
  const { classes } = addClasses(set, [long, ...many]);
  expect(v.is(classSetSchema, { ...set, classes })).toBe(true);
  expect(classes).toHaveLength(256);
  expect(classes[3]).toBe('a'.repeat(49));
});

it('removes a class with its drawings, and keeps the labels of the others', () => {
  const left = removeClass(set, 0);
  expect(left.classes).toEqual(['ਅ', 'ੲ']);
  expect(left.samples.map(({ label, drawing }) => [label, drawing])).toEqual([
    [0, sample(1).drawing],
    [1, sample(2).drawing],
  ]);
});

it('knows the data set that was made of it, until either is another', () => {
  const info = {
    name: 'Vowels',
    classes: set.classes,
    trainPerClass: [1, 1, 0],
    testPerClass: [1, 0, 1],
  };
  expect(isMadeOf(info, set)).toBe(true);
  expect(isMadeOf(info, addSample(set, sample(1)))).toBe(false);
  expect(isMadeOf(info, relabelSamples(set, [0], 1))).toBe(false);
  expect(isMadeOf(info, addClasses(set, ['ਸ']))).toBe(false);
  expect(isMadeOf({ ...info, name: 'Consonants' }, set)).toBe(false);
  expect(isMadeOf({ ...info, classes: ['ੳ', 'ਅ', 'ਸ'] }, set)).toBe(false);
});

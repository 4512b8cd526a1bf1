import type { ClassSample, ClassSet } from '../../engine/protocol/class-sets.ts';
import type { DatasetInfo } from '../../engine/protocol/dataset-info.ts';
import { MAX_CLASS_NAME_LENGTH, MAX_CLASSES } from '../../engine/protocol/datasets.ts';

/** Changes to a class set, each giving a new one. */

export function addSample(set: ClassSet, sample: ClassSample): ClassSet {
  return { ...set, samples: [...set.samples, sample] };
}

export function relabelSamples(set: ClassSet, places: readonly number[], label: number): ClassSet {
  return {
    ...set,
    samples: set.samples.map((sample, place) => (places.includes(place) ? { ...sample, label } : sample)),
  };
}

export function removeSamples(set: ClassSet, places: readonly number[]): ClassSet {
  return { ...set, samples: set.samples.filter((_, place) => !places.includes(place)) };
}

/**
 * Those of the names that are new; blank ones and ones that are there are left out. As long, and as many, as a set may
 * have: with more it could not be kept.
 */
export function addClasses(set: ClassSet, names: readonly string[]): ClassSet {
  const tidy = names
    .map((name) => name.trim().slice(0, MAX_CLASS_NAME_LENGTH).trim())
    .filter((name) => name !== '');
  return { ...set, classes: [...new Set([...set.classes, ...tidy])].slice(0, MAX_CLASSES) };
}

/** The class goes, and its drawings with it. */
export function removeClass(set: ClassSet, label: number): ClassSet {
  return {
    ...set,
    classes: set.classes.filter((_, other) => other !== label),
    samples: set.samples
      .filter((sample) => sample.label !== label)
      .map((sample) => (sample.label > label ? { ...sample, label: sample.label - 1 } : sample)),
  };
}

export function countPerClass({ classes, samples }: ClassSet): number[] {
  const counts = classes.map(() => 0);
  for (const { label } of samples) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The class that is asked for next: the one with the fewest drawings, the first of them in order; null without any. */
export function nextClass(set: ClassSet): number | null {
  const counts = countPerClass(set);
  return counts.length === 0 ? null : counts.indexOf(Math.min(...counts));
}

type Made = Pick<DatasetInfo, 'name' | 'classes' | 'trainPerClass' | 'testPerClass'>;

/**
 * Whether a data set was made of this set as it is, as far as its names and numbers tell: there is nothing then that
 * could be added to it.
 */
export function isMadeOf({ name, classes, trainPerClass, testPerClass }: Made, set: ClassSet): boolean {
  const drawn = countPerClass(set);
  return (
    name === set.name &&
    classes.length === set.classes.length &&
    set.classes.every(
      (one, label) =>
        one === classes[label] && drawn[label] === (trainPerClass[label] ?? 0) + (testPerClass[label] ?? 0),
    )
  );
}

import { concatenate } from '../../formats/concatenate.ts';
import type { ClassSet } from '../../protocol/class-sets.ts';
import { MAX_CLASSES } from '../../protocol/datasets.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import type { Dataset, Examples } from '../dataset.ts';
import { normalisedImage } from '../ink.ts';
import { IMAGE_SIDE } from '../normalise.ts';
import { ownDataset } from '../own-dataset.ts';
import { chooseMembers, pickExamples, shuffleExamples, splitStratified } from '../split.ts';
import { originOf } from './origin.ts';

/** A class set as a data set to learn from, alone or added to another one. */

const PIXELS = IMAGE_SIDE * IMAGE_SIDE;
const HELD_OUT = 0.2;
const SEED = 1;

export type SplitBy = 'class' | 'writer';

/**
 * @param addTo a data set of 28 × 28 pixels, whose classes of the same name the drawings join; those that it has already
 *   are left out.
 * @param splitBy what is kept for testing: a fifth of each class, or everything by a fifth of the writers, which says
 *   how the network reads hands that it has never seen.
 * @throws EpochLabError `invalid-argument` where that cannot be done, with what to do.
 */
export async function datasetOfClassSet(
  collected: ClassSet,
  addTo: Dataset | null,
  splitBy: SplitBy,
): Promise<Dataset> {
  const classes = [...(addTo?.info.classes ?? [])];
  const labels = collected.classes.map((name) => {
    const label = classes.indexOf(name);
    return label >= 0 ? label : classes.push(name) - 1;
  });
  refuseUseless(collected, classes, addTo);
  const set = addTo ? withoutKnown(collected, labels, addTo) : collected;
  const all: Examples = {
    images: imagesOfDrawings(set.samples.map(({ drawing }) => drawing)),
    labels: Uint8Array.from(set.samples, ({ label }) => labels[label]!),
  };
  const parts =
    splitBy === 'writer'
      ? splitByWriter(
          all,
          set.samples.map(({ writer }) => writer),
        )
      : splitStratified(all, PIXELS, classes.length, HELD_OUT, SEED);
  const train = addTo ? joined(addTo.train, parts.train) : parts.train;
  const test = addTo ? joined(addTo.test, parts.test) : parts.test;
  return ownDataset(
    {
      name: addTo ? `${addTo.info.name} + ${set.name}` : set.name,
      description: '',
      height: IMAGE_SIDE,
      width: IMAGE_SIDE,
      classes,
      licence: addTo?.info.licence ?? 'Not stated',
      attribution: addTo ? `${addTo.info.attribution}; drawings of this class` : 'Drawn in class',
      source: originOf(set),
    },
    // Drawings come class by class; learning wants them mixed.
    shuffleExamples(train, PIXELS, SEED, 0),
    test,
  );
}

/** 28 × 28 bytes each, one after the other. */
function imagesOfDrawings(drawings: readonly ClassSet['samples'][number]['drawing'][]): Uint8Array {
  const images = new Uint8Array(drawings.length * PIXELS);
  drawings.forEach((drawing, index) => images.set(normalisedImage(drawing), index * PIXELS));
  return images;
}

function refuseUseless({ samples }: ClassSet, classes: readonly string[], addTo: Dataset | null): void {
  const refuse = (message: string): never => {
    throw new EpochLabError('invalid-argument', message);
  };
  if (addTo && (addTo.info.height !== IMAGE_SIDE || addTo.info.width !== IMAGE_SIDE)) {
    refuse(`Drawings are ${IMAGE_SIDE} × ${IMAGE_SIDE} pixels; those of ${addTo.info.name} are not.`);
  }
  if (samples.length === 0) refuse('There are no drawings yet. Draw some of each class first.');
  if (addTo && classes.length > MAX_CLASSES) {
    refuse(
      `The classes of the drawings and those of ${addTo.info.name} are ${classes.length} together; ` +
        `a data set has at most ${MAX_CLASSES}.`,
    );
  }
  if (addTo) return;
  if (classes.length < 2) refuse('A network tells classes apart: there must be at least two.');
  classes.forEach((name, label) => {
    const drawn = samples.filter((sample) => sample.label === label).length;
    if (drawn < 2)
      refuse(`The class “${name}” needs two drawings at least: one to learn from, one to test on.`);
  });
}

/**
 * The drawings that a data set does not have yet. The set that was drawn is often the one that is open: added to itself,
 * it would be tested on what it learns from.
 *
 * @param labels what each of the set's classes is in the data set.
 */
function withoutKnown(set: ClassSet, labels: readonly number[], { info, train, test }: Dataset): ClassSet {
  const keyOf = (image: Uint8Array, label: number) => String.fromCharCode(label, ...image);
  const drawn = set.samples.map(({ drawing }) => normalisedImage(drawing));
  // A sieve: a data set has many images, and hardly one with as much ink as a drawing.
  const inks = new Set(drawn.map(inkOf));
  const known = new Set<string>();
  for (const part of [train, test]) {
    part.labels.forEach((label, index) => {
      const image = part.images.subarray(index * PIXELS, (index + 1) * PIXELS);
      if (inks.has(inkOf(image))) known.add(keyOf(image, label));
    });
  }
  const samples = set.samples.filter(({ label }, index) => !known.has(keyOf(drawn[index]!, labels[label]!)));
  if (samples.length === 0) {
    throw new EpochLabError('invalid-argument', `All of these drawings are in ${info.name} already.`);
  }
  return { ...set, samples };
}

function inkOf(image: Uint8Array): number {
  let sum = 0;
  for (const value of image) sum += value;
  return sum;
}

function splitByWriter(all: Examples, writers: readonly string[]): { train: Examples; test: Examples } {
  const names = [...new Set(writers)];
  if (names.length < 2) {
    throw new EpochLabError(
      'invalid-argument',
      'All drawings are by one writer. To test on hands that were not learned from, there must be two at least.',
    );
  }
  const places = names.map((_, index) => index);
  const kept = chooseMembers(places, Math.max(1, Math.round(HELD_OUT * names.length)), SEED, 0);
  const tested = new Set(Array.from(kept, (place) => names[place]!));
  const pick = (isTest: boolean): Examples => {
    const indices = writers.flatMap((name, index) => (tested.has(name) === isTest ? [index] : []));
    return pickExamples(all, PIXELS, indices);
  };
  return { train: pick(false), test: pick(true) };
}

function joined(one: Examples, other: Examples): Examples {
  return {
    images: concatenate([one.images, other.images]),
    labels: concatenate([one.labels, other.labels]),
  };
}

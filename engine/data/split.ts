import { randomStream } from '../nn/random.ts';
import type { Examples } from './dataset.ts';

/** Parting images and putting them into another order; by the same seed always the same. */

/** Below this share of the changes that chance would make, images come class by class. */
const GROUPED = 0.25;
/** Orders are drawn from streams of their own, beyond those of the classes. */
const ORDER_STREAM = 1 << 16;

/**
 * Keeps a part of each class for testing, chosen by chance; at least one image where a class has two, and never all.
 *
 * @param size bytes of an image.
 * @param classes number of classes.
 */
export function splitStratified(
  all: Examples,
  size: number,
  classes: number,
  fraction: number,
  seed: number,
): { train: Examples; test: Examples } {
  const isTest = new Uint8Array(all.labels.length);
  for (const [label, members] of membersOf(all.labels, classes).entries()) {
    const wanted = Math.max(fraction > 0 ? 1 : 0, Math.round(fraction * members.length));
    const taken = Math.min(wanted, Math.max(0, members.length - 1));
    for (const index of chooseMembers(members, taken, seed, label)) isTest[index] = 1;
  }
  const indices = Array.from(all.labels, (_, index) => index);
  return {
    train: pickExamples(
      all,
      size,
      indices.filter((index) => isTest[index] === 0),
    ),
    test: pickExamples(
      all,
      size,
      indices.filter((index) => isTest[index] === 1),
    ),
  };
}

/** The places of each class's images. */
export function membersOf(labels: Uint8Array, classes: number): number[][] {
  const members: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, index) => members[label]!.push(index));
  return members;
}

/** So many of them by chance, in their own order. */
export function chooseMembers(
  members: readonly number[],
  wanted: number,
  seed: number,
  label: number,
): number[] {
  if (wanted >= members.length) return [...members];
  const order = randomStream(seed, 'split', label).permutation(members.length);
  return Array.from(order.subarray(0, wanted), (place) => members[place]!).sort((a, b) => a - b);
}

export function pickExamples(
  { images, labels }: Examples,
  size: number,
  indices: readonly number[],
): Examples {
  const picked = new Uint8Array(indices.length * size);
  indices.forEach((index, place) =>
    picked.set(images.subarray(index * size, (index + 1) * size), place * size),
  );
  return { images: picked, labels: Uint8Array.from(indices, (index) => labels[index]!) };
}

/** Whether images come class by class, as from folders; learning from the first thousand would be learning one class. */
export function isGrouped(labels: Uint8Array, classes: number): boolean {
  let changes = 0;
  for (let i = 1; i < labels.length; i++) if (labels[i] !== labels[i - 1]) changes++;
  return labels.length > classes && changes < GROUPED * labels.length * (1 - 1 / classes);
}

export function shuffleExamples(examples: Examples, size: number, seed: number, part: number): Examples {
  const order = randomStream(seed, 'split', ORDER_STREAM + part).permutation(examples.labels.length);
  return pickExamples(examples, size, Array.from(order));
}

import { randomStream } from '../nn/random.ts';
import { membersOf } from './split.ts';

/**
 * Which images are learned from, and which are held out to validate on: chosen by chance, with the same share of
 * each class among them as among all (a stratified split). With the same seed it is the same choice everywhere.
 */

export interface ImageSplit {
  /** Numbers of images, in rising order; none is in both. */
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * @param labels of all images there are, each below `classes`.
 */
export function stratifiedSplit(
  labels: Uint8Array,
  classes: number,
  sizes: { readonly train: number; readonly validation: number },
  seed: number,
): ImageSplit {
  const shuffled = membersOf(labels, classes).map((images, label) => {
    const order = randomStream(seed, 'split', label).permutation(images.length);
    return Array.from(order, (place) => images[place]!);
  });

  const heldOut = shares(
    shuffled.map(({ length }) => length),
    sizes.validation,
  );
  const learned = shares(
    shuffled.map(({ length }, label) => length - heldOut[label]!),
    sizes.train,
  );
  const pick = (from: (label: number) => number, counts: readonly number[]) =>
    Uint32Array.from(
      shuffled.flatMap((images, label) => images.slice(from(label), from(label) + counts[label]!)),
    ).sort();
  return { validation: pick(() => 0, heldOut), train: pick((label) => heldOut[label]!, learned) };
}

/**
 * A total shared out in proportion to what each has, in whole numbers, by the largest remainders; of equal ones the
 * first.
 */
function shares(available: readonly number[], total: number): number[] {
  const all = available.reduce((sum, count) => sum + count, 0);
  if (all === 0) return available.map(() => 0);
  const exact = available.map((count) => (count * total) / all);
  const result = exact.map(Math.floor);
  const missing = total - result.reduce((sum, count) => sum + count, 0);
  exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .filter(({ index }) => result[index]! < available[index]!)
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, missing)
    .forEach(({ index }) => (result[index]! += 1));
  return result;
}

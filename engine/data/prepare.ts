import { concatenate } from '../formats/concatenate.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { Recipe } from '../protocol/datasets.ts';
import type { Dataset, Examples } from './dataset.ts';
import { ownDataset } from './own-dataset.ts';
import { chooseMembers, membersOf, pickExamples, splitStratified } from './split.ts';

/** A part of a data set, or the same one parted anew, as a data set of its own. All that chance decides follows from the seed. */

/** @throws EpochLabError `invalid-argument` when nothing would be left to learn or to test. */
export async function prepareDataset({ info, train, test }: Dataset, recipe: Recipe): Promise<Dataset> {
  const { seed } = recipe;
  const size = info.height * info.width * info.channels;
  const chosen = chooseClasses(info.classes, recipe.classes);
  const classes = chosen.map((label) => info.classes[label]!);

  let parts: { train: Examples; test: Examples } = {
    train: keepClasses(train, size, chosen),
    test: keepClasses(test, size, chosen),
  };
  if (recipe.testFraction !== undefined) {
    const all = {
      images: concatenate([parts.train.images, parts.test.images]),
      labels: concatenate([parts.train.labels, parts.test.labels]),
    };
    parts = splitStratified(all, size, classes.length, recipe.testFraction, seed);
  }
  const { balance, perClass, testPerClass } = recipe;
  // Which are kept for testing is chosen by other numbers than which are learned from.
  const seedOfTest = (seed + 1) % 2 ** 32;
  parts = {
    train: thinOut(parts.train, size, classes.length, { perClass, balance, seed }),
    test: thinOut(parts.test, size, classes.length, { perClass: testPerClass, balance, seed: seedOfTest }),
  };
  for (const [split, { labels }] of Object.entries(parts)) {
    if (labels.length > 0) continue;
    throw new EpochLabError(
      'invalid-argument',
      `No ${split === 'train' ? 'training' : 'test'} image would be left.`,
    );
  }
  const { height, width, licence, attribution } = info;
  const description = describe(info.name, recipe, classes);
  const about = {
    name: recipe.name ?? `${info.name}, a part`,
    description: [info.description, description].filter((part) => part !== '').join(' '),
    height,
    width,
    classes,
    licence,
    attribution,
    source: `${description} ${info.source}`,
  };
  return ownDataset(about, parts.train, parts.test);
}

/** Labels of the wanted classes, in the order of the data set. */
function chooseClasses(names: readonly string[], wanted: readonly string[] | undefined): number[] {
  if (wanted === undefined) return names.map((_, label) => label);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new EpochLabError(
      'invalid-argument',
      `There is no class “${unknown}”. There are: ${names.join(', ')}.`,
    );
  }
  const chosen = names.flatMap((name, label) => (wanted.includes(name) ? [label] : []));
  if (chosen.length >= 2) return chosen;
  throw new EpochLabError(
    'invalid-argument',
    'Choose at least two classes: with one there is nothing to tell apart.',
  );
}

function keepClasses(examples: Examples, size: number, chosen: readonly number[]): Examples {
  const kept = Array.from(examples.labels, (_, index) => index).filter((index) =>
    chosen.includes(examples.labels[index]!),
  );
  const { images, labels } = pickExamples(examples, size, kept);
  return { images, labels: labels.map((label) => chosen.indexOf(label)) };
}

interface Thinning {
  readonly perClass: number | undefined;
  readonly balance: boolean;
  readonly seed: number;
}

/** At most so many of each class, and with `balance` as many of each as of the rarest; in their own order. */
function thinOut(
  examples: Examples,
  size: number,
  classes: number,
  { perClass, balance, seed }: Thinning,
): Examples {
  const members = membersOf(examples.labels, classes);
  const rarest = balance ? Math.min(...members.map(({ length }) => length)) : Infinity;
  const most = Math.min(perClass ?? Infinity, rarest);
  if (most === Infinity) return examples;
  const kept = members.flatMap((indices, label) => chooseMembers(indices, most, seed, label));
  return pickExamples(
    examples,
    size,
    kept.sort((a, b) => a - b),
  );
}

function describe(name: string, recipe: Recipe, classes: readonly string[]): string {
  const what = [
    ...(recipe.classes ? [`classes ${classes.join(', ')}`] : []),
    ...(recipe.perClass === undefined ? [] : [`at most ${recipe.perClass} training images of each`]),
    ...(recipe.testPerClass === undefined ? [] : [`at most ${recipe.testPerClass} test images of each`]),
    ...(recipe.balance ? ['as many of each class'] : []),
    ...(recipe.testFraction === undefined
      ? []
      : [`${Math.round(100 * recipe.testFraction)} % of each class for testing`]),
    `seed ${recipe.seed}`,
  ];
  return `Prepared from ${name}: ${what.join('; ')}.`;
}

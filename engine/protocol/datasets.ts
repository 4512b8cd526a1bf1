import * as v from 'valibot';
import { integer, number, seedSchema } from './parse.ts';

/** Which data sets there are, and how they are named between processes. */

/** Those that ship: each a folder of `resources/datasets`. */
export const shippedDatasets = ['mnist', 'fashion-mnist'] as const;
export type ShippedDataset = (typeof shippedDatasets)[number];

/** Open from the start, so that there is something to train on. */
export const FIRST_DATASET: ShippedDataset = 'mnist';

/** The one that the engine draws itself, from a seed; it needs no files. */
export const SHAPES_ID = 'shapes';

/** A data set of the person's own is called "own-" and sixteen hexadecimal digits. */
export const OWN_PREFIX = 'own-';

/** Safe as the name of a folder on every system. */
export const datasetIdSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by hyphens'),
  v.maxLength(64, 'must have at most 64 characters'),
);
export type DatasetId = v.InferOutput<typeof datasetIdSchema>;

export type DatasetOrigin = 'shipped' | 'generated' | 'own';

export function originOf(id: DatasetId): DatasetOrigin {
  if (id === SHAPES_ID) return 'generated';
  return shippedDatasets.some((shipped) => shipped === id) ? 'shipped' : 'own';
}

/** Images of these sides are taken as they are; larger ones are refused, or made smaller on import. */
export const MAX_IMAGE_SIDE = 256;
export function isImageSide(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_IMAGE_SIDE;
}
/** A label is one byte. */
export const MAX_CLASSES = 256;
export const MAX_CLASS_NAME_LENGTH = 50;

/** What data sets are exported as: NumPy's archive, tables, the files of MNIST's kind, folders of PNG pictures. */
export const datasetFormats = ['npz', 'csv', 'idx', 'folders'] as const;
export const datasetFormatSchema = v.picklist(datasetFormats);
export type DatasetFormat = (typeof datasetFormats)[number];

/** How a data set is made from another (engine/data/prepare.ts). What is left out stays as it is. */
export const recipeSchema = v.strictObject({
  name: v.exactOptional(v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(100))),
  /** Names of the classes that are kept. */
  classes: v.exactOptional(v.pipe(v.array(v.string()), v.maxLength(MAX_CLASSES))),
  /** At most so many training images of each class. */
  perClass: v.exactOptional(integer(1, 10_000_000)),
  testPerClass: v.exactOptional(integer(1, 10_000_000)),
  /** As many of each class as of the rarest. */
  balance: v.optional(v.boolean(), false),
  /** Training and test images are put together and parted anew; so much of each class is for testing. */
  testFraction: v.exactOptional(number(0, 1, { above: true, below: true })),
  seed: v.optional(seedSchema, 1),
});
export type Recipe = v.InferOutput<typeof recipeSchema>;

import * as v from 'valibot';

/** Which data sets there are, and how they are named between processes. */

/** Those that ship: each a folder of `resources/datasets`. */
export const shippedDatasets = ['mnist', 'fashion-mnist'] as const;
export type ShippedDataset = (typeof shippedDatasets)[number];

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
/** A label is one byte. */
export const MAX_CLASSES = 256;
export const MAX_CLASS_NAME_LENGTH = 50;

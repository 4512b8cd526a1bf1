import * as v from 'valibot';
import type { DatasetFolder } from './dataset-calls.ts';
import { datasetIdSchema, MAX_CLASS_NAME_LENGTH, MAX_CLASSES } from './datasets.ts';
import { drawingSchema } from './drawing.ts';
import { count } from './english.ts';
import { fileSchema } from './files.ts';
import { integer } from './parse.ts';

/**
 * A class set: drawings that a class has made, each with its label and its writer. They are kept as strokes; images
 * are made of them by the same ink and normalisation as on the pad. What may be done with one, and what comes of it.
 */

export const CLASS_SET_EXTENSION = 'epochlab-set';
export const MAX_DRAWINGS = 20_000;

const textUpTo = (longest: number) =>
  v.pipe(
    v.string(`must be a text of at most ${longest} characters`),
    v.maxLength(longest, `must have at most ${longest} characters`),
  );

const className = v.pipe(
  textUpTo(MAX_CLASS_NAME_LENGTH),
  v.check(
    (name) => name.trim() !== '' && name === name.trim(),
    'must not be empty or begin or end with a blank',
  ),
);

const sampleSchema = v.strictObject({
  /** Index of its class. */
  label: integer(0, MAX_CLASSES - 1),
  /** Who wrote it: a name, initials or a number; empty where nobody said. */
  writer: textUpTo(50),
  drawing: drawingSchema,
});

export const classSetSchema = v.pipe(
  v.strictObject({
    name: v.pipe(textUpTo(100), v.minLength(1, 'must not be empty')),
    classes: v.pipe(
      v.array(className),
      v.minLength(1, 'must be at least one'),
      v.maxLength(MAX_CLASSES, `must be at most ${MAX_CLASSES}`),
      v.check((names) => new Set(names).size === names.length, 'must all be different'),
    ),
    samples: v.pipe(
      v.array(sampleSchema),
      v.maxLength(MAX_DRAWINGS, `must be at most ${count(MAX_DRAWINGS)}`),
    ),
  }),
  v.check(
    ({ classes, samples }) => samples.every(({ label }) => label < classes.length),
    'must have a class for the label of each drawing',
  ),
);

export type ClassSet = v.InferOutput<typeof classSetSchema>;
export type ClassSample = ClassSet['samples'][number];

/** What is to be learned from: a class set alone, or added to the data set that is open. */
export const collectedSchema = v.strictObject({
  set: classSetSchema,
  /** The open data set; null for the drawings alone. */
  addTo: v.nullable(datasetIdSchema),
  /** What is kept for testing: a fifth of each class, or all drawings of a fifth of the writers. */
  splitBy: v.picklist(['class', 'writer']),
});

export const classSetCalls = {
  /** The set as a file: a zip with strokes, and images in a folder a class for whatever else reads it. */
  packClassSet: classSetSchema,
  /** What is in such a file. */
  readClassSet: fileSchema,
  /** Several sets as one. */
  mergeClassSets: v.pipe(v.array(classSetSchema), v.minLength(1), v.maxLength(100)),
  /** Makes a data set of it, to be kept and opened. */
  classSetDataset: collectedSchema,
} as const;

export interface ClassSetResults {
  packClassSet: { readonly suggestedName: string; readonly bytes: Uint8Array };
  readClassSet: ClassSet;
  mergeClassSets: MergedClassSets;
  classSetDataset: DatasetFolder;
}

export interface MergedClassSets {
  readonly set: ClassSet;
  /** Drawings that were there already, with the same label: they are in the set once. */
  readonly duplicates: number;
  /** The same drawing with different labels: each is in the set once, with the label that came first. */
  readonly conflicts: readonly LabelConflict[];
}

export interface LabelConflict {
  /** Place in the merged set's `samples`. */
  readonly sample: number;
  /** The other labels that it was given. */
  readonly others: readonly number[];
}

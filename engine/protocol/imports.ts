import * as v from 'valibot';
import type { ImageSet } from './dataset-info.ts';
import { MAX_CLASS_NAME_LENGTH, MAX_CLASSES, MAX_IMAGE_SIDE } from './datasets.ts';
import { integer, number, seedSchema } from './parse.ts';

/** Importing a data set as data: what a person may decide, what was understood, and what was left out and why. */

/**
 * How a picture of another shape comes into the wanted one (engine/data/resize.ts):
 * - `fit`: whole, with background beside it;
 * - `crop`: its middle, filling everything;
 * - `stretch`: whole, its proportions changed.
 */
export const framingSchema = v.picklist(['fit', 'crop', 'stretch']);
export type Framing = v.InferOutput<typeof framingSchema>;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const className = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(MAX_CLASS_NAME_LENGTH),
);
const side = integer(1, MAX_IMAGE_SIDE);
const size = v.strictObject({ height: side, width: side });

/** Everything may be left out: then it is as the source suggests. */
export const importOptionsSchema = v.strictObject({
  /** What the data set is called; left out, as its file or folder is. */
  name: v.exactOptional(v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(100))),
  /** Of the images in the end. Left out: as they are, or 28 × 28 where they differ or are large. */
  size: v.exactOptional(size),
  framing: v.optional(framingSchema, 'fit'),
  /** Dark on light becomes light on dark. */
  invert: v.optional(v.boolean(), false),
  /** Rows become columns: the EMNIST files are written so. */
  transpose: v.optional(v.boolean(), false),
  /** Of a table: "first", "last", or the header of the column. */
  labelColumn: v.exactOptional(name),
  /** Of a table: whether its first line names the columns. */
  header: v.exactOptional(v.boolean()),
  /** Of a table's rows and of flat arrays: how their pixels lie. Left out, they are a square. */
  shape: v.exactOptional(size),
  /** Of an archive of arrays: which is which. */
  arrays: v.exactOptional(
    v.strictObject({
      trainImages: name,
      trainLabels: name,
      testImages: v.exactOptional(name),
      testLabels: v.exactOptional(name),
    }),
  ),
  /** Other names for labels that are found; those that get one name become one class. */
  rename: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ label: name, name: className })),
      v.maxLength(MAX_CLASSES, `must be at most ${MAX_CLASSES}`),
    ),
  ),
  /** Where the source has no test images of its own: so much of each class is kept for testing. */
  testFraction: v.optional(number(0, 0.9), 0.2),
  /** Of the choice of test images, and of the order. */
  seed: v.optional(seedSchema, 1),
  /** Images that come class by class are shuffled, or a run on the first thousand would see one class alone. */
  order: v.optional(v.picklist(['keep', 'auto']), 'auto'),
});

export type ImportOptions = v.InferOutput<typeof importOptionsSchema>;

export type SourceKind = 'idx' | 'table' | 'arrays' | 'pictures';

/** Something that did not become an image. */
export interface Skipped {
  readonly file: string;
  /** In a table, counted from 1. */
  readonly line?: number;
  /** A sentence. */
  readonly reason: string;
}

export interface ImportReport {
  readonly kind: SourceKind;
  /** The first thousand of what was skipped; `skippedCount` counts all. */
  readonly skipped: readonly Skipped[];
  readonly skippedCount: number;
  /** What was decided without being asked, in sentences. */
  readonly notes: readonly string[];
}

/** What a source is taken for, before anything is kept of it. */
export interface ImportPreview extends ImportReport {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly classes: readonly string[];
  /** What the classes are called in the source, in natural order. */
  readonly labels: readonly string[];
  /** Images of each class; of pictures, as many as there are files. */
  readonly trainPerClass: readonly number[];
  readonly testPerClass: readonly number[];
  /** The source has test images of its own. */
  readonly isSplit: boolean;
  /** Some images, as they will be. */
  readonly sample: ImageSet;
  /** The pictures look dark on light. */
  readonly suggestsInvert: boolean;
  /** Of a table: its columns' names, or their numbers; and the one that is taken for the label. */
  readonly columns: {
    readonly names: readonly string[];
    readonly label: string;
    readonly header: boolean;
  } | null;
  /** Of arrays: those that there are, and what they are taken for. */
  readonly arrays: {
    readonly found: readonly {
      readonly name: string;
      readonly type: string;
      readonly shape: readonly number[];
    }[];
    readonly chosen: NonNullable<ImportOptions['arrays']>;
  } | null;
  /** How large the images are where they come from: the smallest and the largest seen. */
  readonly sourceSizes: readonly [Size, Size];
}

interface Size {
  readonly height: number;
  readonly width: number;
}

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

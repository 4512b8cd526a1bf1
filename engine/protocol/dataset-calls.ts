import * as v from 'valibot';
import { datasetFormatSchema, recipeSchema } from './datasets.ts';
import { splitSchema, type Split } from './model-info.ts';
import type { DatasetInfo } from './dataset-info.ts';
import { integer } from './parse.ts';

/** Looking into the open data set, making others of it, and writing it in other forms. */
export const datasetCalls = {
  /** The label of each image: what to filter by. */
  labels: v.strictObject({ split: splitSchema }),

  /** The mean image of each class, black where a class has none. */
  classMeans: v.strictObject({ split: splitSchema }),

  /** Makes a data set of the open one, which stays open, as the files of a folder. */
  prepareDataset: recipeSchema,

  /**
   * The open data set in another form, some files at a time: part 0, then 1, 2, … until one is the last. Whatever is
   * opened meanwhile, all are of the same data set.
   */
  exportDataset: v.strictObject({ format: datasetFormatSchema, part: integer(0, 1_000_000) }),
} as const;

export interface DatasetResults {
  labels: { readonly split: Split; readonly labels: Uint8Array };
  /** classes × height × width bytes. */
  classMeans: { readonly split: Split; readonly pixels: Uint8Array };
  prepareDataset: DatasetFolder;
  exportDataset: ExportPart;
}

/** A data set as the files of its folder (engine/data/dataset-folder.ts), not yet anywhere. */
export interface DatasetFolder {
  readonly info: DatasetInfo;
  readonly files: readonly NamedBytes[];
}

export interface ExportPart {
  readonly files: readonly NamedBytes[];
  /** From 0 to 1. */
  readonly done: number;
  readonly isLast: boolean;
}

interface NamedBytes {
  /** With "/" between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

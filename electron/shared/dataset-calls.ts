import * as v from 'valibot';
import { collectedSchema } from '../../engine/protocol/class-sets.ts';
import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import {
  datasetFormatSchema,
  datasetIdSchema,
  recipeSchema,
  type DatasetId,
} from '../../engine/protocol/datasets.ts';
import {
  importOptionsSchema,
  type ImportPreview,
  type ImportProgress,
  type ImportReport,
} from '../../engine/protocol/imports.ts';
import type { Chosen } from './chosen.ts';

/** Data sets of the person's own: imported, prepared, kept, removed, exported. Paths stay in main. */

const nothing = v.undefined();

export const datasetAppCalls = {
  /** Those that are kept, the newest first. */
  ownDatasets: nothing,
  /** Takes one away. It can be brought back with `restoreDataset` until the app is started again. */
  removeDataset: v.strictObject({ id: datasetIdSchema }),
  restoreDataset: v.strictObject({ id: datasetIdSchema }),

  /** Asks for files or for a folder to import; they are what `previewImport` and `runImport` are about from then on. */
  chooseImport: v.strictObject({ what: v.picklist(['files', 'folder']) }),
  previewImport: importOptionsSchema,
  /** Imports and keeps the data set. Told on the way by the event `importProgress`. */
  runImport: importOptionsSchema,
  /** Ends whichever of the two is going on, with `cancelled`. */
  cancelImport: nothing,

  /** Makes a data set of the open one, and keeps it. */
  keepPrepared: recipeSchema,
  /** Makes a data set of what was collected, and keeps it. */
  keepCollected: collectedSchema,
  /** Asks for a place and writes the open data set there. */
  exportDatasetAs: v.strictObject({ format: datasetFormatSchema }),
  cancelExport: nothing,
} as const;

export interface DatasetAppResults {
  ownDatasets: readonly OwnDataset[];
  removeDataset: undefined;
  restoreDataset: undefined;
  chooseImport: Chosen<ImportSource>;
  previewImport: ImportPreview;
  runImport: { readonly info: DatasetInfo; readonly report: ImportReport };
  cancelImport: undefined;
  keepPrepared: DatasetInfo;
  keepCollected: DatasetInfo;
  exportDatasetAs: Chosen<{ readonly fileName: string; readonly files: number }>;
  cancelExport: undefined;
}

export interface DatasetAppEvents {
  importProgress: ImportProgress;
  /** From 0 to 1. */
  exportProgress: number;
}

/** What was chosen, without its path. */
export interface ImportSource {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

/** A data set that is kept, as far as a list shows it. */
export interface OwnDataset {
  readonly id: DatasetId;
  readonly name: string;
  readonly classes: number;
  readonly images: number;
  readonly height: number;
  readonly width: number;
}

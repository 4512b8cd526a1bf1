import * as v from 'valibot';
import type { DatasetFolder } from '../../engine/protocol/dataset-calls.ts';
import {
  importOptionsSchema,
  type ImportPreview,
  type ImportProgress,
  type ImportReport,
} from '../../engine/protocol/imports.ts';
import type { Contract } from '../../engine/protocol/rpc.ts';

/**
 * Main and the importer, a sandboxed page that takes data sets apart. Main asks it to (`importerCalls`); it asks main
 * for the files that were chosen, and gets no others (`fileCalls`).
 */

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const request = v.strictObject({
  source: v.strictObject({
    name: v.string(),
    files: v.array(v.strictObject({ path, size: v.number() })),
    skipped: v.array(
      v.strictObject({ file: v.string(), line: v.exactOptional(v.number()), reason: v.string() }),
    ),
  }),
  options: importOptionsSchema,
});

export const importerCalls = {
  /** What the files are taken for. */
  preview: request,
  /** Takes them in, as the files of a data set's folder. */
  run: request,
} as const;

interface ImporterResults {
  preview: ImportPreview;
  run: DatasetFolder & { readonly report: ImportReport };
}

interface ImporterEvents {
  progress: ImportProgress;
}

export type ImporterContract = Contract<typeof importerCalls, ImporterResults, ImporterEvents>;

export const fileCalls = { read: v.strictObject({ path }) } as const;

interface FileResults {
  read: Uint8Array;
}

export type FileContract = Contract<typeof fileCalls, FileResults, object>;

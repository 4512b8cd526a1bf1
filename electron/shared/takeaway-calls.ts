import * as v from 'valibot';
import { bytesUpTo } from '../../engine/protocol/files.ts';
import type { Chosen } from './chosen.ts';

/** What is taken out of the window: pictures, drawings, tables, pages. Main puts it where the person says. */

/** The largest export that is accepted, in bytes. */
const MAX_EXPORT_BYTES = 64 * 1024 * 1024;

/** A name without anything that could lead to another folder. */
const fileNameSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(200),
  v.regex(/^[^/\\:*?"<>|]+$/, 'must be a plain file name'),
);

const exportKindSchema = v.picklist(['png', 'svg', 'csv', 'html']);
export type ExportKind = v.InferOutput<typeof exportKindSchema>;

export const takeawayCalls = {
  /** Asks for a place and writes the bytes there. */
  saveExport: v.strictObject({
    suggestedName: fileNameSchema,
    kind: exportKindSchema,
    bytes: bytesUpTo(MAX_EXPORT_BYTES),
  }),
  /** Asks for a place and writes what the window would print there, as PDF. */
  saveReport: v.strictObject({ suggestedName: fileNameSchema }),
} as const;

export interface TakeawayResults {
  saveExport: Chosen<{ readonly fileName: string }>;
  saveReport: Chosen<{ readonly fileName: string }>;
}

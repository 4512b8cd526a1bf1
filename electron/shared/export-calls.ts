import * as v from 'valibot';

/** Things that were made in the window and are taken away as files: pictures, drawings, pages. */

/** The largest export that is accepted, in bytes. */
export const MAX_EXPORT_BYTES = 64 * 1024 * 1024;

export const exportKindSchema = v.picklist(['png', 'svg', 'csv', 'html']);
export type ExportKind = v.InferOutput<typeof exportKindSchema>;

export const exportCalls = {
  /** Asks for a place and writes the bytes there. */
  saveExport: v.strictObject({
    /** A name without a folder. */
    suggestedName: v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(200),
      v.regex(/^[^/\\:*?"<>|]+$/, 'must be a plain file name'),
    ),
    kind: exportKindSchema,
    bytes: v.pipe(
      v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes'),
      v.check((value) => value.byteLength <= MAX_EXPORT_BYTES, 'is too large'),
    ),
  }),
} as const;

export interface ExportResults {
  /** A dialog that was closed without choosing is an outcome, not an error. */
  saveExport: { readonly cancelled: true } | { readonly cancelled: false; readonly fileName: string };
}

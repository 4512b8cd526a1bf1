/** One file of an export that is several. */
export interface ExportedFile {
  /** Relative to the export's folder, with "/" between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

import * as v from 'valibot';

/** Files as they travel between processes: bytes with a name, and how many there may be. */

/** The largest file that is accepted over the contract, in bytes. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** The largest model file: 20 million parameters, the most that a network may have, each with two memories; and room for the header. */
export const MAX_MODEL_BYTES = 256 * 1024 * 1024;

export function bytesUpTo(most: number) {
  return v.pipe(
    v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes'),
    v.check((value) => value.byteLength <= most, 'is too large'),
  );
}

/** Without folders. */
export const fileNameSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

export const fileSchema = v.strictObject({ name: fileNameSchema, bytes: bytesUpTo(MAX_FILE_BYTES) });

import { EpochLabError } from '../protocol/errors.ts';

/** What a question asks for, and is not there at this moment. */

export function missing(message: string): EpochLabError {
  return new EpochLabError('wrong-state', message);
}

interface Size {
  readonly height: number;
  readonly width: number;
}

export function noCell(
  { row, column }: { readonly row: number; readonly column: number },
  { height, width }: Size,
): EpochLabError {
  return missing(`The question is about row ${row}, column ${column}, of a picture of ${height} × ${width}.`);
}

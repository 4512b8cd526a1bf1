import type * as v from 'valibot';
import { EpochLabError } from '../protocol/errors.ts';
import { parse } from '../protocol/parse.ts';

/**
 * How every reader here refuses a file: `bad-file`, in one sentence that begins with the file's name and says
 * what is wrong. What a file says of itself (names, values) may be of any length, so it is shortened first.
 */

const LONGEST_MESSAGE = 400;
const LONGEST_NAME = 60;

/** @param problem what is wrong and what to do, a sentence that follows the file's name and a colon. */
export function badFile(fileName: string, problem: string): EpochLabError {
  return new EpochLabError('bad-file', `${fileName}: ${shorten(problem, LONGEST_MESSAGE)}`, {
    file: fileName,
  });
}

/** A name that came out of a file, in quotation marks, with control characters escaped. */
export function quote(name: string): string {
  return JSON.stringify(shorten(name, LONGEST_NAME));
}

/**
 * Validates a value that was found in a file.
 *
 * @param what the part of the file it is, "network"; null when it is the whole.
 * @throws EpochLabError `bad-file`, naming the file and the first place that is wrong.
 */
export function parseInFile<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  fileName: string,
  what: string | null,
): v.InferOutput<Schema> {
  try {
    return parse(schema, value, what ?? 'contents', 'bad-file');
  } catch (error) {
    if (error instanceof EpochLabError) throw badFile(fileName, error.message);
    throw error;
  }
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

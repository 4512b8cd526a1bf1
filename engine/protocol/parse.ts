import * as v from 'valibot';
import { EpochLabError, type ErrorCode } from './errors.ts';
import { count } from './english.ts';

/**
 * Validates a value that came from a message, a file or a person.
 *
 * @param what names the value in the message: "The training settings", "model.safetensors".
 * @throws EpochLabError with `code`, naming the first place that is wrong and why.
 */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
  code: ErrorCode = 'invalid-argument',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  const where = path === null ? what : `${what}: ${path}`;
  throw new EpochLabError(code, `${where}: ${sayIssue(issue)}`, path === null ? {} : { path });
}

/** What is wrong with one value, to go on behind its place: "must be text". */
export function sayIssue({ message, type, expected, received }: v.BaseIssue<unknown>): string {
  // The schemas' own messages say it best; these are the library's.
  if (!message.startsWith('Invalid ')) return message;
  if (expected === 'never') return 'is not known here, or misspelt';
  if (received === 'undefined') return 'is missing';
  switch (type) {
    case 'literal':
    case 'picklist':
    case 'variant':
      return `must be one of ${(expected ?? '').replaceAll(/["()]/g, '').replaceAll(' | ', ', ')}`;
    case 'string':
      return 'must be text';
    case 'number':
      return 'must be a number';
    case 'boolean':
      return 'must be true or false';
    case 'array':
    case 'tuple':
      return 'must be a list';
    case 'object':
    case 'strict_object':
    case 'record':
      return 'must have keys and values';
    default:
      return message;
  }
}

/** What a number may be. An end does not count itself where `above` or `below` says so. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly isWhole: boolean;
  readonly above: boolean;
  readonly below: boolean;
}

const boundsOfMessages = new Map<string, Bounds>();

/** What a message of a number's schema says, for whoever says it in another language. */
export function boundsOf(message: string): Bounds | undefined {
  return boundsOfMessages.get(message);
}

export function describeBounds({ low, high, isWhole, above, below }: Bounds): string {
  const most = count(high);
  if (isWhole) return `must be a whole number from ${count(low)} to ${most}`;
  if (below) return `must be a number ${above ? 'above' : 'from'} ${low} to below ${most}`;
  return above
    ? `must be a number above ${low} and at most ${most}`
    : `must be a number from ${low} to ${most}`;
}

function messageOf(bounds: Bounds): string {
  const message = describeBounds(bounds);
  boundsOfMessages.set(message, bounds);
  return message;
}

/** A text that is not empty, and not longer than this many characters. */
export function text(longest: number) {
  const message = `must be a text of 1 to ${longest} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(longest, message));
}

/** A list whose length is looked at before any of its items is: one of millions is not gone through first. */
export function list<Item extends v.GenericSchema>(item: Item, most: number, message: string) {
  const isShort = (value: unknown) => !Array.isArray(value) || value.length <= most;
  return v.pipe(v.custom<unknown>(isShort, message), v.array(item));
}

/** An integer from `low` to `high`, both included. */
export function integer(low: number, high: number) {
  const message = messageOf({ low, high, isWhole: true, above: false, below: false });
  return v.pipe(v.number(message), v.integer(message), v.minValue(low, message), v.maxValue(high, message));
}

/** A number from `low` to `high`; an end does not count itself where `above` or `below` says so. */
export function number(low: number, high: number, { above = false, below = false } = {}) {
  const message = messageOf({ low, high, isWhole: false, above, below });
  return v.pipe(
    v.number(message),
    v.check(
      (value) => (above ? value > low : value >= low) && (below ? value < high : value <= high),
      message,
    ),
  );
}

/** The seed of all that chance decides: a word of 32 bits (engine/nn/random.ts). */
export const seedSchema = integer(0, 2 ** 32 - 1);

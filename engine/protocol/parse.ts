import * as v from 'valibot';
import { EpochLabError, type ErrorCode } from './errors.ts';

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
  throw new EpochLabError(code, `${where}: ${issue.message}`, path === null ? {} : { path });
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
  const most = high.toLocaleString('en');
  if (isWhole) return `must be a whole number from ${low.toLocaleString('en')} to ${most}`;
  const [from, to] = [above ? 'above' : 'from', above ? 'and at most' : 'to'];
  return `must be a number ${from} ${low} ${below ? 'to below' : to} ${most}`;
}

function messageOf(bounds: Bounds): string {
  const message = describeBounds(bounds);
  boundsOfMessages.set(message, bounds);
  return message;
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

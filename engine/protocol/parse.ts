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

/** An integer from `low` to `high`, both included. */
export function integer(low: number, high: number) {
  const message = `must be a whole number from ${low.toLocaleString('en')} to ${high.toLocaleString('en')}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(low, message), v.maxValue(high, message));
}

/** A number from `low` to `high`; an end does not count itself where `above` or `below` says so. */
export function number(low: number, high: number, { above = false, below = false } = {}) {
  const [from, to] = [above ? 'above' : 'from', above ? 'and at most' : 'to'];
  const message = `must be a number ${from} ${low} ${below ? 'to below' : to} ${high.toLocaleString('en')}`;
  return v.pipe(
    v.number(message),
    v.check(
      (value) => (above ? value > low : value >= low) && (below ? value < high : value <= high),
      message,
    ),
  );
}

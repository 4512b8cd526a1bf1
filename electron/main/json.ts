import type * as v from 'valibot';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { parse } from '../../engine/protocol/parse.ts';

/** @throws EpochLabError `bad-file`, naming the file and the first place in it that is wrong. */
export function parseJson<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
  name: string,
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new EpochLabError('bad-file', `${name}: it is not JSON in UTF-8.`, { file: name });
  }
  return parse(schema, value, name, 'bad-file');
}

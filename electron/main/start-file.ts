import * as v from 'valibot';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { labStartSchema, type LabStart } from '../../engine/protocol/labs.ts';
import { parse } from '../../engine/protocol/parse.ts';

/** "Start here": one network, one seed, one set of settings as a file, so that a whole class begins alike. JSON. */

export const START_EXTENSION = 'epochlab-start';
const FORMAT = 'epoch-lab-start';
const VERSION = 1;

const startFileSchema = v.strictObject({
  format: v.literal(FORMAT, `must be "${FORMAT}": it is no "start here" file`),
  version: v.pipe(v.number(), v.maxValue(VERSION, 'is newer than this Epoch Lab')),
  start: labStartSchema,
});

export function writeStart(start: LabStart): Uint8Array {
  return new TextEncoder().encode(
    `${JSON.stringify({ format: FORMAT, version: VERSION, start }, null, 2)}\n`,
  );
}

/** @throws EpochLabError `bad-file`, naming the file and the first place that is wrong. */
export function readStart(bytes: Uint8Array, fileName: string): LabStart {
  return parse(startFileSchema, parseJsonBytes(bytes, fileName), fileName, 'bad-file').start;
}

/** @throws EpochLabError `bad-file` for bytes that are no JSON. */
export function parseJsonBytes(bytes: Uint8Array, fileName: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new EpochLabError('bad-file', `${fileName}: it is not JSON in UTF-8.`, { file: fileName });
  }
}

import * as v from 'valibot';
import { labStartSchema, type LabStart } from '../../engine/protocol/labs.ts';
import { parseJson } from './json.ts';

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
  return parseJson(startFileSchema, bytes, fileName).start;
}

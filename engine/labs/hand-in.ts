import * as v from 'valibot';
import { badFile, parseInFile } from '../formats/bad-file.ts';
import { count } from '../protocol/english.ts';
import { sha256Hex } from '../formats/hash.ts';
import { parseJsonBytes } from '../formats/json.ts';
import { ZipReader } from '../formats/zip-reader.ts';
import { writeZip } from '../formats/zip-store.ts';
import type { HandIn, HandInView } from '../protocol/lab-calls.ts';
import { askedStepSchema, labProgressSchema } from '../protocol/lab-progress.ts';

/**
 * The hand-in file: a zip with `hand-in.json` (who, which lab, every answer with its time, every configuration that
 * was trained, fingerprints), the curves as `charts/*.svg`, and, if wanted, the model as `model.safetensors`. The
 * teacher's app and `epochlab labs grade` read it; anything that opens zips shows what is in it.
 */

export const HAND_IN_EXTENSION = 'epochlab-handin';
const FORMAT = 'epoch-lab-hand-in';
const VERSION = 1;
const RECORD_NAME = 'hand-in.json';
const MODEL_NAME = 'model.safetensors';

const MAX_HAND_IN_BYTES = 64 * 1024 * 1024;
const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** Charts and model are announced too; the model is unpacked where it is asked for. */
const LIMITS = { members: 64, memberBytes: 256 * 1024 * 1024, totalBytes: 512 * 1024 * 1024 };

const name = v.pipe(v.string(), v.maxLength(200));

const contentSchema = v.strictObject({
  student: name,
  group: name,
  labTitle: name,
  application: name,
  written: v.pipe(v.string(), v.isoTimestamp()),
  asked: v.optional(v.pipe(v.array(askedStepSchema), v.maxLength(40)), []),
  progress: labProgressSchema,
});

const recordSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  ...contentSchema.entries,
  /** Over all of it as JSON: a damaged file is found, a changed one is not kept from being made. */
  checksum: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

export interface Attachments {
  /** Name without folder, "loss-1.svg", and what is in it. */
  readonly charts: ReadonlyMap<string, string>;
  readonly model: Uint8Array | null;
}

export async function writeHandIn(handIn: HandIn, { charts, model }: Attachments): Promise<Uint8Array> {
  // In the order in which it is read again: the checksum is over the text.
  const content = v.parse(contentSchema, handIn);
  const checksum = await checksumOf(content);
  const record = { format: FORMAT, version: VERSION, ...content, checksum };
  const text = (content: string) => new TextEncoder().encode(content);
  return writeZip([
    { name: RECORD_NAME, bytes: text(`${JSON.stringify(record, null, 1)}\n`) },
    ...Array.from(charts, ([chart, svg]) => ({ name: `charts/${chart}`, bytes: text(svg) })),
    ...(model ? [{ name: MODEL_NAME, bytes: model }] : []),
  ]);
}

/**
 * @throws EpochLabError `bad-file` for anything that is no hand-in of this format; sizes are checked before anything
 *   is unpacked, and only the record is.
 */
export async function readHandIn(bytes: Uint8Array, fileName: string): Promise<HandInView> {
  const zip = openHandIn(bytes, fileName);
  const size = (member: string) => zip.entries.find(({ name: entry }) => entry === member)?.size;
  const recordBytes = size(RECORD_NAME);
  if (recordBytes === undefined)
    throw badFile(fileName, `it holds no ${RECORD_NAME}: it is no hand-in of Epoch Lab.`);
  if (recordBytes > MAX_RECORD_BYTES) {
    throw badFile(fileName, `its ${RECORD_NAME} has ${count(recordBytes)} bytes, which is too many.`);
  }
  const record = await zip.read(RECORD_NAME);
  const value = parseJsonBytes(record, fileName, RECORD_NAME);
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > VERSION) {
    throw badFile(
      fileName,
      `it was written by a newer Epoch Lab (format ${version}; this one reads ${VERSION}).`,
    );
  }
  const {
    checksum,
    format: _format,
    version: _version,
    ...handIn
  } = parseInFile(recordSchema, value, fileName, null);
  return {
    ...handIn,
    isIntact: checksum === (await checksumOf(handIn)),
    hasModel: size(MODEL_NAME) !== undefined,
  };
}

/** The model in a hand-in, as a file. @throws EpochLabError `bad-file` where there is none. */
export async function readHandInModel(bytes: Uint8Array, fileName: string): Promise<Uint8Array> {
  const zip = openHandIn(bytes, fileName);
  const entry = zip.entries.find(({ name: member }) => member === MODEL_NAME);
  if (!entry) throw badFile(fileName, `it holds no ${MODEL_NAME}.`);
  return await zip.read(MODEL_NAME);
}

function openHandIn(bytes: Uint8Array, fileName: string): ZipReader {
  if (bytes.length > MAX_HAND_IN_BYTES)
    throw badFile(fileName, 'it has more than 64 MB, which no hand-in has.');
  return new ZipReader(bytes, fileName, LIMITS);
}

async function checksumOf(content: HandIn): Promise<string> {
  return await sha256Hex(new TextEncoder().encode(JSON.stringify(content)));
}

import * as v from 'valibot';
import { list } from '../protocol/parse.ts';
import { badFile, parseInFile, quote } from './bad-file.ts';
import { byteCount, count } from '../protocol/english.ts';
import { parseJsonBytes } from './json.ts';

/**
 * safetensors, the format in which Hugging Face's libraries keep tensors (https://github.com/huggingface/safetensors,
 * "Format" in its README, and `Metadata::validate` of the official reader):
 *
 *     8 bytes     N, the header's length, little-endian
 *     N bytes     header, a JSON object in UTF-8, filled up with spaces to a multiple of 8:
 *                 { "__metadata__": { text: text }, name: { "dtype", "shape", "data_offsets": [begin, end] } }
 *     the rest    the tensors' values, little-endian, last dimension fastest; offsets count from here
 *
 * As strict as the official reader: tensors lie one after the other from the first byte to the last, without
 * gap or overlap. Stricter in two things: names may not repeat, and an entry has nothing but its three members.
 */

/** The header of a model of 64 layers with its whole history fits well within this. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024;

/** Far more than any network here has; it keeps a header full of empty tensors from taking seconds. */
const MAX_TENSORS = 10_000;

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
const METADATA = '__metadata__';

/** Bytes of one value. */
const DTYPE_BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  F64: 8,
  I64: 8,
  U64: 8,
} as const;

export type Dtype = keyof typeof DTYPE_BYTES;

export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** The values as they lie in the file, little-endian; after reading, a view of its bytes. */
  readonly bytes: Uint8Array;
}

export interface TensorFile {
  readonly metadata: ReadonlyMap<string, string>;
  /** In the order of their places in the file. */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** @returns the file; tensors follow each other in the order in which they are given. */
export function writeSafetensors({ metadata, tensors }: TensorFile): Uint8Array<ArrayBuffer> {
  const members: string[] = [];
  if (metadata.size > 0)
    members.push(
      member(
        METADATA,
        object(metadata, (text) => JSON.stringify(text)),
      ),
    );
  let end = 0;
  for (const [name, { dtype, shape, bytes }] of tensors) {
    const begin = end;
    end += bytes.length;
    members.push(member(name, JSON.stringify({ dtype, shape, data_offsets: [begin, end] })));
  }
  const json = new TextEncoder().encode(`{${members.join(',')}}`);
  const headerBytes = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;

  const file = new Uint8Array(LENGTH_BYTES + headerBytes + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  file.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerBytes;
  for (const { bytes } of tensors.values()) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/** Built as text: as a JavaScript object, a tensor called "__proto__" would be lost. */
function object<Value>(entries: ReadonlyMap<string, Value>, write: (value: Value) => string): string {
  return `{${Array.from(entries, ([name, value]) => member(name, write(value))).join(',')}}`;
}

function member(name: string, json: string): string {
  return `${JSON.stringify(name)}:${json}`;
}

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const NOT_A_TENSOR = 'must have dtype, shape and data_offsets';

const tensorSchema = v.strictObject(
  {
    dtype: v.string(),
    shape: list(size, 16, 'has more than 16 dimensions'),
    data_offsets: v.tuple([size, size], NOT_A_TENSOR),
  },
  NOT_A_TENSOR,
);

/**
 * @returns the tensors of the file; their bytes are views, nothing is copied.
 * @throws EpochLabError `bad-file` when it is not a safetensors file, or anything in it does not fit.
 */
export function readSafetensors(bytes: Uint8Array, fileName: string): TensorFile {
  const { header, data } = splitFile(bytes, fileName);
  const metadata = new Map<string, string>();
  const placed: PlacedTensor[] = [];
  const entries = Object.entries(header);
  if (entries.length > MAX_TENSORS)
    throw badFile(fileName, `it has ${count(entries.length)} tensors, too many.`);
  for (const [name, value] of entries) {
    if (name !== METADATA) {
      placed.push(readTensor(name, value, data, fileName));
      continue;
    }
    for (const [key, text] of Object.entries(asObject(value, fileName, 'metadata'))) {
      if (typeof text !== 'string') throw badFile(fileName, `its metadata ${quote(key)} is not a text.`);
      metadata.set(key, text);
    }
  }
  placed.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkTiling(placed, data.length, fileName);
  return { metadata, tensors: new Map(placed.map(({ name, tensor }) => [name, tensor])) };
}

interface PlacedTensor {
  readonly name: string;
  readonly tensor: Tensor;
  /** Bytes from the beginning of the data. */
  readonly begin: number;
  readonly end: number;
}

function readTensor(name: string, value: unknown, data: Uint8Array, fileName: string): PlacedTensor {
  const { dtype, shape, data_offsets } = parseInFile(tensorSchema, value, fileName, `tensor ${quote(name)}`);
  const [begin, end] = data_offsets;
  if (begin > end || end > data.length) {
    throw badFile(
      fileName,
      `tensor ${quote(name)} lies from byte ${count(begin)} to ${count(end)} of ${count(data.length)}. ` +
        'The file is damaged or was cut off: copy it again from where it came.',
    );
  }
  if (!isDtype(dtype)) {
    throw badFile(fileName, `tensor ${quote(name)} has values of the unknown type ${quote(dtype)}.`);
  }
  // Products beyond 2^53 are inexact, but then far from the length of any file.
  const needed = shape.reduce((product, side) => product * side, DTYPE_BYTES[dtype]);
  if (needed !== end - begin) {
    throw badFile(
      fileName,
      `tensor ${quote(name)} has ${byteCount(end - begin)}, but its shape [${shape.join(', ')}] takes ` +
        `${count(needed)}. The file is damaged.`,
    );
  }
  return { name, tensor: { dtype, shape, bytes: data.subarray(begin, end) }, begin, end };
}

/** The tensors, in order, must cover the data from the first byte to the last, each byte once. */
function checkTiling(placed: readonly PlacedTensor[], dataBytes: number, fileName: string): void {
  let covered = 0;
  for (const { name, begin, end } of placed) {
    if (begin !== covered) {
      throw badFile(
        fileName,
        `tensor ${quote(name)} begins at byte ${count(begin)} of the data, but the one before ends at ` +
          `${count(covered)}. The file is damaged.`,
      );
    }
    covered = end;
  }
  if (covered !== dataBytes) {
    throw badFile(
      fileName,
      `its tensors take ${byteCount(covered)}, but the header is followed by ${count(dataBytes)}. The file is damaged.`,
    );
  }
}

function splitFile(
  bytes: Uint8Array,
  fileName: string,
): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.length < LENGTH_BYTES) {
    throw badFile(
      fileName,
      `the file ends after ${byteCount(bytes.length)}; it is no safetensors file. Choose a model that Epoch Lab saved.`,
    );
  }
  const stated = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (stated > MAX_HEADER_BYTES || bytes[LENGTH_BYTES] !== '{'.charCodeAt(0)) {
    throw badFile(fileName, 'this is not a safetensors file, or its beginning is damaged.');
  }
  const headerEnd = LENGTH_BYTES + Number(stated);
  if (headerEnd > bytes.length) {
    throw badFile(
      fileName,
      `the file ends after ${byteCount(bytes.length)}, within its header of ${count(headerEnd)}. It was cut off: copy it again from where it came.`,
    );
  }
  const json = parseJsonBytes(bytes.subarray(LENGTH_BYTES, headerEnd), fileName, 'header');
  const header = asObject(json, fileName, 'header');
  return { header, data: bytes.subarray(headerEnd) };
}

function asObject(value: unknown, fileName: string, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw badFile(fileName, `its ${what} is not a JSON object. The file is damaged.`);
}

function isDtype(name: string): name is Dtype {
  return Object.hasOwn(DTYPE_BYTES, name);
}

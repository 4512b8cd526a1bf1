import { byteCount, count } from '../protocol/english.ts';
import { badFile, quote } from './bad-file.ts';
import { concatenate } from './concatenate.ts';
import { halfFloat } from './half-float.ts';

/**
 * NPY, an array of NumPy (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): magic, version,
 * the length of a header, the header (a Python dictionary), the values. Numbers and texts are read; what NumPy would
 * pickle (arrays of objects) is not, since opening it runs a program.
 */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_DIMENSIONS = 8;

export interface NpyArray {
  readonly shape: readonly number[];
  /** Number of values. */
  readonly length: number;
  readonly kind: 'integer' | 'float' | 'boolean' | 'text';
  /** The value at a place in C order (the last dimension changing fastest); text arrays have none. */
  readonly numberAt: (place: number) => number;
  /** The text at a place; a number as it is written. */
  readonly textAt: (place: number) => string;
  /** The values themselves, where each is an unsigned byte in C order; null otherwise. */
  readonly bytes: Uint8Array | null;
  /** "uint8", "float32": for people. */
  readonly type: string;
}

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** @throws EpochLabError `bad-file` */
export function readNpy(bytes: Uint8Array, fileName: string): NpyArray {
  if (!isNpy(bytes)) throw badFile(fileName, 'this is not an NPY array.');
  const { header, valuesAt } = readHeader(bytes, fileName);
  const { descr, fortran, shape } = parseHeader(header, fileName);
  const length = shape.reduce((product, side) => product * side, 1);
  const type = typeOf(descr, fileName);
  const expected = valuesAt + length * type.bytes;
  if (!Number.isSafeInteger(expected) || bytes.length < expected) {
    throw badFile(
      fileName,
      `the file ends after ${count(bytes.length)} of the ${count(expected)} bytes that its shape ` +
        `(${shape.join(', ')}) takes.`,
    );
  }
  const values = new DataView(bytes.buffer, bytes.byteOffset + valuesAt, length * type.bytes);
  const placeOf = fortran && shape.length > 1 ? fortranPlaces(shape) : (place: number) => place;
  const numberAt = (place: number) => type.number(values, placeOf(place) * type.bytes);
  return {
    shape,
    length,
    kind: type.kind,
    type: type.name,
    numberAt,
    textAt: (place) => type.text?.(values, placeOf(place) * type.bytes) ?? String(numberAt(place)),
    bytes:
      type.name === 'uint8' && !(fortran && shape.length > 1)
        ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
        : null,
  };
}

function readHeader(bytes: Uint8Array, fileName: string): { header: string; valuesAt: number } {
  const endsEarly = () =>
    badFile(fileName, `the file ends after ${byteCount(bytes.length)}, within its header.`);
  if (bytes.length < 12) throw endsEarly();
  const version = bytes[6]!;
  if (version < 1 || version > 3) throw badFile(fileName, `its NPY version is ${version}; 1 to 3 are read.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerAt = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER_BYTES) throw badFile(fileName, `its header has ${count(length)} bytes, too many.`);
  const valuesAt = headerAt + length;
  if (valuesAt > bytes.length) throw endsEarly();
  return { header: new TextDecoder('utf-8').decode(bytes.subarray(headerAt, valuesAt)), valuesAt };
}

/** The header is a Python dictionary of three members; what NumPy writes of it is understood, and no more. */
function parseHeader(
  header: string,
  fileName: string,
): { descr: string; fortran: boolean; shape: readonly number[] } {
  const descr = /['"]descr['"]\s*:\s*['"]([^'"]{1,20})['"]/.exec(header)?.[1];
  const fortran = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(header)?.[1];
  const tuple = /['"]shape['"]\s*:\s*\(([0-9,\s]*)\)/.exec(header)?.[1];
  if (descr === undefined || fortran === undefined || tuple === undefined) {
    throw badFile(fileName, 'its header is not one of an array of numbers or texts.');
  }
  const shape = tuple
    .split(',')
    .filter((side) => side.trim() !== '')
    .map(Number);
  if (shape.length > MAX_DIMENSIONS || !shape.every(Number.isSafeInteger)) {
    throw badFile(fileName, `its shape (${tuple.slice(0, 60)}) is not one that is read.`);
  }
  return { descr, fortran: fortran === 'True', shape };
}

interface ValueType {
  readonly name: string;
  readonly kind: NpyArray['kind'];
  readonly bytes: number;
  number(values: DataView, at: number): number;
  text?(values: DataView, at: number): string;
}

function typeOf(descr: string, fileName: string): ValueType {
  const parsed = /^([<>|=])([biufSU])([0-9]{1,5})$/.exec(descr);
  if (!parsed) {
    const pickled = descr.includes('O') ? ' It holds Python objects, which cannot be read safely.' : '';
    throw badFile(fileName, `its values are of type ${quote(descr)}, which is not read.${pickled}`);
  }
  const [, order, letter, digits] = parsed;
  const [little, size] = [order !== '>', Number(digits)];
  const number = numberReader(`${letter}${size}`, little);
  if (number) {
    const kind = letter === 'f' ? 'float' : letter === 'b' ? 'boolean' : 'integer';
    const names: Record<string, string> = { b: 'bool', i: 'int', u: 'uint', f: 'float' };
    return { name: letter === 'b' ? 'bool' : `${names[letter!]}${8 * size}`, kind, bytes: size, number };
  }
  if ((letter === 'S' || letter === 'U') && size >= 1 && size <= 1000) {
    const unit = letter === 'U' ? 4 : 1;
    return {
      name: 'text',
      kind: 'text',
      bytes: unit * size,
      number: () => Number.NaN,
      text: (values, at) => readText(values, at, size, unit, little),
    };
  }
  throw badFile(fileName, `its values are of type ${quote(descr)}, which is not read.`);
}

function numberReader(type: string, little: boolean): ValueType['number'] | null {
  switch (type) {
    case 'b1':
    case 'u1':
      return (values, at) => values.getUint8(at);
    case 'i1':
      return (values, at) => values.getInt8(at);
    case 'u2':
      return (values, at) => values.getUint16(at, little);
    case 'i2':
      return (values, at) => values.getInt16(at, little);
    case 'u4':
      return (values, at) => values.getUint32(at, little);
    case 'i4':
      return (values, at) => values.getInt32(at, little);
    case 'u8':
      return (values, at) => Number(values.getBigUint64(at, little));
    case 'i8':
      return (values, at) => Number(values.getBigInt64(at, little));
    case 'f2':
      return (values, at) => halfFloat(values.getUint16(at, little));
    case 'f4':
      return (values, at) => values.getFloat32(at, little);
    case 'f8':
      return (values, at) => values.getFloat64(at, little);
    default:
      return null;
  }
}

/** Texts are filled up with zeros. */
function readText(values: DataView, at: number, size: number, unit: number, little: boolean): string {
  let text = '';
  for (let i = 0; i < size; i++) {
    const code = unit === 4 ? values.getUint32(at + 4 * i, little) : values.getUint8(at + i);
    if (code === 0) break;
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}

/** From places in C order to places in Fortran's, where the first dimension changes fastest. */
function fortranPlaces(shape: readonly number[]): (place: number) => number {
  const strides: number[] = [];
  shape.reduce((stride, side) => {
    strides.push(stride);
    return stride * side;
  }, 1);
  return (place) => {
    let [rest, found] = [place, 0];
    for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
      const side = shape[dimension]!;
      found += (rest % side) * strides[dimension]!;
      rest = Math.floor(rest / side);
    }
    return found;
  };
}

/** An array of unsigned bytes as a file. */
export function writeNpyBytes(shape: readonly number[], values: Uint8Array): Uint8Array<ArrayBuffer> {
  return writeNpy('|u1', shape, values);
}

/** An array of single-precision numbers as a file, of their bytes, the lowest first. */
export function writeNpySingles(shape: readonly number[], bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return writeNpy('<f4', shape, bytes);
}

/** An array of texts as a file, each as long as the longest. */
export function writeNpyTexts(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const codes = texts.map((text) => Array.from(text, (letter) => letter.codePointAt(0)!));
  const longest = Math.max(1, ...codes.map(({ length }) => length));
  const values = new Uint32Array(texts.length * longest);
  codes.forEach((text, index) => values.set(text, index * longest));
  return writeNpy(`<U${longest}`, [texts.length], new Uint8Array(values.buffer));
}

/** Version 1.0, its header filled up to a multiple of 64. */
function writeNpy(descr: string, shape: readonly number[], values: Uint8Array): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const prefix = MAGIC.length + 4;
  const length = Math.ceil((prefix + dictionary.length + 1) / 64) * 64 - prefix;
  const header = new TextEncoder().encode(`${dictionary.padEnd(length - 1)}\n`);
  return concatenate([Uint8Array.of(...MAGIC, 1, 0, length & 0xff, length >>> 8), header, values]);
}

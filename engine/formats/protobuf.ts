import { count } from '../protocol/english.ts';
import { badFile } from './bad-file.ts';
import { concatenate } from './concatenate.ts';

/**
 * Protocol Buffers' wire format (https://protobuf.dev/programming-guides/encoding/), as much of it as ONNX takes:
 * a message is a row of fields, each a key (number · 8 + wire type) and a value.
 */

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Builds one message; nested messages are built first and added as a field. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @param value a whole number from 0 to 2^53. */
  integer(field: number, value: number): this {
    this.#key(field, VARINT);
    return this.#push(varint(value));
  }

  integers(field: number, values: readonly number[]): this {
    for (const value of values) this.integer(field, value);
    return this;
  }

  float(field: number, value: number): this {
    this.#key(field, FIXED32);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#push(bytes);
  }

  bytes(field: number, value: Uint8Array): this {
    this.#key(field, BYTES);
    this.#push(varint(value.length));
    return this.#push(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, message: MessageWriter): this {
    this.#key(field, BYTES);
    this.#push(varint(message.length));
    this.#parts.push(...message.#parts);
    this.#length += message.length;
    return this;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return concatenate(this.#parts);
  }

  #key(field: number, wireType: number): void {
    this.#push(varint(field * 8 + wireType));
  }

  #push(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return this;
  }
}

/** Seven bits a byte, the lowest first; the top bit says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

export interface Field {
  readonly number: number;
  /** Of a varint or a fixed number, read as an unsigned integer; 0 for bytes. Inexact above 2^53. */
  readonly value: number;
  /** Of bytes, a text or a nested message, as a view; null for a number. */
  readonly bytes: Uint8Array | null;
}

const LONGEST_VARINT = 10;

/** Far more than any message of ours has; one of millions would be gone through for seconds. */
const MOST_FIELDS = 100_000;

/**
 * The fields of a message, one after the other: nothing is kept of a message with millions of them.
 *
 * @throws EpochLabError `bad-file` where the bytes are no message.
 */
export function* fieldsOf(message: Uint8Array, fileName: string): Generator<Field, void> {
  let at = 0;
  const damaged = () => badFile(fileName, 'it is damaged, was cut off, or is of another kind.');
  const readVarint = (): number => {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = message[at++];
      if (byte === undefined) throw damaged();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
    throw damaged();
  };
  const take = (length: number): Uint8Array => {
    if (length > message.length - at) throw damaged();
    at += length;
    return message.subarray(at - length, at);
  };

  for (let fields = 1; at < message.length; fields++) {
    if (fields > MOST_FIELDS)
      throw badFile(fileName, `it has more than ${count(MOST_FIELDS)} fields in a row.`);
    const key = readVarint();
    const number = Math.floor(key / 8);
    if (number < 1 || number > 2 ** 29 - 1) throw damaged();
    switch (key % 8) {
      case VARINT:
        yield { number, value: readVarint(), bytes: null };
        break;
      case FIXED64:
        take(8);
        yield { number, value: 0, bytes: null };
        break;
      case FIXED32: {
        const bytes = take(4);
        const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
        yield { number, value, bytes: null };
        break;
      }
      case BYTES:
        yield { number, value: 0, bytes: take(readVarint()) };
        break;
      default:
        throw damaged();
    }
  }
}

/** @throws EpochLabError `bad-file` where they are not UTF-8. */
export function textOf(bytes: Uint8Array | null, fileName: string): string {
  try {
    if (bytes) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Said below.
  }
  throw badFile(fileName, 'one of its texts is not UTF-8. The file is damaged.');
}

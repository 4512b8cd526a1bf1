import { badFile } from './bad-file.ts';
import { count } from '../protocol/english.ts';

/**
 * Tables as text (RFC 4180, and what programs write besides): fields between commas, semicolons or tabs, some in
 * quotation marks; lines end as on any system. Read as bytes, a row at a time, since a table of images is a hundred
 * million digits.
 */

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const ZERO = 48;
const NINE = 57;
const SPACE = 32;
const DELIMITERS = [',', ';', '\t'].map((letter) => letter.charCodeAt(0));
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** No image has more pixels, and a row has little besides. */
const MAX_FIELDS = 256 * 256 + 64;
const MAX_ROW_BYTES = 4 * 1024 * 1024;

/** Goes through a table row by row; what it says of a row is valid until the next one. */
export class CsvReader {
  /** Of the row, counted from 1. */
  line = 0;
  /** Fields in the row. */
  fields = 0;
  readonly #starts = new Int32Array(MAX_FIELDS + 1);
  readonly #ends = new Int32Array(MAX_FIELDS + 1);
  readonly #delimiter: number;
  #at: number;
  #nextLine = 1;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly fileName: string,
  ) {
    this.#at = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
    this.#delimiter = findDelimiter(bytes, this.#at);
  }

  /** How far it has come, from 0 to 1. */
  get progress(): number {
    return this.bytes.length === 0 ? 1 : this.#at / this.bytes.length;
  }

  /**
   * Goes to the next row that is not empty.
   *
   * @returns whether there was one.
   * @throws EpochLabError `bad-file` for a row that no table of images has, naming its line.
   */
  next(): boolean {
    while (this.#at < this.bytes.length) {
      this.#readRow();
      if (this.fields > 1 || this.#ends[0]! > this.#starts[0]!) return true;
    }
    return false;
  }

  /** A field as text, without its quotation marks. */
  text(field: number): string {
    let [start, end] = [this.#starts[field]!, this.#ends[field]!];
    if (end - start >= 2 && this.bytes[start] === QUOTE && this.bytes[end - 1] === QUOTE) {
      [start, end] = [start + 1, end - 1];
      return decode(this.bytes.subarray(start, end)).replaceAll('""', '"').trim();
    }
    return decode(this.bytes.subarray(start, end)).trim();
  }

  /** A field as a number; NaN where it is none. */
  number(field: number): number {
    const start = this.#starts[field]!;
    const end = this.#ends[field]!;
    // By far the most fields are a few digits.
    let value = 0;
    for (let at = start; at < end; at++) {
      const byte = this.bytes[at]!;
      if (byte < ZERO || byte > NINE || at - start > 8) return this.#numberOfText(field);
      value = 10 * value + byte - ZERO;
    }
    return end > start ? value : Number.NaN;
  }

  #numberOfText(field: number): number {
    const text = this.text(field);
    return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  }

  #readRow(): void {
    this.line = this.#nextLine;
    this.fields = 0;
    const begin = this.#at;
    let start = begin;
    let at = begin;
    let quoted = false;
    const { bytes } = this;
    for (; ; at++) {
      if (at - begin > MAX_ROW_BYTES) throw this.#tooLong();
      const byte = at < bytes.length ? bytes[at]! : LINE_FEED;
      if (quoted && at < bytes.length) {
        if (byte === QUOTE) quoted = false;
        else if (byte === LINE_FEED) this.#nextLine++;
      } else if (byte === QUOTE) {
        quoted = true;
      } else if (byte === this.#delimiter || byte === LINE_FEED) {
        if (this.fields >= MAX_FIELDS) throw this.#tooLong();
        this.#starts[this.fields] = start;
        const isEnd = byte === LINE_FEED && at > start && bytes[at - 1] === CARRIAGE_RETURN;
        this.#ends[this.fields] = isEnd ? at - 1 : at;
        this.fields++;
        start = at + 1;
        if (byte === LINE_FEED) break;
      }
    }
    if (quoted) {
      throw badFile(
        this.fileName,
        `line ${count(this.line)}: a quotation mark is opened there and never closed.`,
      );
    }
    this.#at = Math.min(bytes.length, at + 1);
    this.#nextLine++;
  }

  #tooLong(): Error {
    return badFile(
      this.fileName,
      `line ${count(this.line)} is longer than any row of an image's pixels. Is it a table with an image a line?`,
    );
  }
}

function findDelimiter(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LINE_FEED, from);
  const line = bytes.subarray(from, Math.min(end < 0 ? bytes.length : end, from + MAX_ROW_BYTES));
  const counts = DELIMITERS.map((delimiter) =>
    line.reduce((sum, byte) => sum + (byte === delimiter ? 1 : 0), 0),
  );
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/** One for all: a table has millions of fields. */
const decoder = new TextDecoder('utf-8');

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Whether bytes could be a table at all: text, with digits in it. */
export function looksLikeCsv(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096);
  const isText = head.every(
    (byte) => byte >= SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === 9,
  );
  return isText && head.some((byte) => byte >= ZERO && byte <= NINE);
}

/** Writes rows of bytes as a table: a label, then the pixels. */
export class CsvWriter {
  #bytes = new Uint8Array(1024 * 1024);
  #length = 0;

  /** A row of texts. */
  row(fields: readonly string[]): void {
    this.#add(new TextEncoder().encode(`${fields.map(toField).join(',')}\n`));
  }

  /** A row that begins with a text. */
  pixels(label: string, pixels: Uint8Array): void {
    this.#add(new TextEncoder().encode(toField(label)));
    this.#reserve(4 * pixels.length + 1);
    for (const value of pixels) {
      this.#bytes[this.#length++] = DELIMITERS[0]!;
      if (value >= 100) this.#bytes[this.#length++] = ZERO + Math.floor(value / 100);
      if (value >= 10) this.#bytes[this.#length++] = ZERO + (Math.floor(value / 10) % 10);
      this.#bytes[this.#length++] = ZERO + (value % 10);
    }
    this.#bytes[this.#length++] = LINE_FEED;
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #add(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** A text as a field, in quotation marks where it would not be one otherwise. */
function toField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

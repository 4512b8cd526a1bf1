import { badFile } from '../../formats/bad-file.ts';
import { count, counted } from '../../protocol/english.ts';
import { CsvReader } from '../../formats/csv.ts';
import type { ImportOptions } from '../../protocol/imports.ts';
import { MAX_IMAGE_SIDE } from '../../protocol/datasets.ts';
import type { Size } from '../resize.ts';
import { scaleOf, type GreyScale } from './grey-scale.ts';

/** How the columns of a table of images are to be read: which is the label, which are pixels, and what they mean. */

export interface Columns {
  readonly header: boolean;
  /** Their names, or their numbers from 1. */
  readonly names: readonly string[];
  readonly label: number;
  /** Says for each row whether it is for training or testing; -1 where there is none. */
  readonly split: number;
  readonly pixels: readonly number[];
  readonly shape: Size;
  readonly scale: GreyScale;
}

const BYTE = 255;
/** So many rows tell; of large images, as many as have so many fields. */
const SAMPLE_ROWS = 1000;
const SAMPLE_FIELDS = 1_000_000;
const LABEL_NAMES = /^(labels?|class(es)?|targets?|y|digits?|letters?|categor(y|ies)|character)$/i;
const SPLIT_NAMES = /^(split|usage|set|subset|partition)$/i;
/** Numbers of rows, and the column without a name that pandas writes before a table. */
const INDEX_NAMES = /^(|id|index|image_?id|row_?id|unnamed: 0)$/i;

/** @throws EpochLabError `bad-file` when it is not a table of labelled images. */
export function readColumns(bytes: Uint8Array, fileName: string, options: ImportOptions): Columns {
  const rows = sampleRows(bytes, fileName);
  const [first] = rows;
  if (!first) throw badFile(fileName, 'the file has no rows.');
  if (first.length < 3) {
    throw badFile(
      fileName,
      `line 1 has ${counted(first.length, 'field', 'fields')}: a table of images has a label and a ` +
        'field for each pixel.',
    );
  }
  const header = options.header ?? isHeader(first, rows[1]);
  const names = header ? first.map((name) => name.trim()) : first.map((_, index) => String(index + 1));
  const values = (header ? rows.slice(1) : rows).filter((row) => row.length === first.length);
  if (values.length === 0) throw badFile(fileName, 'the file has no rows below its header.');

  const split = header ? names.findIndex((name) => SPLIT_NAMES.test(name)) : -1;
  const label = findLabel(names, values, header, options, fileName);
  const pixels = names
    .map((_, index) => index)
    .filter((index) => index !== label && index !== split && !(header && INDEX_NAMES.test(names[index]!)));
  const shape =
    options.shape ?? shapeOf(header ? pixels.map((index) => names[index]!) : [], pixels.length, fileName);
  if (shape.height * shape.width !== pixels.length) {
    throw badFile(
      fileName,
      `it has ${counted(pixels.length, 'pixel', 'pixels')} a row, and not ${shape.height} × ${shape.width}.`,
    );
  }
  return { header, names, label, split, pixels, shape, scale: scaleOfRows(values, pixels) };
}

function sampleRows(bytes: Uint8Array, fileName: string): string[][] {
  const reader = new CsvReader(bytes, fileName);
  const rows: string[][] = [];
  let fields = 0;
  while (rows.length <= SAMPLE_ROWS && fields < SAMPLE_FIELDS && reader.next()) {
    rows.push(Array.from({ length: reader.fields }, (_, field) => reader.text(field)));
    fields += reader.fields;
  }
  return rows;
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text));
}

/** Names where the next row has numbers; a label that is a text stands in both. */
function isHeader(first: readonly string[], second: readonly string[] | undefined): boolean {
  const named = first.filter((text) => !isNumber(text));
  if (named.length >= 2)
    return second === undefined || second.filter((text) => !isNumber(text)).length < named.length;
  return named.length === 1 && (LABEL_NAMES.test(named[0]!) || INDEX_NAMES.test(named[0]!));
}

function findLabel(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  header: boolean,
  { labelColumn }: ImportOptions,
  fileName: string,
): number {
  const last = names.length - 1;
  if (labelColumn !== undefined) {
    const found = names.indexOf(labelColumn);
    if (found >= 0) return found;
    if (labelColumn === 'first') return 0;
    if (labelColumn === 'last') return last;
    throw badFile(fileName, `it has no column “${labelColumn}”. Its columns are ${listed(names)}.`);
  }
  const named = header ? names.findIndex((name) => LABEL_NAMES.test(name)) : -1;
  if (named >= 0) return named;
  // In a header all of pixels, none is the label: as in the table of Kaggle that is to be labelled.
  const indexed = header && INDEX_NAMES.test(names[0]!) ? names.length - 1 : names.length;
  if (header && names.every((name) => /^pixel/i.test(name) || INDEX_NAMES.test(name))) {
    throw badFile(fileName, `it has a column for each of ${count(indexed)} pixels, and none for the label.`);
  }
  const [valuesOfFirst, valuesOfLast] = [0, last].map((column) => new Set(rows.map((row) => row[column]!)));
  // A text among a pixel's numbers is a mistake in its row; labels that are texts are so in most rows.
  const [textsInFirst, textsInLast] = [0, last].map(
    (column) => rows.filter((row) => !isNumber(row[column]!)).length,
  );
  if (textsInFirst !== textsInLast) return textsInFirst! > textsInLast! ? 0 : last;
  // Corners of images hardly change; labels do.
  if (valuesOfFirst!.size === 1 && valuesOfLast!.size > 1) return last;
  return valuesOfLast!.size > 1 && valuesOfFirst!.size > 256 ? last : 0;
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, 5)
    .map((name) => `“${name.slice(0, 30)}”`)
    .join(', ');
  return names.length > 5 ? `${shown} and ${count(names.length - 5)} more` : shown;
}

/** "1x1" to "28x28" are rows and columns; otherwise it must be a square. */
function shapeOf(names: readonly string[], pixels: number, fileName: string): Size {
  const places = names.map((name) => /(\d+)\s*[x_]\s*(\d+)$/i.exec(name)).filter((place) => place !== null);
  if (names.length > 0 && places.length === names.length) {
    const [rows, columns] = [1, 2].map((group) => {
      const numbers = places.map((place) => Number(place[group]));
      return Math.max(...numbers) - Math.min(...numbers) + 1;
    });
    if (rows! * columns! === pixels && rows! <= MAX_IMAGE_SIDE && columns! <= MAX_IMAGE_SIDE) {
      return { height: rows!, width: columns! };
    }
  }
  const side = Math.round(Math.sqrt(pixels));
  if (side * side === pixels && side >= 1 && side <= MAX_IMAGE_SIDE) return { height: side, width: side };
  throw badFile(
    fileName,
    `it has ${count(pixels)} pixels a row, which make no square. Is one of its columns no pixel, or is there no label? ` +
      'For images that are not square, say how high and how wide they are.',
  );
}

/** Values below zero or above a byte's in few of the rows are mistakes, and not another scale. */
function scaleOfRows(rows: readonly (readonly string[])[], pixels: readonly number[]): GreyScale {
  const ranges = rows.map((row) => rangeOf(pixels.map((column) => Number(row[column]))));
  const [below, beyond] = [
    ranges.filter(([lowest]) => lowest < 0).length,
    ranges.filter(([, highest]) => highest > BYTE).length,
  ];
  const [lowest, highest] = rangeOf(ranges.flat());
  return scaleOf(
    2 * below > rows.length ? lowest : 0,
    2 * beyond > rows.length ? highest : Math.min(highest, BYTE),
  );
}

/** At least from 0 to 1. What is no number is found when its row is read. */
function rangeOf(values: readonly number[]): [lowest: number, highest: number] {
  let [lowest, highest] = [0, 1];
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest && value < Infinity) highest = value;
  }
  return [lowest, highest];
}

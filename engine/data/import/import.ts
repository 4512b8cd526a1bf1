import { badFile, quote } from '../../formats/bad-file.ts';
import { isGzip } from '../../formats/gzip.ts';
import { looksLikeCsv } from '../../formats/csv.ts';
import { isNpy } from '../../formats/npy.ts';
import { isPicture, PICTURE_EXTENSIONS } from '../../formats/picture.ts';
import { isZip } from '../../formats/zip-reader.ts';
import type { ImportOptions, ImportPreview, ImportReport, SourceKind } from '../../protocol/imports.ts';
import { collectArrays } from './array-source.ts';
import { renaming, type Collected, type Collector } from './collector.ts';
import { collectIdx } from './idx-source.ts';
import { compareNaturally } from '../../formats/natural-order.ts';
import { collectPictures, type PictureFiles } from './picture-source.ts';
import {
  baseName,
  isLitter,
  openArchive,
  readUnpacked,
  stemOf,
  type Source,
  type SourceFile,
  type Surroundings,
} from './source.ts';
import { collectTable } from './table-source.ts';
import type { Columns } from './table-columns.ts';

/**
 * Data sets of other people, from whatever they come as: IDX files, tables, arrays of NumPy, folders of pictures, and
 * zip archives of these. `previewImport` says what a source is taken for; `importImages` takes it in.
 */

/** So many pictures are decoded for a preview, and so many are shown. */
const PREVIEWED_PICTURES = 60;
const SHOWN = 40;

export interface Imported {
  readonly name: string;
  readonly collected: Collected;
  readonly report: ImportReport;
}

/** @throws EpochLabError `bad-file`, `file-unavailable` or `cancelled`. */
export async function importImages(
  source: Source,
  options: ImportOptions,
  surroundings: Surroundings,
): Promise<Imported> {
  const opened = await open(source);
  const { collector } = await collect(opened, options, surroundings, Infinity);
  const collected = collector.finish();
  return { name: options.name ?? stemOf(opened.source.name), collected, report: reportOf(opened, collector) };
}

/** The same without keeping anything; of many pictures, only some are read. */
export async function previewImport(
  source: Source,
  options: ImportOptions,
  surroundings: Surroundings,
): Promise<ImportPreview> {
  const opened = await open(source);
  const { collector, columns, arrays, found } = await collect(
    opened,
    options,
    surroundings,
    PREVIEWED_PICTURES,
  );
  const collected = collector.finish();
  const counts = found ? countFiles(found, renaming(options)) : countImages(collected);
  return {
    ...reportOf(opened, collector),
    ...counts,
    name: options.name ?? stemOf(opened.source.name),
    height: collected.height,
    width: collected.width,
    isSplit: counts.testPerClass.some((count) => count > 0),
    sample: sampleOf(collected, counts.classes),
    suggestsInvert: !options.invert && collector.suggestsInvert,
    columns: columns
      ? { names: columns.names, label: columns.names[columns.label]!, header: columns.header }
      : null,
    arrays: arrays ?? null,
    sourceSizes: collected.sourceSizes,
  };
}

interface Opened {
  readonly source: Source;
  readonly kind: SourceKind;
  readonly files: readonly SourceFile[];
  readonly others: readonly SourceFile[];
}

interface Collection {
  readonly collector: Collector;
  readonly columns?: Columns;
  readonly arrays?: NonNullable<ImportPreview['arrays']>;
  readonly found?: PictureFiles;
}

async function collect(
  { source, kind, files }: Opened,
  options: ImportOptions,
  surroundings: Surroundings,
  most: number,
): Promise<Collection> {
  switch (kind) {
    case 'idx':
      return { collector: await collectIdx(source, files, options, surroundings) };
    case 'table':
      return collectTable(source, files, options, surroundings);
    case 'arrays':
      return collectArrays(source, files, options, surroundings);
    case 'pictures':
      return collectPictures(source, files, options, surroundings, most);
    default:
      return kind satisfies never;
  }
}

/** Finds out what a source is. An archive of anything but arrays is a folder that happens to be one file. */
async function open(source: Source): Promise<Opened> {
  const files = source.files.filter(({ path }) => !isLitter(path));
  const [only] = files;
  if (!only) throw badFile(source.name, source.skipped[0]?.reason ?? 'there is nothing in it.');
  if (files.length === 1 && kindByName(only.path) === null) return openSingle(source, only);

  const kinds = new Map<SourceKind, SourceFile[]>();
  const others: SourceFile[] = [];
  for (const file of files) {
    const kind = kindByName(file.path);
    const alike = kind ? kinds.get(kind) : others;
    if (alike) alike.push(file);
    else if (kind) kinds.set(kind, [file]);
  }
  // Pictures beside a table are the data, and the table is about them.
  const order: readonly SourceKind[] = ['pictures', 'idx', 'arrays', 'table'];
  const kind = order.find((candidate) => kinds.has(candidate));
  if (!kind) {
    throw badFile(
      source.name,
      'no data set was found in it. IDX files, tables (CSV), NumPy arrays (NPZ, NPY) and folders of pictures are read.',
    );
  }
  const rest = order.flatMap((other) => (other === kind ? [] : (kinds.get(other) ?? [])));
  return { source, kind, files: kinds.get(kind)!, others: [...others, ...rest] };
}

/** One file whose name says nothing, or that is an archive: its first bytes tell. */
async function openSingle(source: Source, file: SourceFile): Promise<Opened> {
  const bytes = await readUnpacked(source, file);
  const again: Source = { ...source, read: () => Promise.resolve(bytes) };
  // What was packed is unpacked now.
  const plain = { ...file, path: file.path.replace(/\.gz$/i, '') };
  const as = (kind: SourceKind): Opened => ({ source: again, kind, files: [plain], others: [] });
  if (isZip(bytes)) {
    const archive = openArchive(bytes, baseName(file.path));
    return archive.files.some(({ path }) => /\.npy$/i.test(path)) ? as('arrays') : open(archive);
  }
  if (isNpy(bytes)) return as('arrays');
  if (isGzip(bytes)) throw badFile(file.path, 'it is compressed, and its name does not end in .gz.');
  if (bytes[0] === 0 && bytes[1] === 0 && bytes.length >= 4) return as('idx');
  if (isPicture(bytes)) {
    throw badFile(
      file.path,
      'this is one picture. Choose a folder that has a folder of pictures for each class.',
    );
  }
  if (looksLikeCsv(bytes)) return as('table');
  throw badFile(file.path, `this is no data set that is known. It begins with ${quote(beginning(bytes))}.`);
}

function beginning(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function kindByName(path: string): SourceKind | null {
  const name = baseName(path).toLowerCase();
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (PICTURE_EXTENSIONS.some((picture) => picture === extension)) return 'pictures';
  if (/\.np[yz]$/.test(name)) return 'arrays';
  if (/\.(csv|tsv)(\.gz)?$/.test(name)) return 'table';
  if (/(idx[1-4]|ubyte)[^/]*$/.test(name)) return 'idx';
  return null;
}

/** Files that explain the data, and are not expected to be data. */
const EXPLAINING =
  /^(readme|licen[cs]e|sha256sums|manifest|classes|labels?)(\.|$)|\.(md|json|txt|html?|pdf|yaml|yml)$/i;

function reportOf({ source, kind, others }: Opened, collector: Collector): ImportReport {
  for (const skipped of source.skipped) collector.skip(skipped);
  for (const { path } of others) {
    if (!EXPLAINING.test(baseName(path)))
      collector.skip({ file: path, reason: 'it is of another kind than the data.' });
  }
  return {
    kind,
    skipped: collector.skipped,
    skippedCount: collector.skippedCount,
    notes: collector.notes,
  };
}

function countFiles({ placed, classes: labels }: PictureFiles, rename: ReadonlyMap<string, string>) {
  const nameOf = (label: string) => rename.get(label) ?? label;
  const classes = [...new Set(labels.map(nameOf))].sort(compareNaturally);
  const numbers = new Map(classes.map((name, index) => [name, index]));
  const [trainPerClass, testPerClass] = [classes.map(() => 0), classes.map(() => 0)];
  for (const { split, label } of placed)
    (split === 'train' ? trainPerClass : testPerClass)[numbers.get(nameOf(label))!]!++;
  return { classes, labels, trainPerClass, testPerClass };
}

function countImages({ classes, found: labels, train, test }: Collected) {
  const count = (labels: Uint8Array) => {
    const counts = classes.map(() => 0);
    for (const label of labels) counts[label]!++;
    return counts;
  };
  return { classes, labels, trainPerClass: count(train.labels), testPerClass: count(test.labels) };
}

/** Some of the images, evenly from all; their labels count in `classes`, of which perhaps not all were read. */
function sampleOf(
  { height, width, classes: read, train, test }: Collected,
  classes: readonly string[],
): ImportPreview['sample'] {
  const { images, labels } = train.labels.length > 0 ? train : test;
  const places = read.map((name) => classes.indexOf(name));
  const shown = Math.min(SHOWN, labels.length);
  const indices = Array.from({ length: shown }, (_, index) => Math.floor((index * labels.length) / shown));
  const size = height * width;
  const pixels = new Uint8Array(shown * size);
  indices.forEach((index, place) =>
    pixels.set(images.subarray(index * size, (index + 1) * size), place * size),
  );
  return {
    height,
    width,
    pixels,
    labels: Uint8Array.from(indices, (index) => places[labels[index]!]!),
    indices,
  };
}

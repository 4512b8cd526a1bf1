import { badFile } from '../../formats/bad-file.ts';
import { count, counted } from '../../protocol/english.ts';
import { CsvReader } from '../../formats/csv.ts';
import type { Split } from '../../protocol/contract.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import type { ImportOptions } from '../../protocol/imports.ts';
import { Collector } from './collector.ts';
import { noteOfScale, toByte } from './grey-scale.ts';
import { baseName, readUnpacked, type Source, type SourceFile, type Surroundings } from './source.ts';
import { readColumns, type Columns } from './table-columns.ts';

/** Images as the rows of a table, as Kaggle and many others hand them out; one table, or one for each split. */

const BREATHE_EVERY = 500;

export async function collectTable(
  source: Source,
  files: readonly SourceFile[],
  options: ImportOptions,
  surroundings: Surroundings,
): Promise<{ collector: Collector; columns: Columns }> {
  let collector: Collector | null = null;
  let columns: Columns | null = null;
  const refused: { readonly file: string; readonly error: EpochLabError }[] = [];
  for (const file of files) {
    const table = await openTable(source, file, options, columns);
    if (table instanceof EpochLabError) {
      if (table.code !== 'bad-file') throw table;
      refused.push({ file: file.path, error: table });
      continue;
    }
    const { bytes, columns: found } = table;
    const { shape, scale } = found;
    const upright = options.transpose ? { height: shape.width, width: shape.height } : shape;
    collector ??= new Collector(source.name, options.size ?? upright, options, 0);
    columns ??= found;
    const note = noteOfScale(scale);
    if (note !== null) collector.note(note);
    const split: Split = files.length > 1 && /test|t10k|val/i.test(baseName(file.path)) ? 'test' : 'train';
    await collectRows(bytes, file.path, found, split, collector, surroundings);
  }
  // One that is no table of images is no reason to refuse the one beside it: Kaggle packs several together.
  if (!collector) throw refused[0]?.error ?? badFile(source.name, 'there is no table in it.');
  for (const { file, error } of refused)
    collector.skip({ file, reason: error.message.replace(`${file}: `, '') });
  return { collector, columns: columns! };
}

async function openTable(
  source: Source,
  file: SourceFile,
  options: ImportOptions,
  others: Columns | null,
): Promise<{ bytes: Uint8Array; columns: Columns } | EpochLabError> {
  try {
    const bytes = await readUnpacked(source, file);
    const columns = readColumns(bytes, file.path, options);
    const { height, width } = columns.shape;
    if (!others || (others.shape.height === height && others.shape.width === width))
      return { bytes, columns };
    return badFile(
      file.path,
      `its images are ${height} × ${width} pixels, those of the table before it ` +
        `${others.shape.height} × ${others.shape.width}.`,
    );
  } catch (thrown) {
    if (thrown instanceof EpochLabError) return thrown;
    throw thrown;
  }
}

async function collectRows(
  bytes: Uint8Array,
  fileName: string,
  columns: Columns,
  fileSplit: Split,
  collector: Collector,
  { progress, breathe }: Surroundings,
): Promise<void> {
  const reader = new CsvReader(bytes, fileName);
  if (columns.header) reader.next();
  const pixels = new Uint8Array(columns.pixels.length);
  for (let row = 0; reader.next(); row++) {
    const split = columns.split < 0 ? fileSplit : splitNamed(reader, columns.split);
    const reason =
      readRow(reader, columns, pixels) ?? collector.add(split, label(reader, columns), pixels, columns.shape);
    if (reason !== null) collector.skip({ file: fileName, line: reader.line, reason });
    if (row % BREATHE_EVERY !== 0) continue;
    progress(Math.round(reader.progress * bytes.length), bytes.length);
    await breathe();
  }
}

/** @returns what is wrong with the row; null when it is in `pixels`. */
function readRow(
  reader: CsvReader,
  { names, pixels: columns, scale }: Columns,
  pixels: Uint8Array,
): string | null {
  if (reader.fields !== names.length) {
    return `it has ${counted(reader.fields, 'field', 'fields')}, where the others have ${count(names.length)}.`;
  }
  for (let pixel = 0; pixel < columns.length; pixel++) {
    const column = columns[pixel]!;
    const value = reader.number(column);
    if (value >= scale.black && value <= scale.white) {
      pixels[pixel] = toByte(value, scale);
      continue;
    }
    const found = reader.text(column).slice(0, 30);
    return Number.isNaN(value)
      ? `column ${count(column + 1)} (${names[column]}) holds “${found}”, which is no number.`
      : `column ${count(column + 1)} (${names[column]}) holds ${found}; pixels are from ${scale.black} to ${scale.white}.`;
  }
  return null;
}

/** "3.0" is 3: some programs write labels as they write pixels. */
function label(reader: CsvReader, columns: Columns): string {
  const text = reader.text(columns.label);
  return /^\d+\.0*$/.test(text) ? String(Number(text)) : text;
}

function splitNamed(reader: CsvReader, column: number): Split {
  return column < reader.fields && /test|val/i.test(reader.text(column)) ? 'test' : 'train';
}

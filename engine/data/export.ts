import { encode } from 'fast-png';
import { CsvWriter } from '../formats/csv.ts';
import { writeNpyBytes, writeNpyTexts } from '../formats/npy.ts';
import { writeZip } from '../formats/zip-store.ts';
import type { DatasetFormat } from '../protocol/datasets.ts';
import type { Split } from '../protocol/contract.ts';
import { dataCard } from './dataset-card.ts';
import { CARD_NAME, writeDatasetFolder, type WrittenFile } from './dataset-folder.ts';
import type { Dataset, Examples } from './dataset.ts';

/** A data set as files that other programs read, each with its card; one file after the other, since there may be many. */

/** Splits that have images: one that was never parted has no test images. */
function splitsOf({ train, test }: Dataset): [Split, Examples][] {
  const both: [Split, Examples][] = [
    ['train', train],
    ['test', test],
  ];
  return both.filter(([, { labels }]) => labels.length > 0);
}

export async function* exportDataset(dataset: Dataset, format: DatasetFormat): AsyncGenerator<WrittenFile> {
  switch (format) {
    case 'npz':
      yield { name: 'dataset.npz', bytes: writeNpz(dataset) };
      yield card(dataset, [
        'dataset.npz: x_train, y_train, x_test, y_test (unsigned bytes; x is image × row × column) and class_names. ' +
          'In Python: numpy.load("dataset.npz")',
      ]);
      return;
    case 'csv':
      for (const [split, examples] of splitsOf(dataset)) {
        yield { name: `${split}.csv`, bytes: writeCsv(dataset, [examples]) };
      }
      yield card(dataset, [
        'train.csv, test.csv: an image a line, first its label, then its pixels row by row (1x1 is row 1, column 1)',
      ]);
      return;
    case 'idx':
      yield* await writeDatasetFolder(dataset);
      return;
    case 'folders':
      yield* writeFolders(dataset);
      return;
    default:
      format satisfies never;
  }
}

/** NumPy's archive, under the names that Keras uses. */
export function writeNpz(dataset: Dataset): Uint8Array {
  const { height, width, classes } = dataset.info;
  const arrays = splitsOf(dataset).flatMap(([split, { images, labels }]) => [
    { name: `x_${split}.npy`, bytes: writeNpyBytes([labels.length, height, width], images) },
    { name: `y_${split}.npy`, bytes: writeNpyBytes([labels.length], labels) },
  ]);
  return writeZip([...arrays, { name: 'class_names.npy', bytes: writeNpyTexts(classes) }]);
}

/** A table with a header. */
export function writeCsv({ info }: Dataset, parts: readonly Examples[]): Uint8Array {
  const { height, width, classes } = info;
  const size = height * width;
  const writer = new CsvWriter();
  const places = Array.from({ length: size }, (_, at) => `${Math.floor(at / width) + 1}x${(at % width) + 1}`);
  writer.row(['label', ...places]);
  for (const { images, labels } of parts) {
    labels.forEach((label, index) => {
      writer.pixels(classes[label]!, images.subarray(index * size, (index + 1) * size));
    });
  }
  return writer.finish();
}

/** A folder for each split, in it one for each class, in it a picture for each image. */
function* writeFolders(dataset: Dataset): Generator<WrittenFile> {
  const { height, width, classes } = dataset.info;
  const size = height * width;
  const folders = folderNames(classes);
  for (const [split, { images, labels }] of splitsOf(dataset)) {
    for (const [index, label] of labels.entries()) {
      const data = images.subarray(index * size, (index + 1) * size);
      yield {
        name: `${split}/${folders[label]}/${String(index).padStart(5, '0')}.png`,
        bytes: encode({ width, height, data, depth: 8, channels: 1 }),
      };
    }
  }
  yield card(
    dataset,
    folders.map((folder, label) => `train/${folder}, test/${folder}: pictures of “${classes[label]}”`),
  );
}

function card({ info }: Dataset, files: readonly string[]): WrittenFile {
  return { name: CARD_NAME, bytes: new TextEncoder().encode(dataCard(info, files)) };
}

/** Class names as folders that every system accepts, all different. */
export function folderNames(classes: readonly string[]): string[] {
  const taken = new Set<string>();
  return classes.map((name) => {
    // Neither separators nor what Windows refuses: its characters, its devices, an end in a dot or a blank.
    const plain = Array.from(name, (letter) =>
      letter < ' ' || '/\\:*?"<>|'.includes(letter) ? '-' : letter,
    ).join('');
    const safe = plain.replace(/^\.+/, '').replace(/[. ]+$/, '') || '_';
    const stem = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `_${safe}` : safe;
    let folder = stem;
    for (let number = 2; taken.has(folder.toLowerCase()); number++) folder = `${stem}-${number}`;
    taken.add(folder.toLowerCase());
    return folder;
  });
}

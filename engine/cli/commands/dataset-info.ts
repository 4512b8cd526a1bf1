import { toDataset } from '../../data/import/finish.ts';
import { importImages } from '../../data/import/import.ts';
import type { DatasetInfo } from '../../protocol/contract.ts';
import type { ImportReport } from '../../protocol/imports.ts';
import type { Command } from '../command.ts';
import { openKnown, QUIETLY, remarkOn } from '../datasets.ts';
import { importOptions, readImportOptions } from '../import-options.ts';
import type { Output } from '../output.ts';
import { openSource } from '../source.ts';
import { count, counted } from '../../protocol/english.ts';

export const datasetInfo: Command = {
  name: 'dataset info',
  operands: ['PATH'],
  summary: 'Say what a data set is: images, classes, size, split, and what was left out and why.',
  description:
    'PATH is an IDX file or a folder of them, a table (CSV), NumPy arrays (NPZ, NPY), a folder of pictures with a\n' +
    'folder for each class, a zip archive of these, or the name of a data set that ships. Everything is read, and\n' +
    'nothing is written.',
  options: importOptions,
  examples: ['epochlab dataset info photos', 'epochlab dataset info train.csv --label-column last --json'],

  async run({ positionals, options, output }) {
    const [path] = positionals as [string];
    const known = await openKnown(path);
    if (known) {
      tell(known.info, { kind: 'dataset', skipped: [], skippedCount: 0, notes: [], isSplit: true }, output);
      return;
    }
    const given = readImportOptions(options);
    const imported = await importImages(openSource(path), given, QUIETLY);
    const isSplit = imported.collected.test.labels.length > 0;
    const { info } = await toDataset(imported, given, { split: false });
    tell(info, { ...imported.report, isSplit }, output);
    remarkOn(imported.report, output);
  },
};

interface Report extends Omit<ImportReport, 'kind'> {
  readonly kind: ImportReport['kind'] | 'dataset';
  /** It came with test images of its own. */
  readonly isSplit: boolean;
}

function tell(
  info: DatasetInfo,
  { kind, isSplit, skipped, skippedCount, notes }: Report,
  output: Output,
): void {
  const { name, height, width, classes, trainImages, testImages, trainPerClass, testPerClass, sha256 } = info;
  const images = trainImages + testImages;
  const width1 = Math.max(...classes.map(({ length }) => length));
  const rows = classes.map((label, index) => {
    const [train, test] = [count(trainPerClass[index]!), count(testPerClass[index]!)];
    return `  ${label.padEnd(width1)}  ${train.padStart(9)}  ${isSplit ? test.padStart(9) : ''}`.trimEnd();
  });
  output.result(
    'dataset',
    {
      name,
      kind,
      images,
      height,
      width,
      classes,
      isSplit,
      split: { train: trainImages, test: testImages },
      perClass: { train: trainPerClass, test: testPerClass },
      sha256,
      skippedCount,
      skipped,
      notes,
    },
    [
      `${name}: ${counted(images, 'image', 'images')} of ${height} × ${width}, ${counted(classes.length, 'class', 'classes')}`,
      isSplit
        ? `  ${count(trainImages)} for training, ${count(testImages)} for testing`
        : '  not split: a part of each class will be kept for testing',
      ...rows,
    ].join('\n'),
  );
}

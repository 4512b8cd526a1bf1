import { basename } from 'node:path';
import { dataCard } from '../../data/dataset-card.ts';
import type { Dataset } from '../../data/dataset.ts';
import { exportDataset, writeCsv, writeNpz } from '../../data/export.ts';
import { toDataset } from '../../data/import/finish.ts';
import { importImages } from '../../data/import/import.ts';
import { datasetFormats, type DatasetFormat } from '../../protocol/datasets.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import type { Command } from '../command.ts';
import { openKnown, QUIETLY, remarkOn } from '../datasets.ts';
import { checkFreeFolder, checkWritable, writeFile, writeFolder } from '../files.ts';
import { importOptions, readImportOptions } from '../import-options.ts';
import { openSource } from '../source.ts';
import { counted } from '../../protocol/english.ts';

export const datasetConvert: Command = {
  name: 'dataset convert',
  operands: ['PATH'],
  summary: 'Write a data set in another form: NPZ, CSV, IDX, or folders of pictures.',
  description:
    'PATH is whatever "epochlab dataset info" understands. Written is a folder, with a card (README.md) that says\n' +
    'what the data are and whose; with --out FILE.npz or FILE.csv, that one file and its card beside it. A split is\n' +
    'kept, and none is made unless --test-fraction asks for it. IDX needs one.',
  options: {
    to: { value: 'FORMAT', help: `${datasetFormats.join(', ')}.` },
    out: { value: 'PATH', help: 'A new folder; or, for npz and csv, a file.' },
    ...importOptions,
    'test-fraction': {
      value: 'F',
      help: 'Keep so much of each class for testing, where there is no split yet.',
    },
    seed: { value: 'N', help: 'Seed of the choice of test images (default 1).' },
  },
  examples: [
    'epochlab dataset convert photos --to npz --out photos.npz',
    'epochlab dataset convert mnist --to folders --out mnist-pictures',
  ],

  async run({ positionals, options, output }) {
    const [path] = positionals as [string];
    const format = requiredFormat(options.text('to'));
    const out = options.text('out');
    if (out === undefined) throw new EpochLabError('invalid-argument', 'Say with --out where to write.');
    const wantsSplit = format === 'idx' || options.text('test-fraction') !== undefined;
    const given = readImportOptions(options, {
      order: 'keep',
      testFraction: options.number('test-fraction', 0.2),
      seed: options.number('seed', 1),
    });
    checkFree(out, format);
    const dataset = (await openKnown(path)) ?? (await importThere());
    const files = isSingleFile(out, format)
      ? writeSingle(dataset, out)
      : await writeFolder(out, exportDataset(dataset, format));
    const { name, trainImages, testImages } = dataset.info;
    const images = trainImages + testImages;
    output.result(
      'converted',
      { name, format, out, images, files },
      `${name}: ${counted(images, 'image', 'images')} written to ${out}`,
    );

    async function importThere(): Promise<Dataset> {
      const imported = await importImages(openSource(path), given, QUIETLY);
      remarkOn(imported.report, output);
      return toDataset(imported, given, { split: wantsSplit });
    }
  },
};

function requiredFormat(text: string | undefined): DatasetFormat {
  const format = datasetFormats.find((candidate) => candidate === text);
  if (format) return format;
  throw new EpochLabError(
    'invalid-argument',
    `--to must be one of ${datasetFormats.join(', ')}${text === undefined ? '' : `, not "${text}"`}.`,
  );
}

function isSingleFile(out: string, format: DatasetFormat): boolean {
  return (format === 'npz' || format === 'csv') && out.toLowerCase().endsWith(`.${format}`);
}

/** Finds out before long work whether its result can be written. */
function checkFree(out: string, format: DatasetFormat): void {
  if (isSingleFile(out, format)) checkWritable(out);
  else checkFreeFolder(out);
}

/** One file with everything in it, and its card beside it. */
function writeSingle(dataset: Dataset, out: string): number {
  const bytes = out.toLowerCase().endsWith('.npz')
    ? writeNpz(dataset)
    : writeCsv(dataset, [dataset.train, dataset.test]);
  writeFile(out, bytes);
  const card = new TextEncoder().encode(dataCard(dataset.info, [basename(out)]));
  writeFile(out.replace(/\.(npz|csv)$/i, '.README.md'), card);
  return 2;
}

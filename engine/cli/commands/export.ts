import { basename, dirname, extname, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import type { Dataset } from '../../data/dataset.ts';
import type { SavedModel } from '../../formats/model-file.ts';
import { exportModel } from '../../host/export-model.ts';
import { openMachine } from '../../host/machine.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { exportFormatSchema, type ExportedModel, type Verification } from '../../protocol/model-calls.ts';
import type { Command, Options } from '../command.ts';
import { modelDatasetOption, nameOf, openDatasetOf } from '../datasets.ts';
import { checkFreeFolder, writeFile, writeFolder } from '../files.ts';
import { readModel } from '../models.ts';
import type { Output } from '../output.ts';
import { count, counted } from '../../protocol/english.ts';

const EXIT_NOT_VERIFIED = 1;

export const exportCommand: Command = {
  name: 'export',
  operands: ['MODEL'],
  summary: 'Write a saved model for another program: ONNX, NPZ, or a PyTorch project.',
  description:
    'onnx     one file; ONNX Runtime runs it on 1,000 test images, and its logits are compared with the engine’s\n' +
    'npz      one file for NumPy and Keras, and beside it a program for each that loads it\n' +
    'pytorch  a folder: model.py, train.py (one processor, a graphics card, or many with torchrun), weights, data',
  options: {
    format: { value: 'NAME', help: `One of ${exportFormatSchema.options.join(', ')} (default onnx).` },
    out: { value: 'PATH', help: 'The file to write; for pytorch, a folder that is new or empty.' },
    dataset: modelDatasetOption,
    'without-data': { help: 'pytorch: leave the images out of the folder.' },
  },
  examples: [
    'epochlab export model.safetensors --format onnx --out model.onnx',
    'epochlab export model.safetensors --format npz --out model.npz',
    'epochlab export model.safetensors --format pytorch --out project',
  ],

  async run({ positionals, options, output }) {
    const [path] = positionals as [string];
    const format = options.choice('format', exportFormatSchema.options, 'onnx');
    const out = options.text('out');
    if (out === undefined)
      throw new EpochLabError('invalid-argument', 'Say where to write it, with --out PATH.');
    const machine = openMachine();
    const model = await readModel(machine, path, output);
    if (format === 'pytorch') checkFreeFolder(out);
    const exported = await exportModel(model, format, {
      machine,
      version,
      dataset: await datasetOf(model.dataset, options, output),
      withData: !options.flag('without-data'),
      stem: basename(out, extname(out)),
      breathe: () => Promise.resolve(),
    });
    const files = await write(exported, out);
    const { verification } = exported;
    output.result('exported', { format, files, verification }, [...files, ...words(verification)].join('\n'));
    if (verification && !verification.passed) process.exitCode = EXIT_NOT_VERIFIED;
  },
};

/** The data set that the model learned from; null where that is not at hand. */
async function datasetOf(
  recorded: SavedModel['dataset'],
  options: Options,
  output: Output,
): Promise<Dataset | null> {
  if (options.text('dataset') === undefined && nameOf(recorded) === null) {
    output.remark(
      `The model learned from “${recorded.name}”. Say with --dataset where it is to have its images used.`,
    );
    return null;
  }
  const dataset = await openDatasetOf(recorded, options);
  if (dataset.info.sha256 === recorded.sha256) return dataset;
  output.remark(`The model did not learn from ${dataset.info.name}: its images are not used.`);
  return null;
}

/** @returns the paths that were written. The first file of a single-file format is called as was asked for. */
async function write({ format, files }: ExportedModel, out: string): Promise<string[]> {
  if (format === 'pytorch') {
    await writeFolder(out, files);
    return files.map(({ name }) => join(out, name));
  }
  return files.map(({ name, bytes }, index) => {
    const path = index === 0 ? out : join(dirname(resolve(out)), name);
    writeFile(path, bytes);
    return path;
  });
}

function words(verification: Verification | null): string[] {
  if (!verification) return [];
  const { program, images, ofTestImages, largestDifference, sameClass, passed } = verification;
  return [
    `${passed ? 'verified' : 'NOT VERIFIED'}: ${program} on ${counted(images, ofTestImages ? 'test image' : 'made-up image', ofTestImages ? 'test images' : 'made-up images')}, ` +
      `largest difference of a logit ${largestDifference.toPrecision(2)}, ` +
      `the same class for ${count(sameClass)}`,
  ];
}

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import type { Dataset } from '../../data/dataset.ts';
import { exportModel } from '../../host/export-model.ts';
import { openMachine } from '../../host/machine.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { exportFormatSchema, type ExportedModel, type Verification } from '../../protocol/model-calls.ts';
import type { Command, Options } from '../command.ts';
import { datasetOption, openNamedDataset } from '../datasets.ts';
import { writeFile } from '../files.ts';
import { readModel } from '../models.ts';

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
    dataset: datasetOption,
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
    const model = await readModel(machine, path);
    if (format === 'pytorch') refuseFullFolder(out);
    const exported = await exportModel(model, format, {
      machine,
      version,
      dataset: await datasetOf(model.dataset.sha256, options, (text) => output.remark(text)),
      withData: !options.flag('without-data'),
      stem: basename(out, extname(out)),
      breathe: () => Promise.resolve(),
    });
    const files = write(exported, out);
    const { verification } = exported;
    output.result('exported', { format, files, verification }, [...files, ...words(verification)].join('\n'));
    if (verification && !verification.passed) process.exitCode = EXIT_NOT_VERIFIED;
  },
};

/** The data set that the model learned from; null where that is not among those at hand. */
async function datasetOf(
  sha256: string,
  options: Options,
  remark: (text: string) => void,
): Promise<Dataset | null> {
  const dataset = await openNamedDataset(options.text('dataset'));
  if (dataset.info.sha256 === sha256) return dataset;
  remark(`The model did not learn from ${dataset.info.name}: its images are not used.`);
  return null;
}

function refuseFullFolder(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new EpochLabError('file-unavailable', `${out} is not empty. Choose a folder that is new or empty.`);
  }
}

/** @returns the paths that were written. The first file of a single-file format is called as was asked for. */
function write({ format, files }: ExportedModel, out: string): string[] {
  return files.map(({ name, bytes }, index) => {
    const path =
      format === 'pytorch' ? join(out, name) : index === 0 ? out : join(dirname(resolve(out)), name);
    if (format === 'pytorch') mkdirSync(dirname(path), { recursive: true });
    writeFile(path, bytes);
    return path;
  });
}

function words(verification: Verification | null): string[] {
  if (!verification) return [];
  const { program, images, ofTestImages, largestDifference, sameClass, passed } = verification;
  const count = images.toLocaleString('en');
  return [
    `${passed ? 'verified' : 'NOT VERIFIED'}: ${program} on ${count} ${ofTestImages ? 'test images' : 'made-up images'}, ` +
      `largest difference of a logit ${largestDifference.toPrecision(2)}, ` +
      `the same class for ${sameClass.toLocaleString('en')}`,
  ];
}

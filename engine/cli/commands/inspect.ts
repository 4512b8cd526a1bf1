import { basename } from 'node:path';
import { inspectModelFile } from '../../formats/inspect.ts';
import type { ModelContents, ModelSummary } from '../../protocol/model-calls.ts';
import type { LayerSpec } from '../../protocol/network.ts';
import { formatShape, inferShapes } from '../../protocol/shapes.ts';
import type { Command } from '../command.ts';
import { readFile } from '../files.ts';
import { percent } from '../output.ts';
import { count } from '../../protocol/english.ts';

const EXIT_CANNOT_OPEN = 1;

export const inspect: Command = {
  name: 'inspect',
  operands: ['FILE'],
  summary: 'Look into a model file: network, training, data set, seed, fingerprint, accuracy.',
  description:
    'Reads model files, checkpoints, ONNX files of Epoch Lab, and the tensors of any safetensors file. The weights are\n' +
    'checked against the fingerprint. The exit code is 1 where this version cannot open the file.',
  options: {},
  examples: ['epochlab inspect model.safetensors', 'epochlab inspect model.safetensors --json'],

  async run({ positionals, output }) {
    const [path] = positionals as [string];
    const summary = await inspectModelFile(readFile(path), basename(path));
    const { model, ...file } = summary;
    output.result('model', { ...file, ...model }, linesOf(summary).join('\n'));
    if (!summary.canOpen) process.exitCode = EXIT_CANNOT_OPEN;
  },
};

const KINDS: Record<ModelSummary['kind'], string> = {
  model: 'model',
  checkpoint: 'run that can be continued',
  onnx: 'ONNX export of Epoch Lab',
  weights: 'weights of another program',
  other: 'unknown',
};

function linesOf({ fileName, kind, bytes, problem, formatVersion, model, tensors }: ModelSummary): string[] {
  const version = formatVersion === null ? '' : `, format version ${formatVersion}`;
  return [
    `${fileName}: ${KINDS[kind]}, ${count(bytes)} bytes${version}`,
    ...(problem === null ? [] : [`cannot be opened: ${problem}`]),
    ...(model ? contents(model) : []),
    ...tensors.map(({ name, dtype, shape }) => `  ${name}   ${dtype} [${shape.join(', ')}]`),
  ];
}

function contents(model: ModelContents): string[] {
  const { network, settings, dataset, test, history, fingerprint, fingerprintHolds } = model;
  const shapes = inferShapes(network, model.classes.length);
  const { height, width, channels } = network.input;
  const last = history.validation.at(-1) ?? history.training.at(-1);
  const rows: [string, string][] = [
    ['input', `${height} × ${width} × ${channels}`],
    ...network.layers.map((layer, index): [string, string] => [
      `layer ${index + 1}`,
      `${describe(layer).padEnd(46)} → ${formatShape(shapes[index]!.output)}`,
    ]),
    ['parameters', count(model.parameterCount)],
    ['classes', model.classes.join(', ')],
    ['data set', `${dataset.name} (${dataset.sha256.slice(0, 12)}…)`],
    ['training', `step ${count(model.step)}, epoch ${model.epoch.toFixed(2)} of ${settings.epochs}`],
    ['optimiser', `${settings.optimizer.kind}, learning rate ${settings.optimizer.learningRate}`],
    ['batch size', String(settings.batchSize)],
    ['seed', String(settings.seed)],
    ...(last
      ? [
          ['last point', `loss ${last.loss.toFixed(4)}, accuracy ${percent(last.accuracy)}`] as [
            string,
            string,
          ],
        ]
      : []),
    ['test', test ? `accuracy ${percent(test.accuracy)}, loss ${test.loss.toFixed(4)}` : 'not tested'],
    [
      'fingerprint',
      fingerprint === null
        ? 'none'
        : `${fingerprint}${fingerprintHolds ? '' : ', but the weights are others'}`,
    ],
  ];
  return rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`);
}

function describe({ kind, ...settings }: LayerSpec): string {
  const words = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
  return [kind, words.join(', ')].filter((word) => word !== '').join(': ');
}

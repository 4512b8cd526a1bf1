import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NetworkRunner } from '../nn/network-runner.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { everything, randomImages, savedModel, withoutDense } from '../testing/models.ts';
import type { ExpectedOutput } from './expected-outputs.ts';
import type { ExportedFile } from './exported-file.ts';
import { bytesOf, type Parameters } from './parameters.ts';
import { writeNpzWithLoaders } from './npz-export.ts';
import { writePyTorchProject } from './pytorch-project.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { weightsFor } from './weights-import.ts';

/** What is exported is run by the programs that it is for, where they are installed. */

const PYTHONS = [
  ...(process.env['EPOCH_LAB_PYTHONS']?.split(delimiter) ?? []),
  '/usr/bin/python3',
  'python3',
];
const pythonWith = (module: string) =>
  PYTHONS.find((python) => spawnSync(python, ['-c', `import ${module}`]).status === 0);
const numpy = pythonWith('numpy');
const keras = pythonWith('keras');
const torch = pythonWith('torch');
if (!numpy) console.warn('NumPy is not installed (python3-numpy): the NPZ export is not run.');
if (!keras) console.warn('Keras is not installed: its loader is not run.');
if (!torch) console.warn('PyTorch is not installed (python3-torch): the PyTorch project is not run.');

const folder = mkdtempSync(join(tmpdir(), 'epoch-lab-exports-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, files: readonly ExportedFile[]): string {
  const target = join(folder, name);
  for (const file of files) {
    mkdirSync(dirname(join(target, file.name)), { recursive: true });
    writeFileSync(join(target, file.name), file.bytes);
  }
  return target;
}

const networks: [string, NetworkSpec, number][] = [
  ['lenet5', presets.lenet5.network, 10],
  ['everything', everything, 10],
  ['without-dense', withoutDense, 12],
];

const expected = new Map<string, ExpectedOutput[]>();
beforeAll(async () => {
  const machine = await singleThreadMachine();
  for (const [name, network, classes] of networks) {
    const { parameters } = savedModel(network, classes);
    const runner = await NetworkRunner.create(machine, network, classes, parameters, [], {
      batchSize: 1,
      threads: 1,
    });
    expected.set(
      name,
      randomImages(network, 3).map((image) => ({ image, logits: Array.from(runner.logits(image)) })),
    );
  }
});

const bits = (parameters: Parameters) =>
  parameters.map((layer) => layer.map((values) => Buffer.from(bytesOf(values)).toString('hex')));

/** The largest difference that a loader printed. */
function differenceIn(output: string): number {
  return Number(/largest difference to Epoch Lab's logits: (\S+)/.exec(output)?.[1]);
}

describe.each([
  ['numpy', numpy],
  ['keras', keras],
])('NPZ, loaded by %s', (library, python) => {
  it.skipIf(!python).each(networks)(
    '%s gives the same logits',
    { timeout: 120_000 },
    (name, network, classes) => {
      const files = writeNpzWithLoaders(savedModel(network, classes), expected.get(name)!, `4 ${name}`);
      const target = put(`npz-${name}`, files);
      const loader = files.find((file) => file.name.endsWith(`_${library}.py`))!.name;
      expect(differenceIn(execFileSync(python!, [join(target, loader)], { encoding: 'utf8' }))).toBeLessThan(
        1e-4,
      );
    },
  );
});

describe('the PyTorch project', () => {
  it.each(networks)('brings weights back to the bit: %s', (_, network, classes) => {
    const model = savedModel(network, classes);
    const files = writePyTorchProject(model, [], []);
    const { bytes } = files.find(({ name }) => name === 'weights.safetensors')!;
    const weights = weightsFor(network, classes, readSafetensors(bytes, 'weights'), 'weights');
    expect(bits(weights)).toEqual(bits(model.parameters));
  });

  it.skipIf(!torch).each(networks.slice(1))('says the same in PyTorch: %s', (name, network, classes) => {
    const target = put(
      `torch-${name}`,
      writePyTorchProject(savedModel(network, classes), expected.get(name)!, []),
    );
    const output = execFileSync(torch!, [join(target, 'model.py')], { encoding: 'utf8' });
    expect(differenceIn(output)).toBeLessThan(1e-4);
  });

  it.skipIf(!torch)('trains on, alone and with torchrun, and comes back', { timeout: 120_000 }, () => {
    const network = presets.report.network;
    const model = savedModel(network, 10);
    const settings = {
      ...model.settings,
      optimizer: { kind: 'adam', learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      schedule: { kind: 'cosine', minimum: 0.1 },
      warmUpSteps: 3,
      clipping: { kind: 'norm', limit: 1 },
      augmentation: { shift: 1, rotate: 5, scale: 0.1, shear: 0.1, elastic: 0.5 },
      trainImages: 160,
      validationImages: 40,
      epochs: 2,
    } as const;
    const data = [...idxFiles('train', 200), ...idxFiles('test', 50)];
    const target = put('torch-training', writePyTorchProject({ ...model, settings }, [], data));
    const train = join(target, 'train.py');
    // Without the last two options, PyTorch 1.13 under Python 3.11 fails before it starts anything.
    const torchrun = [
      '-m',
      'torch.distributed.run',
      '--nproc_per_node',
      '2',
      '--redirects',
      '1',
      '--tee',
      '1',
    ];
    const port = String(20_000 + (process.pid % 10_000));
    const runs = [[train], [...torchrun, '--master_port', port, train]];
    for (const [index, run] of runs.entries()) {
      const out = join(target, `trained-${index}.safetensors`);
      const output = execFileSync(torch!, [...run, '--device', 'cpu', '--out', out], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      expect(output).toMatch(/epoch 2\/2 {3}loss \d.*\n.*test accuracy/s);
      const weights = weightsFor(network, 10, readSafetensors(readFileSync(out), 'trained'), 'trained');
      expect(bits(weights)).not.toEqual(bits(model.parameters));
    }
  });
});

/** Images of one class are brighter above, those of the other below. */
function idxFiles(split: string, count: number): ExportedFile[] {
  const pixels = Array.from({ length: count * 784 }, (_, i) => {
    const above = i % 784 < 392;
    return (Math.floor(i / 784) % 2 === 0) === above ? 200 : 20;
  });
  const images = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 28, 0, 0, 0, 28, ...pixels]);
  const labels = Uint8Array.from([
    0,
    0,
    8,
    1,
    0,
    0,
    0,
    count,
    ...Array.from({ length: count }, (_, i) => i % 2),
  ]);
  return [
    { name: `${split}-images-idx3-ubyte.gz`, bytes: gzipSync(images) },
    { name: `${split}-labels-idx1-ubyte.gz`, bytes: gzipSync(labels) },
  ];
}

describe('weights of another program', () => {
  const { network } = presets.report;
  const file = (shapes: Record<string, number[]>) =>
    readSafetensors(
      writeSafetensors({
        metadata: new Map(),
        tensors: new Map(
          Object.entries(shapes).map(([name, shape]) => {
            const length = shape.reduce((product, side) => product * side, 1);
            return [name, { dtype: 'F32', shape, bytes: bytesOf(new Float32Array(length).fill(1)) }];
          }),
        ),
      }),
      'foreign.safetensors',
    );
  const read = (shapes: Record<string, number[]>) =>
    weightsFor(network, 10, file(shapes), 'foreign.safetensors');

  it('are found by their shapes, whatever their names', () => {
    const weights = read({
      'classifier.bias': [10],
      'classifier.weight': [10, 1352],
      'features.0.weight': [8, 1, 3, 3],
    });
    expect(weights.map((layer) => layer.map(({ length }) => length))).toEqual([[72], [], [], [13520, 10]]);
    const keras = read({
      'conv2d/kernel:0': [3, 3, 1, 8],
      'dense/kernel:0': [1352, 10],
      'dense/bias:0': [10],
    });
    expect(keras.map((layer) => layer.map(({ length }) => length))).toEqual([[72], [], [], [13520, 10]]);
  });

  it('that do not fit are refused: what is there, and what should be', () => {
    expect(() => read({ 'conv.weight': [8, 1, 5, 5], 'fc.weight': [10, 1352], 'fc.bias': [10] })).toThrow(
      /layer 1 \(conv2d\), which needs weights \[3, 3, 1, 8\]. Left over are conv \(weight \[8, 1, 5, 5\]\)/,
    );
    expect(() =>
      read({ 'conv.weight': [8, 1, 3, 3], 'fc.weight': [10, 1352], 'fc.bias': [10], 'more.weight': [2, 2] }),
    ).toThrow(/"more" \(weight \[2, 2\]\) belong to no layer/);
    expect(() => read({ 'conv.gain': [8] })).toThrow(/a tensor called "conv.gain"/);
  });
});

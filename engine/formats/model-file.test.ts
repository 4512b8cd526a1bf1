import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrainingPoint } from '../protocol/contract.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';
import { inspectModelFile } from './inspect.ts';
import { readModelFile, writeModelFile, type SavedModel } from './model-file.ts';
import { bytesOf } from './parameters.ts';
import { readSafetensors, writeSafetensors, type Tensor } from './safetensors.ts';

const NAME = 'Anna.safetensors';

const badFile = (message: string | RegExp): unknown =>
  expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) as unknown });

/** Bits that a sloppy conversion would lose: −0, the smallest subnormal, the largest and smallest normal. */
const DELICATE = [-0, 2 ** -149, -(2 ** -149), 2 ** -126, 3.4028234663852886e38, 1 / 3];

function point(step: number): TrainingPoint {
  return { step, epoch: step / 1250, loss: 2.302585092994046 / (1 + step), accuracy: 1 / 3 };
}

function model(overrides: Partial<SavedModel> = {}): SavedModel {
  const { network, settings } = presets.lenet5;
  const parameters = inferShapes(network, 10).map((shape) =>
    shape.parameters.map(({ dimensions }) => {
      const length = dimensions.reduce((product, side) => product * side, 1);
      return Float32Array.from({ length }, (_, index) => DELICATE[index % DELICATE.length] ?? 0);
    }),
  );
  return {
    network,
    settings: { ...settings, threads: 3 },
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    dataset: { id: 'mnist', name: 'MNIST', sha256: 'ab'.repeat(32) },
    parameters,
    history: { training: [point(10), point(20)], validation: [point(20)] },
    test: { split: 'test', images: 10_000, accuracy: 0.9891, loss: 0.034 },
    fingerprint: '3f9a-77c1',
    progress: { step: 1875, epoch: 3 },
    kernels: 'wasm-simd',
    ...overrides,
  };
}

/** The file with its metadata or tensors changed, written anew as valid safetensors. */
function changed(
  change: (metadata: Map<string, string>, tensors: Map<string, Tensor>) => void,
  of: SavedModel = model(),
): Uint8Array {
  const file = readSafetensors(writeModelFile(of), NAME);
  const [metadata, tensors] = [new Map(file.metadata), new Map(file.tensors)];
  change(metadata, tensors);
  return writeSafetensors({ metadata, tensors });
}

function bits(parameters: SavedModel['parameters']): string[][] {
  return parameters.map((layer) => layer.map((values) => Buffer.from(bytesOf(values)).toString('hex')));
}

describe('a model file', () => {
  it('gives back the model, its weights to the bit', () => {
    const saved = model();
    const { parameters, ...rest } = readModelFile(writeModelFile(saved), NAME);
    const { parameters: expected, ...expectedRest } = saved;
    expect(rest).toEqual(expectedRest);
    expect(bits(parameters)).toEqual(bits(expected));
  });

  it('gives back a model that has hardly begun', () => {
    const unused = {
      history: { training: [], validation: [] },
      test: null,
      fingerprint: null,
      progress: { step: 0, epoch: 0 },
    };
    expect(readModelFile(writeModelFile(model(unused)), NAME)).toMatchObject(unused);
  });

  it('gives back losses that are not finite', () => {
    const last = { step: 30, epoch: 0.1, loss: NaN, accuracy: 0.1 };
    const history = {
      training: [point(10), { ...last, loss: Infinity }, { ...last, loss: -Infinity }, last],
      validation: [],
    };
    const test = { split: 'test', images: 10, accuracy: 0, loss: NaN } as const;
    const read = readModelFile(writeModelFile(model({ history, test })), NAME);
    expect(read.history).toEqual(history);
    expect(read.test).toEqual(test);
  });

  it('is the same, byte for byte, when written twice and when written again after reading', () => {
    const bytes = writeModelFile(model());
    expect(Buffer.from(bytes).equals(writeModelFile(model()))).toBe(true);
    expect(Buffer.from(bytes).equals(writeModelFile(readModelFile(bytes, NAME)))).toBe(true);
  });

  it('can be read from anywhere in a buffer', () => {
    const bytes = writeModelFile(model());
    const padded = new Uint8Array(bytes.length + 2);
    padded.set(bytes, 1);
    const { parameters } = readModelFile(padded.subarray(1, -1), NAME);
    expect(bits(parameters)).toEqual(bits(model().parameters));
  });

  it('tells other readers the names and shapes of its tensors, and how to feed it', () => {
    const { metadata, tensors } = readSafetensors(writeModelFile(model()), NAME);
    expect(Array.from(tensors, ([name, { dtype, shape }]) => [name, dtype, shape])).toEqual([
      ['layers.0.conv2d.weights', 'F32', [5, 5, 1, 6]],
      ['layers.0.conv2d.bias', 'F32', [6]],
      ['layers.3.conv2d.weights', 'F32', [5, 5, 6, 16]],
      ['layers.3.conv2d.bias', 'F32', [16]],
      ['layers.7.dense.weights', 'F32', [400, 120]],
      ['layers.7.dense.bias', 'F32', [120]],
      ['layers.9.dense.weights', 'F32', [120, 84]],
      ['layers.9.dense.bias', 'F32', [84]],
      ['layers.11.dense.weights', 'F32', [84, 10]],
      ['layers.11.dense.bias', 'F32', [10]],
    ]);
    expect(metadata.get('format')).toBe('epoch-lab-model');
    expect(metadata.get('version')).toBe('1');
    expect(JSON.parse(metadata.get('input') ?? '')).toMatchObject({
      height: 28,
      width: 28,
      channels: 1,
      layout: 'height-width-channel',
      scale: 1 / 255,
      offset: -0.5,
    });
  });

  it('keeps a history within bounds: steps are averaged, moments picked', () => {
    const training = Array.from({ length: 250_000 }, (_, index) => ({ ...point(index + 1), loss: index }));
    const { history } = readModelFile(
      writeModelFile(model({ history: { training, validation: training } })),
      NAME,
    );
    expect(history.training).toHaveLength(83_334);
    expect(history.training.slice(0, 2)).toEqual([
      { ...point(3), loss: 1, accuracy: expect.closeTo(1 / 3, 12) as number },
      { ...point(6), loss: 4, accuracy: expect.closeTo(1 / 3, 12) as number },
    ]);
    expect(history.training.at(-1)).toMatchObject({ step: 250_000, loss: 249_999 });
    expect(history.validation.slice(0, 2)).toEqual([
      { ...point(3), loss: 2 },
      { ...point(6), loss: 5 },
    ]);
  });

  it('keeps at most 2,000 looks into the network, the newest among them', () => {
    const observations = Array.from({ length: 3000 }, (_, index) => ({
      step: index + 1,
      epoch: (index + 1) / 4,
      imagesPerSecond: 1000,
      layers: [{ layer: 0, gradientNorm: index, updateRatio: 0.001 }],
    }));
    const { history } = readModelFile(
      writeModelFile(model({ history: { training: [], validation: [], observations } })),
      NAME,
    );
    expect(history.observations).toHaveLength(1500);
    expect(history.observations?.at(-1)).toEqual(observations.at(-1));
  });
});

it('a model file is none of ONNX, whatever the length of its header is', async () => {
  const ofHeader = (length: number) => changed((metadata) => metadata.set('x', 'x'.repeat(length)));
  const headerBytes = (bytes: Uint8Array) => new DataView(bytes.buffer).getUint32(0, true);
  // As little-endian bytes, 08 00 12 00: an ONNX file begins with 08, its version and 12.
  const wanted = 0x12_00_08;
  const bytes = ofHeader(wanted - headerBytes(ofHeader(0)));
  expect(headerBytes(bytes)).toBe(wanted);
  expect(await inspectModelFile(bytes, NAME)).toMatchObject({ kind: 'model', canOpen: true });
});

describe('a checkpoint', () => {
  const checkpoint = () => {
    const base = model();
    const optimizer = { kind: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    const memory = (factor: number) =>
      base.parameters.map((layer) => layer.map((values) => values.map((value) => value * factor)));
    return model({
      settings: { ...base.settings, optimizer },
      memories: [
        { name: 'mean', values: memory(0.5) },
        { name: 'meanSquare', values: memory(0.25) },
      ],
    });
  };

  it('gives back what the optimiser remembers, to the bit', () => {
    const saved = checkpoint();
    const read = readModelFile(writeModelFile(saved), NAME);
    expect(read.memories?.map(({ name, values }) => [name, bits(values)])).toEqual(
      saved.memories?.map(({ name, values }) => [name, bits(values)]),
    );
  });

  it.each<[string, Parameters<typeof changed>[0], RegExp]>([
    [
      'lacks a memory',
      (_, tensors) => tensors.delete('optimizer.mean.layers.0.conv2d.bias'),
      /"optimizer.mean.layers.0.conv2d.bias" is missing/,
    ],
    [
      'has a memory of another optimiser',
      (_, tensors) =>
        tensors.set('optimizer.velocity.layers.0.conv2d.bias', tensors.get('layers.0.conv2d.bias')!),
      /"optimizer.velocity.layers.0.conv2d.bias" does not belong/,
    ],
  ])('is refused where it %s', (_, change, message) => {
    expect(() => readModelFile(changed(change, checkpoint()), NAME)).toThrow(badFile(message));
  });
});

describe('writing refuses', () => {
  it.each([
    [
      'a missing layer',
      (parameters: Float32Array[][]) => parameters.pop(),
      /layers.11.dense.weights must have 840/,
    ],
    [
      'a wrong length',
      (parameters: Float32Array[][]) => (parameters[0] = [new Float32Array(1)]),
      /must have 150/,
    ],
    [
      'a NaN',
      (parameters: Float32Array[][]) => parameters[3]?.[1]?.fill(NaN, 2),
      /layers.3.conv2d.bias holds NaN/,
    ],
  ])('%s', (_, change, message) => {
    const parameters = model().parameters.map((layer) => layer.map((values) => values.slice()));
    change(parameters);
    expect(() => writeModelFile(model({ parameters }))).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringMatching(message) as unknown,
      }) as unknown,
    );
  });
});

describe('reading refuses', () => {
  it.each<[string, Parameters<typeof changed>[0], RegExp]>([
    ['a file of another program', (metadata) => metadata.clear(), /not a model saved by Epoch Lab/],
    ['another format', (metadata) => metadata.set('format', 'pt'), /not a model saved by Epoch Lab/],
    [
      'a newer version',
      (metadata) => metadata.set('version', '2'),
      /newer Epoch Lab .*version 2.* Update Epoch Lab/,
    ],
    ['no version', (metadata) => metadata.delete('version'), /version is unreadable/],
    ['an odd version', (metadata) => metadata.set('version', '1e9'), /version is unreadable/],
    ['no network', (metadata) => metadata.delete('network'), /its network is missing/],
    [
      'a network that is not JSON',
      (metadata) => metadata.set('network', '{'),
      /its network is not valid JSON/,
    ],
    ['a network of another kind', (metadata) => metadata.set('network', '{"layers":[]}'), /network/],
    [
      'a network that is impossible',
      (metadata) =>
        metadata.set('network', (metadata.get('network') ?? '').replace('"units":10', '"units":11')),
      /its network is impossible. The last layer gives 11 values/,
    ],
    [
      'a network unlike its tensors',
      (metadata) =>
        metadata.set('network', (metadata.get('network') ?? '').replace('"filters":6', '"filters":5')),
      /"layers.0.conv2d.weights" is F32 \[5, 5, 1, 6\], but its network needs F32 \[5, 5, 1, 5\]/,
    ],
    ['settings out of range', (metadata) => metadata.set('settings', '{"epochs":0}'), /settings/],
    [
      'a class without a name',
      (metadata) => metadata.set('classes', '["0",""]'),
      /classes: 1: must be a text/,
    ],
    [
      'a data set without a hash',
      (metadata) => metadata.set('dataset', '{"id":"m","name":"M","sha256":""}'),
      /sha256/,
    ],
    [
      'a fingerprint that is none',
      (metadata) => metadata.set('fingerprint', '"3F9A"'),
      /fingerprint: must be like/,
    ],
    ['progress backwards', (metadata) => metadata.set('progress', '{"step":-1,"epoch":0}'), /progress: step/],
    [
      'a history of two lengths',
      (metadata) => metadata.set('history', historyOf('[1,2]', '[1]')),
      /one length/,
    ],
    [
      'a history of texts',
      (metadata) => metadata.set('history', historyOf('[1]', '["high"]')),
      /history: training.loss/,
    ],
    [
      'a history without end',
      (metadata) => metadata.set('history', historyOf(`[${'1,'.repeat(100_000)}1]`, '[]')),
      /at most 100000 values/,
    ],
    [
      'an endless text',
      (metadata) => metadata.set('kernels', JSON.stringify('x'.repeat(200_000))),
      /kernels is too long/,
    ],
    [
      'a missing tensor',
      (_, tensors) => tensors.delete('layers.7.dense.bias'),
      /"layers.7.dense.bias" is missing/,
    ],
    [
      'a tensor too many',
      (_, tensors) =>
        tensors.set('layers.1.relu.slope', { dtype: 'F32', shape: [0], bytes: new Uint8Array() }),
      /"layers.1.relu.slope" does not belong/,
    ],
    [
      'a tensor of another shape',
      (_, tensors) => replace(tensors, 'layers.0.conv2d.weights', { shape: [1, 5, 5, 6] }),
      /is F32 \[1, 5, 5, 6\], but its network needs F32 \[5, 5, 1, 6\]/,
    ],
    [
      'a tensor of another type',
      (_, tensors) => replace(tensors, 'layers.0.conv2d.bias', { dtype: 'I32' }),
      /is I32 \[6\], but its network needs F32 \[6\]/,
    ],
    ['a NaN', (_, tensors) => spoil(tensors, NaN), /"layers.9.dense.weights" holds NaN/],
    ['an infinity', (_, tensors) => spoil(tensors, -Infinity), /"layers.9.dense.weights" holds -Infinity/],
  ])('%s', (_, change, message) => {
    const bytes = changed(change);
    expect(() => readModelFile(bytes, NAME)).toThrow(badFile(message));
    expect(() => readModelFile(bytes, NAME)).toThrow(badFile(`^${NAME}: .{1,450}$`));
  });

  it('a file larger than any model', () => {
    expect(() => readModelFile(new Uint8Array(256 * 1024 * 1024 + 1), NAME)).toThrow(
      badFile('268,435,457 bytes'),
    );
  });

  function historyOf(steps: string, losses: string): string {
    const list = `{"step":${steps},"epoch":${steps},"loss":${losses},"accuracy":${steps}}`;
    return `{"training":${list},"validation":${list}}`;
  }

  function replace(tensors: Map<string, Tensor>, name: string, change: Partial<Tensor>): void {
    const tensor = tensors.get(name);
    if (tensor) tensors.set(name, { ...tensor, ...change });
  }

  function spoil(tensors: Map<string, Tensor>, value: number): void {
    const bytes = tensors.get('layers.9.dense.weights')?.bytes.slice() ?? new Uint8Array();
    new DataView(bytes.buffer).setFloat32(4 * 1234, value, true);
    replace(tensors, 'layers.9.dense.weights', { bytes });
  }
});

describe('a damaged file', () => {
  const { network, settings } = presets.report;
  const parameters = inferShapes(network, 10).map((shape) =>
    shape.parameters.map(({ dimensions }) =>
      new Float32Array(dimensions.reduce((a, b) => a * b, 1)).fill(0.25),
    ),
  );
  const whole = writeModelFile(model({ network, settings: { ...settings, threads: 1 }, parameters }));
  const headerEnd = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));

  function readOrRefuse(bytes: Uint8Array): 'read' | 'refused' {
    try {
      readModelFile(bytes, NAME);
      return 'read';
    } catch (error) {
      expect(error).toBeInstanceOf(EpochLabError);
      expect(error).toEqual(badFile(`^${NAME}: `));
      return 'refused';
    }
  }

  it('is refused wherever it was cut off', () => {
    for (let length = 0; length < headerEnd; length++) {
      expect(readOrRefuse(whole.subarray(0, length))).toBe('refused');
    }
    for (let length = headerEnd; length < whole.length; length += 997) {
      expect(readOrRefuse(whole.subarray(0, length))).toBe('refused');
    }
    expect(readOrRefuse(whole.subarray(0, whole.length - 1))).toBe('refused');
    expect(readOrRefuse(whole)).toBe('read');
  });

  it('is read or refused, and nothing else, however its header was damaged (2,000 mutations)', () => {
    const at = fc.integer({ min: 0, max: headerEnd });
    const byte = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.nat(255));
    const mutation = fc.tuple(fc.constantFrom('set', 'insert', 'remove'), at, byte);
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const header = Array.from(whole.subarray(0, headerEnd));
        for (const [kind, place, value] of mutations) {
          if (kind === 'set') header[place] = value;
          if (kind === 'insert') header.splice(place, 0, value);
          if (kind === 'remove') header.splice(place, value % 16);
        }
        const bytes = new Uint8Array(header.length + whole.length - headerEnd);
        bytes.set(header);
        bytes.set(whole.subarray(headerEnd), header.length);
        readOrRefuse(bytes);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});

describe('files of other versions', () => {
  /** Made by the first Epoch Lab that could save, before there were schedules, augmentation or other optimisers. */
  const FIRST = join(import.meta.dirname, 'fixtures', 'first-version.safetensors');

  it('an old one opens: weights, settings and history, and its fingerprint holds', async () => {
    const bytes = readFileSync(FIRST);
    const saved = readModelFile(bytes, 'first-version.safetensors');
    expect(saved.settings).toEqual({
      optimizer: { kind: 'sgd', learningRate: 0.02 },
      batchSize: 8,
      epochs: 5,
      trainImages: 55_000,
      validationImages: 5000,
      seed: 1,
      threads: 2,
    });
    expect(saved.history.training.length).toBeGreaterThan(100);
    expect(saved.memories ?? null).toBeNull();
    const { canOpen, model: contents } = await inspectModelFile(bytes, 'first-version.safetensors');
    expect(canOpen).toBe(true);
    expect(contents?.fingerprintHolds).toBe(true);
    // Saved again, it says the same.
    expect(readModelFile(writeModelFile(saved), 'again')).toEqual(saved);
  });

  it('a new one is not opened, but says what it is and which version it needs', async () => {
    const bytes = Buffer.from(
      readFileSync(FIRST).toString('latin1').replace('"version":"1"', '"version":"9"'),
      'latin1',
    );
    const summary = await inspectModelFile(bytes, 'newer.safetensors');
    expect(summary).toMatchObject({ kind: 'model', canOpen: false, formatVersion: 9 });
    expect(summary.problem).toMatch(/newer Epoch Lab \(format version 9.*Update Epoch Lab/);
    expect(summary.tensors.map(({ name }) => name)).toContain('layers.0.conv2d.weights');
  });
});

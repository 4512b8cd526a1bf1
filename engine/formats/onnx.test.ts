import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from '../nn/machine.ts';
import { NetworkRunner } from '../nn/network-runner.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { presetIds, presets } from '../protocol/presets.ts';
import { singleThreadMachine } from '../testing/machine.ts';
import { openMnist } from '../testing/mnist.ts';
import { everything, randomImages, savedModel, withoutDense } from '../testing/models.ts';
import { imageToChannelsFirst } from './channel-order.ts';
import type { SavedModel } from './model-metadata.ts';
import { inspectModelFile } from './inspect.ts';
import { readOnnx, writeOnnx } from './onnx.ts';
import { bytesOf } from './parameters.ts';

const NAME = 'Anna.onnx';

/** Sums of single precision taken in another order: so far may a logit be off, against the largest. */
const TOLERANCE = 2e-5;

let machine: Machine;
beforeAll(async () => {
  machine = await singleThreadMachine();
  ort.env.wasm.numThreads = 1;
  const require = createRequire(import.meta.url);
  ort.env.wasm.wasmBinary = readFileSync(require.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
});

async function logitsOfOnnx(file: Uint8Array, network: NetworkSpec, images: readonly Uint8Array[]) {
  const session = await ort.InferenceSession.create(file);
  const { height, width, channels } = network.input;
  const values = images.flatMap((image) =>
    Array.from(imageToChannelsFirst(image, network.input), (byte) => byte / 255 - 0.5),
  );
  const input = new ort.Tensor('float32', Float32Array.from(values), [
    images.length,
    channels,
    height,
    width,
  ]);
  const { logits, probabilities } = await session.run({ image: input });
  await session.release();
  return { logits: logits!.data as Float32Array, probabilities: probabilities!.data as Float32Array };
}

async function largestDifference(model: SavedModel, images: readonly Uint8Array[]): Promise<number> {
  const { network, classes, parameters } = model;
  const run = { batchSize: 1, threads: 1 };
  const runner = await NetworkRunner.create(machine, network, classes.length, parameters, [], run);
  const ours = images.flatMap((image) => Array.from(runner.logits(image)));
  const theirs = await logitsOfOnnx(writeOnnx(model, [], '1.0'), network, images);
  expect(theirs.logits).toHaveLength(ours.length);
  expect(theirs.probabilities).toHaveLength(ours.length);
  const largest = Math.max(...ours.map(Math.abs));
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs.logits[i]!))) / largest;
}

describe('ONNX Runtime gives the logits of the engine', () => {
  it.each(presetIds)('%s, on MNIST', async (id) => {
    const { test } = await openMnist();
    // The heavy ones on fewer images: the thousand are what an export is verified with.
    const count = id === 'vgg' || id === 'convnet' ? 100 : 1000;
    const images = Array.from({ length: count }, (_, i) => test.images.subarray(i * 784, (i + 1) * 784));
    expect(await largestDifference(savedModel(presets[id].network), images)).toBeLessThan(TOLERANCE);
  });

  it('with layers of every kind', async () => {
    expect(await largestDifference(savedModel(everything), randomImages(everything, 20))).toBeLessThan(
      TOLERANCE,
    );
  });

  it('with no dense layer after flatten', async () => {
    const model = savedModel(withoutDense, 12);
    expect(await largestDifference(model, randomImages(withoutDense, 20))).toBeLessThan(TOLERANCE);
  });
});

describe('an exported file', () => {
  it.each([
    ['of a preset', savedModel(presets.lenet5.network)],
    ['of every kind of layer', savedModel(everything)],
  ])('is read back to the bit, %s', (_, model) => {
    const expected = [{ image: Uint8Array.of(0, 7, 255), logits: [0.1, -3.5] }];
    const read = readOnnx(writeOnnx(model, expected, '1.0'), NAME);
    const bits = ({ parameters }: SavedModel) =>
      parameters.map((layer) => layer.map((values) => Buffer.from(bytesOf(values)).toString('hex')));
    expect(bits(read.model)).toEqual(bits(model));
    expect({ ...read.model, parameters: null }).toEqual({ ...model, parameters: null });
    expect(read.expected).toEqual(expected);
  });

  it('that another program made is refused, with what to do', () => {
    expect(() => readOnnx(Uint8Array.of(8, 7, 18, 2, 65, 66, 58, 0), NAME)).toThrow(
      /save them as safetensors/,
    );
  });

  it('that was cut off is refused anywhere', () => {
    const file = writeOnnx(savedModel(withoutDense, 12), [], '1.0');
    for (let length = 0; length < file.length; length += 7) {
      expect(() => readOnnx(file.subarray(0, length), NAME)).toThrow(/Anna\.onnx: /);
    }
  });

  it('that is none is refused as what it is called', async () => {
    const { problem } = await inspectModelFile(new Uint8Array(5_000).fill(99), NAME);
    expect(problem).toMatch(/^Anna\.onnx: it is damaged/);
  });
});

import { expect, it } from 'vitest';
import { randomStream } from '../nn/random.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { presets } from '../protocol/presets.ts';
import { Bounds } from '../testing/bounds.ts';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { savedModel, withoutDense } from '../testing/models.ts';
import { mutate } from '../testing/mutate.ts';
import { concatenate } from './concatenate.ts';
import { inspectModelFile } from './inspect.ts';
import { readModelFile, writeModelFile } from './model-file.ts';
import { writeMetadata } from './model-metadata.ts';
import { readOnnx, writeOnnx } from './onnx.ts';
import { MessageWriter } from './protobuf.ts';
import { writePyTorchProject } from './pytorch-project.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { weightsFor } from './weights-import.ts';

/** Files that somebody has damaged, or made to do damage: an error or a valid model comes of each. */

const model = savedModel(withoutDense, 12);
const project = writePyTorchProject(model, [], []);
const readers: [string, Uint8Array, (bytes: Uint8Array) => unknown][] = [
  ['model files', writeModelFile(model), (bytes) => readModelFile(bytes, 'x')],
  [
    'checkpoints',
    writeModelFile({ ...model, settings: { ...presets.report.settings, threads: 1 }, memories: [] }),
    (bytes) => readModelFile(bytes, 'x'),
  ],
  ['ONNX files', writeOnnx(model, [], '1.0'), (bytes) => readOnnx(bytes, 'x')],
  [
    'weights of a project',
    project.find(({ name }) => name === 'weights.safetensors')!.bytes,
    (bytes) => weightsFor(withoutDense, 12, readSafetensors(bytes, 'x'), 'x'),
  ],
];

/** The header of a model begins with its metadata; what decides of an ONNX file is spread over as much. */
const HEAD_BYTES = 2000;

it.each(readers)('%s, damaged', { timeout: 3_600_000 }, async (kind, whole, read) => {
  const random = randomStream(11, 'shuffle', kind.length);
  const bounds = new Bounds();
  let [refused, opened] = [0, 0];
  for (let runs = fuzzRuns(1000); runs > 0; runs--) {
    const damaged = mutate(whole, random.uint32(), HEAD_BYTES);
    try {
      await bounds.hold(() => read(damaged));
      opened += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(EpochLabError);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(0);
  console.log(`${kind}: ${refused} refused, ${opened} opened; ${String(bounds)}`);
});

/** Files as large as their readers look into, made to take all time and memory that there is. */
const headerBytes = 16 * 2 ** 20;
const filled = (part: (i: number) => string, megabytes = 16) => {
  const parts: string[] = [];
  for (let [i, length] = [0, 0]; length < megabytes * 2 ** 20 - 200; i++)
    length += parts[parts.push(part(i)) - 1]!.length;
  return parts.join('');
};
const ofHeader = (json: string) => {
  const text = new TextEncoder().encode(json);
  const file = new Uint8Array(8 + text.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file;
};
const withHistory = (history: string) => {
  const { tensors, metadata } = readSafetensors(writeModelFile(model), 'x');
  return writeSafetensors({ tensors, metadata: new Map([...metadata, ['history', history]]) });
};
const costly: [string, () => Uint8Array][] = [
  ['a million tensors', () => ofHeader(`{${filled((i) => `"${i}":{},`)}"":{}}`)],
  ['nesting', () => ofHeader(`{"a":${'['.repeat(headerBytes - 100)}`)],
  ['names within names', () => ofHeader(`{"a":{${filled((i) => `"${i}":1,`)}"":1}}`)],
  ['escapes in names', () => ofHeader(`{${filled((i) => `"\\u0041${i}":1,`)}"":1}`)],
  ['a text without an end', () => ofHeader(`{"a":"${'\\'.repeat(headerBytes / 2 - 100)}`)],
  [
    'a long list of dimensions',
    () => ofHeader(`{"a":{"dtype":"F32","shape":[${filled(() => '0,')}0],"data_offsets":[0,0]}}`),
  ],
  ['a list of millions', () => withHistory(`{"training":{"step":[${filled(() => '1,', 15)}1]}}`)],
  ['lists of too many', () => withHistory(`{"training":{"step":[${'1,'.repeat(1_900_000)}1]}}`)],
  ['names in a history', () => withHistory(`{${filled((i) => `"${i}":1,`, 10)}"":1}`)],
  ['ONNX of empty fields', () => onnxOf(pairs(0x72))],
  ['ONNX of empty tensors', () => onnxOf(message(0x3a, pairs(0x2a)))],
  ['ONNX of a tensor with no end of dimensions', () => onnxOf(message(0x3a, message(0x2a, pairs(0x08))))],
];

/** Nearly the most that is read of an ONNX file, filled with fields that are a key and a zero. */
function pairs(key: number): Uint8Array {
  return new Uint8Array(new Uint16Array(127 * 2 ** 19).fill(key).buffer);
}

function message(key: number, inner: Uint8Array): Uint8Array {
  const prefix = [key];
  for (let rest = inner.length; rest > 0; rest = Math.floor(rest / 128))
    prefix.push((rest % 128) | (rest > 127 ? 128 : 0));
  return concatenate([Uint8Array.from(prefix), inner]);
}

/** What it begins with tells that it is ONNX; the texts are those of a whole one. */
function onnxOf(graph: Uint8Array): Uint8Array {
  const parts = [Uint8Array.of(0x08, 7, 0x12, 0), graph];
  for (const [key, text] of writeMetadata(model)) {
    parts.push(new MessageWriter().message(14, new MessageWriter().text(1, key).text(2, text)).finish());
  }
  return concatenate(parts);
}

it.each(costly)('%s', { timeout: 120_000 }, async (what, make) => {
  const file = make();
  const bounds = new Bounds();
  const summary = await bounds.hold(() => inspectModelFile(file, 'x'));
  expect(summary.canOpen).toBe(false);
  expect(summary.problem).toMatch(/^x: /);
  console.log(`${what}: ${String(bounds)}, ${summary.problem}`);
});

import { expect, it } from 'vitest';
import { randomStream } from '../nn/random.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { presets } from '../protocol/presets.ts';
import { savedModel, withoutDense } from '../testing/models.ts';
import { readModelFile, writeModelFile } from './model-file.ts';
import { readOnnx, writeOnnx } from './onnx.ts';
import { writePyTorchProject } from './pytorch-project.ts';
import { readSafetensors } from './safetensors.ts';
import { weightsFor } from './weights-import.ts';

/** Files that somebody has damaged, or made to do damage: an error or a valid model comes of each. */

/** So many of each kind; EPOCH_LAB_FUZZ_RUNS sets more for a night. */
const MUTATIONS = Number(process.env['EPOCH_LAB_FUZZ_RUNS'] ?? 1000);

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

it.each(readers)('%s', { timeout: 3_600_000 }, (kind, whole, read) => {
  const random = randomStream(11, 'shuffle', kind.length);
  let [refused, opened] = [0, 0];
  for (let i = 0; i < MUTATIONS; i++) {
    try {
      read(mutated(whole, random));
      opened += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(EpochLabError);
      refused += 1;
    }
  }
  expect(refused + opened).toBe(MUTATIONS);
  expect(refused).toBeGreaterThan(0);
});

/** Bytes changed, cut off, put in twice, or filled with what a length may be at its worst. */
function mutated(whole: Uint8Array, random: ReturnType<typeof randomStream>): Uint8Array {
  const at = () => random.uint32() % whole.length;
  // Most of what decides is at the beginning.
  const place = () => (random.uint32() & 1 ? at() : random.uint32() % Math.min(2000, whole.length));
  switch (random.uint32() % 4) {
    case 0:
      return whole.slice(0, at());
    case 1: {
      const bytes = whole.slice();
      for (let n = 1 + (random.uint32() % 8); n > 0; n--) bytes[place()] = random.uint32() & 255;
      return bytes;
    }
    case 2: {
      const bytes = whole.slice();
      const from = place();
      bytes.fill(random.uint32() & 1 ? 0xff : 0x39, from, from + 1 + (random.uint32() % 12));
      return bytes;
    }
    default: {
      const [from, length] = [place(), random.uint32() % 200];
      const twice = new Uint8Array(whole.length + length);
      twice.set(whole);
      twice.set(whole.slice(from, from + length), from + length);
      return twice;
    }
  }
}

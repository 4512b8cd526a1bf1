import type { Dataset } from '../data/dataset.ts';
import { badFile } from '../formats/bad-file.ts';
import type { ExpectedOutput } from '../formats/expected-outputs.ts';
import type { SavedModel } from '../formats/model-file.ts';
import { isOnnx, readOnnx } from '../formats/onnx.ts';
import { readSafetensors } from '../formats/safetensors.ts';
import { weightsFor } from '../formats/weights-import.ts';
import { KERNEL_BUILD } from '../kernels/kernels.ts';
import type { Machine } from '../nn/machine.ts';
import { NetworkRunner } from '../nn/network-runner.ts';
import { unitsAtEnd, type NetworkSpec } from '../protocol/network.ts';
import type { TrainingSettings } from '../protocol/settings.ts';

/** Without a data set, classes are called by their numbers. */
const NO_DATASET = { id: 'unknown', name: 'unknown data', sha256: '0'.repeat(64) };

/**
 * The model in an ONNX file of this app; or a network with the weights of a safetensors file of another program.
 *
 * @throws EpochLabError `bad-file` where the file is neither, or its tensors do not fit the network.
 */
export async function readForeignModel(
  machine: Machine,
  file: { readonly name: string; readonly bytes: Uint8Array },
  network: NetworkSpec,
  settings: TrainingSettings,
  dataset: Pick<Dataset, 'info'> | null,
): Promise<SavedModel> {
  const { name, bytes } = file;
  if (isOnnx(bytes, name)) return readOwnOnnx(machine, bytes, name);
  const tensors = readSafetensors(bytes, name);
  const classes = dataset?.info.classes ?? numbered(network, name);
  return {
    network,
    settings,
    classes,
    // What they learned from is not known.
    dataset: NO_DATASET,
    parameters: weightsFor(network, classes.length, tensors, name),
    history: { training: [], validation: [] },
    test: null,
    fingerprint: null,
    progress: { step: 0, epoch: 0 },
    kernels: KERNEL_BUILD,
  };
}

/** So far may logits be from those written down, which another machine's kernels gave. */
const TOLERANCE = 1e-4;

/** @throws EpochLabError `bad-file` also where the network does not say what the file says that it said. */
export async function readOwnOnnx(machine: Machine, bytes: Uint8Array, name: string): Promise<SavedModel> {
  const { model, expected } = readOnnx(bytes, name);
  const { network, classes, parameters } = model;
  const run = { batchSize: 1, threads: 1 };
  const runner = await NetworkRunner.create(machine, network, classes.length, parameters, [], run);
  try {
    if (expected.every((one) => isGiven(one, runner, classes.length))) return model;
  } finally {
    runner.release();
  }
  throw badFile(
    name,
    'its network does not give the outputs that the file expects of it. It was changed or is damaged.',
  );
}

function isGiven({ image, logits }: ExpectedOutput, runner: NetworkRunner, classes: number): boolean {
  if (image.length !== runner.plan.inputSize || logits.length !== classes) return false;
  const ours = runner.logits(image);
  const largest = logits.reduce((most, logit) => Math.max(most, Math.abs(logit)), 1);
  return logits.every((logit, i) => Math.abs(logit - ours[i]!) <= TOLERANCE * largest);
}

function numbered(network: NetworkSpec, fileName: string): string[] {
  const classes = unitsAtEnd(network);
  if (classes === 0) throw badFile(fileName, 'open the data set first: it says how many classes there are.');
  return Array.from({ length: classes }, (_, label) => String(label));
}

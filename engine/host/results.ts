import type { KeptDataset } from '../data/kept-dataset.ts';
import { readModelFile } from '../formats/model-file.ts';
import type { Machine } from '../nn/machine.ts';
import { NetworkRunner } from '../nn/network-runner.ts';
import { cancelled, EpochLabError } from '../protocol/errors.ts';
import type { Split } from '../protocol/contract.ts';
import type { Analysis, ModelDescription } from '../protocol/results-calls.ts';
import { emptyReadings, note, summarise } from '../training/analysis.ts';
import { checkInput } from '../training/evaluation.ts';
import { toModelInfo, type CurrentModel } from './current-model.ts';

/** Calls about how a model does, and about model files. */

/** Computes for so long at a stretch, then lets messages in. */
const SLICE_MS = 12;

interface AnalysisRequest {
  readonly machine: Machine;
  readonly dataset: KeptDataset;
  readonly model: CurrentModel;
  readonly split: Split;
  readonly signal: { readonly aborted: boolean };
  readonly breathe: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** Reads every image of a split with a copy of the model's weights, which may change meanwhile. */
export async function analyse(request: AnalysisRequest): Promise<Analysis> {
  const { machine, dataset, model, split, signal, breathe, onProgress } = request;
  const { network } = model.origin;
  const { name, sha256, classes } = dataset.info;
  checkInput(network, dataset);
  if (classes.length !== model.origin.classes.length) {
    throw new EpochLabError(
      'wrong-state',
      `The model knows ${model.origin.classes.length} classes, but ${name} has ${classes.length}. ` +
        'Open the data set that the model was trained on, or train on this one.',
    );
  }
  const examples = dataset[split];
  const total = examples.labels.length;
  if (total === 0) throw new EpochLabError('invalid-argument', `${name} has no ${split} images.`);
  const parameters = model.runner.parameters();
  const one = { batchSize: 1, threads: 1 };
  const runner = await NetworkRunner.create(machine, network, classes.length, parameters, [], one);
  try {
    const pixels = new Uint8Array(runner.plan.inputSize);
    const readings = emptyReadings(examples.labels);
    let since = performance.now();
    for (let image = 0; image < total; image++) {
      examples.copyImage(image, pixels);
      note(readings, image, runner.predict(pixels));
      if (performance.now() - since < SLICE_MS) continue;
      onProgress(image + 1, total);
      await breathe();
      if (signal.aborted) throw cancelled();
      since = performance.now();
    }
    onProgress(total, total);
    const summary = summarise(readings, classes.length);
    return { split, datasetName: name, datasetSha256: sha256, classes, ...summary, ...readings };
  } finally {
    runner.release();
  }
}

/** @throws EpochLabError `bad-file` */
export function describeModel(bytes: Uint8Array): ModelDescription {
  const { history, kernels, progress, test, fingerprint, ...origin } = readModelFile(bytes, 'the run');
  const model = toModelInfo({ origin, history, test, fingerprint, ...progress, fileName: null });
  return { model, history, datasetSha256: origin.dataset.sha256, kernels };
}

import type { Dataset } from '../data/dataset.ts';
import { fingerprint } from '../formats/fingerprint.ts';
import type { SavedModel } from '../formats/model-file.ts';
import { kernelBuildOf } from '../kernels/kernels.ts';
import type { NetworkRunner } from '../nn/network-runner.ts';
import type { Evaluation, History, ModelInfo } from '../protocol/contract.ts';
import { inferShapes, parameterCount } from '../protocol/shapes.ts';
import type { Resumption, TrainingRun } from '../training/training-run.ts';

/** The one model that the window shows and the pad reads with, whether it comes from a run or from a file. */
export interface CurrentModel {
  readonly runner: NetworkRunner;
  origin: Pick<SavedModel, 'network' | 'settings' | 'classes' | 'dataset'>;
  step: number;
  epoch: number;
  history: History;
  test: Evaluation | null;
  fingerprint: string | null;
  fileName: string | null;
  /** Of a file that was changed or damaged since it was saved. */
  readonly isAltered?: true;
}

/** The model that a run trains; its numbers move with the run until `settle`. */
export function modelOfRun(run: TrainingRun): CurrentModel {
  const { id, name, classes, sha256 } = run.dataset;
  return {
    runner: run.runner,
    origin: {
      network: run.network,
      settings: run.settings,
      classes,
      dataset: { id, name, sha256 },
    },
    step: run.step,
    epoch: run.epoch,
    history: run.history,
    test: null,
    fingerprint: null,
    fileName: null,
  };
}

/** Takes over what a run has reached, while it stands still. */
export async function settle(model: CurrentModel, run: TrainingRun): Promise<void> {
  follow(model, run);
  model.fingerprint = await fingerprintOf(model);
}

/** Takes over where a run is just now. */
export function follow(model: CurrentModel, run: TrainingRun): void {
  model.origin = { ...model.origin, settings: run.settings };
  model.step = run.step;
  model.epoch = run.epoch;
  model.history = run.history;
  model.test = run.test;
}

export function modelOfFile(saved: SavedModel, runner: NetworkRunner, fileName: string | null): CurrentModel {
  const { network, settings, classes, dataset, history, test, progress } = saved;
  return {
    runner,
    origin: { network, settings, classes, dataset },
    step: progress.step,
    epoch: progress.epoch,
    history,
    test,
    fingerprint: saved.fingerprint,
    fileName,
  };
}

export function toSavedModel(model: CurrentModel): SavedModel {
  return {
    ...model.origin,
    parameters: model.runner.parameters(),
    history: model.history,
    test: model.test,
    fingerprint: model.fingerprint,
    progress: { step: model.step, epoch: model.epoch },
    kernels: kernelBuildOf(model.origin.settings),
  };
}

export function toModelInfo(model: Omit<CurrentModel, 'runner'>): ModelInfo {
  const { network, settings, classes, dataset } = model.origin;
  return {
    network,
    settings,
    classes,
    datasetName: dataset.name,
    parameterCount: parameterCount(inferShapes(network, classes.length)),
    step: model.step,
    epoch: model.epoch,
    test: model.test,
    fingerprint: model.fingerprint,
    fileName: model.fileName,
    ...(model.isAltered && { isAltered: model.isAltered }),
  };
}

/** Where a run was when it was saved, and all that it takes to go on. */
export function resumptionOf({ parameters, progress, history, memories }: SavedModel): Resumption {
  const optimizer = memories ? { steps: progress.step, memories } : undefined;
  return { parameters, step: progress.step, history, optimizer };
}

/** Whether a model learned from this very data set, so that training may go on with it. */
export function learnedFrom(saved: SavedModel, dataset: Pick<Dataset, 'info'>): boolean {
  return saved.dataset.sha256 === dataset.info.sha256;
}

export function fingerprintOf(model: CurrentModel): Promise<string> {
  return fingerprint({
    network: model.origin.network,
    settings: model.origin.settings,
    datasetSha256: model.origin.dataset.sha256,
    kernels: kernelBuildOf(model.origin.settings),
    parameters: model.runner.parameters(),
  });
}

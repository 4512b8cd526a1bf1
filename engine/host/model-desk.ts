import { asAltered, fingerprintHolds } from '../formats/altered.ts';
import { inspectModelFile } from '../formats/inspect.ts';
import { readModelFile, writeModelFile, type SavedModel } from '../formats/model-file.ts';
import { NetworkRunner } from '../nn/network-runner.ts';
import type { Checkpoint, EngineResults, ModelInfo, RunInfo } from '../protocol/contract.ts';
import { count } from '../protocol/english.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';
import { fingerprintOf, learnedFrom, modelOfFile, toModelInfo, toSavedModel } from './current-model.ts';
import { exportModel } from './export-model.ts';
import { readForeignModel } from './foreign-model.ts';
import { describeModel } from './results.ts';
import type { RunDesk } from './run-desk.ts';
import type { Surroundings } from './surroundings.ts';
import type { Workplace } from './workplace.ts';

type ModelHandlers = Pick<
  EngineHandlers,
  | 'exportModel'
  | 'importModel'
  | 'restoreCheckpoint'
  | 'inspectModel'
  | 'importWeights'
  | 'exportAs'
  | 'describeModel'
>;

/** Models as files: written, read, taken up again, exported for other programs and taken over from them. */
export class ModelDesk {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly workplace: Workplace,
    private readonly runs: RunDesk,
  ) {}

  readonly handlers: ModelHandlers = {
    exportModel: () => this.export(),
    importModel: ({ name, bytes }) =>
      this.workplace.replaceModel(() => this.#import(readModelFile(bytes, name), bytes, name)),
    restoreCheckpoint: (checkpoint) => this.workplace.replaceModel(() => this.#restore(checkpoint)),
    inspectModel: ({ bytes, name }) => inspectModelFile(bytes, name),
    importWeights: ({ file, network, settings }) =>
      this.workplace.replaceModel(async () => {
        const { machine } = this.surroundings;
        const saved = await readForeignModel(machine, file, network, settings, this.workplace.dataset);
        const info = await this.#open(saved, null);
        this.surroundings.emit('checkpoint', { bytes: writeModelFile(saved), ended: true, fileName: null });
        return info;
      }),
    exportAs: async ({ format, stem }) => {
      const saved = await this.#saved();
      const { dataset } = this.workplace;
      const learned = dataset && learnedFrom(saved, dataset) ? dataset.unpacked() : null;
      return exportModel(saved, format, { ...this.surroundings, dataset: learned, withData: true, stem });
    },
    describeModel: ({ bytes }) => describeModel(bytes),
  };

  async #restore({ bytes, ended, fileName }: Checkpoint): Promise<RunInfo | null> {
    const saved = readModelFile(bytes, 'the last checkpoint');
    if (ended) {
      await this.#open(saved, fileName);
      return null;
    }
    const dataset = this.workplace.openDataset();
    if (!learnedFrom(saved, dataset)) {
      throw new EpochLabError(
        'wrong-state',
        'The checkpoint was made with another data set than the open one.',
      );
    }
    return this.runs.goOn(saved, dataset, (run) => ({
      code: 'disconnected',
      message:
        `The training engine stopped unexpectedly and was started again. Your training is kept up to step ` +
        `${count(run.step)} of ${count(run.totalSteps)}.`,
    }));
  }

  /** A run that is not at its end is saved with all that it takes to go on. */
  async export(): Promise<EngineResults['exportModel']> {
    const run = this.workplace.openRun;
    // Of the same moment as the weights: the training goes on while the fingerprint is made.
    const memories = run?.atRecordedPoint ? run.runner.optimizerState().memories : null;
    const saved = await this.#saved();
    return { suggestedName: suggestName(saved), bytes: writeModelFile({ ...saved, memories }) };
  }

  async #saved(): Promise<SavedModel> {
    const model = this.workplace.currentModel();
    this.workplace.followedModel();
    const now = toSavedModel(model);
    // The run's own history grows while the fingerprint is made.
    const { training, validation, observations } = now.history;
    const history = {
      ...now.history,
      training: [...training],
      validation: [...validation],
      ...(observations && { observations: [...observations] }),
    };
    return { ...now, history, fingerprint: model.fingerprint ?? (await fingerprintOf(model)) };
  }

  /** A saved model; a run that was saved on its way comes back paused, where its data set is open. */
  async #import(saved: SavedModel, bytes: Uint8Array, name: string): Promise<ModelInfo> {
    const { dataset } = this.workplace;
    if (saved.memories && dataset && learnedFrom(saved, dataset)) {
      await this.runs.goOn(saved, dataset, null);
      return toModelInfo(this.workplace.currentModel());
    }
    const info = await this.#open(saved, name);
    this.surroundings.emit('checkpoint', { bytes, ended: true, fileName: name });
    return info;
  }

  /** Makes the model of a file the current one. */
  async #open(saved: SavedModel, fileName: string | null): Promise<ModelInfo> {
    const { machine } = this.surroundings;
    const classes = saved.classes.length;
    const runner = await NetworkRunner.create(machine, saved.network, classes, saved.parameters, [], {
      batchSize: 1,
      threads: 1,
    });
    this.workplace.going = null;
    const isAltered = (await fingerprintHolds(saved)) === false;
    const model = modelOfFile(isAltered ? await asAltered(saved) : saved, runner, fileName);
    return this.workplace.announce({ ...model, ...(isAltered && { isAltered }) });
  }
}

/** "mnist-1350-steps-3f9a-77c1.safetensors" says more than "model". */
function suggestName({ dataset, progress, fingerprint }: SavedModel): string {
  const parts = [dataset.id, `${progress.step}-steps`, fingerprint ?? ''];
  return `${parts.filter((part) => part !== '').join('-')}.safetensors`;
}

import { openDataset, type Dataset } from '../data/dataset.ts';
import { generateShapes } from '../data/shapes.ts';
import { normalisedImage, padImage } from '../data/ink.ts';
import { IMAGE_SIDE, isEmpty } from '../data/normalise.ts';
import { resizeGrey } from '../data/resize.ts';
import { asAltered, fingerprintHolds } from '../formats/altered.ts';
import { inspectModelFile } from '../formats/inspect.ts';
import { readModelFile, writeModelFile, type SavedModel } from '../formats/model-file.ts';
import { NetworkRunner, type Machine } from '../nn/network-runner.ts';
import type {
  Checkpoint,
  DrawingReading,
  EngineEvents,
  EngineResults,
  EngineStatus,
  History,
  ModelInfo,
  RunInfo,
  RunStatus,
} from '../protocol/contract.ts';
import { SHAPES_ID } from '../protocol/datasets.ts';
import type { Drawing } from '../protocol/drawing.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { Driver } from '../training/driver.ts';
import { createEvaluation } from '../training/evaluation.ts';
import type { Until } from '../protocol/run-calls.ts';
import { TrainingRun } from '../training/training-run.ts';
import { LabDesk } from './labs.ts';
import { classSetHandlers } from './class-sets.ts';
import {
  fingerprintOf,
  follow,
  learnedFrom,
  modelOfFile,
  modelOfRun,
  resumptionOf,
  settle,
  toModelInfo,
  toSavedModel,
  type CurrentModel,
} from './current-model.ts';
import { Explainer } from './explain.ts';
import { DatasetDesk } from './datasets.ts';
import { exportModel } from './export-model.ts';
import { readForeignModel } from './foreign-model.ts';
import { analyse, describeModel } from './results.ts';
import { augmentedImages, scheduleView } from './previews.ts';
import { weightView } from './weight-view.ts';
import { count } from '../protocol/english.ts';

interface Going {
  readonly id: number;
  readonly run: TrainingRun;
  readonly driver: Driver;
  /** Resolves when the run has ended and its model is settled. */
  readonly ended: Promise<void>;
  problem: RunInfo['problem'];
  status: RunStatus;
  /** The step at which the loss stopped being finite. */
  brokenStep: number | null;
}

/** What the engine takes from its process. */
export interface Surroundings {
  readonly machine: Machine;
  readonly threads: number;
  readonly version: string;
  /**
   * Lets the event loop handle what has arrived, and what comes within so many milliseconds. A resolved promise
   * would not: it runs before messages do.
   */
  readonly breathe: (restMs?: number) => Promise<void>;
  /** Tells everybody who is connected. */
  emit<Name extends keyof EngineEvents>(name: Name, payload: EngineEvents[Name]): void;
}

interface Beginning {
  readonly paused: boolean;
  readonly problem: RunInfo['problem'];
  readonly until?: Until;
}

interface ContinueHow {
  readonly epochs: number;
  readonly until?: Until;
  readonly learningRate?: number;
}

/** What the pad's drawings come as, whatever the network takes. */
const PAD_IMAGE = { height: IMAGE_SIDE, width: IMAGE_SIDE };
const NO_HISTORY: History = { training: [], validation: [] };

/**
 * The engine as its callers see it: one data set, one model, at most one run. All calls of the contract are
 * answered here; what they compute is in the other rooms.
 */
export class Engine {
  #dataset: Dataset | null = null;
  #model: CurrentModel | null = null;
  #going: Going | null = null;
  #runs = 0;
  /** Replacing the model takes several awaits; two at once would leave one of them half done. */
  #replacing = false;

  readonly #explainer = new Explainer({
    dataset: () => this.#openDataset(),
    model: () => {
      this.#followRun();
      return this.#model;
    },
    run: () => (this.#going && isGoing(this.#going.status) ? this.#going.run : null),
    breathe: () => this.surroundings.breathe(),
    onProgress: (progress) => this.surroundings.emit('walk', progress),
  });

  readonly #datasets = new DatasetDesk(() => this.#openDataset());

  readonly #labs = new LabDesk({
    dataset: () => this.#openDataset(),
    model: () => {
      this.#followRun();
      return this.#model;
    },
    brokenStep: () => this.#going?.brokenStep ?? null,
    modelFile: async () => (await this.#exportModel()).bytes,
  });

  constructor(private readonly surroundings: Surroundings) {}

  readonly handlers: EngineHandlers = {
    status: () => this.#status(),
    loadDataset: async (request) => {
      this.#refuseWhileGoing('open another data set');
      this.#dataset = request.id === SHAPES_ID ? await generateShapes() : await openDataset(request);
      return this.#dataset.info;
    },
    images: ({ split, indices }) => this.#images(split, indices),
    train: ({ network, settings, until }) => this.#replaceModel(() => this.#start(network, settings, until)),
    pause: () => this.#steer((driver) => driver.pause()),
    resume: () => this.#steer((driver) => driver.resume()),
    proceed: ({ until }) => this.#steer((driver) => driver.proceed(until)),
    changeLearningRate: ({ learningRate }) =>
      this.#steer((_, run) => {
        run.changeLearningRate(learningRate);
        this.#followRun();
      }),
    continueRun: (how) => this.#replaceModel(() => this.#continue(how)),
    weights: ({ channel }) => {
      this.#followRun();
      return weightView(this.#currentModel(), channel);
    },
    schedule: ({ settings, points }) => scheduleView(settings, points),
    augmented: (wanted) => augmentedImages(this.#openDataset(), wanted),
    stop: async () => {
      const info = this.#steer((driver) => driver.stop());
      await this.#going?.ended;
      return this.#runInfo() ?? info;
    },
    readDrawing: ({ drawing, normalise }) => this.#readDrawing(drawing, normalise),
    evaluate: ({ split }, { signal }) => this.#evaluate(split, signal),
    exportModel: () => this.#exportModel(),
    importModel: ({ name, bytes }) =>
      this.#replaceModel(() => this.#import(readModelFile(bytes, name), bytes, name)),
    restoreCheckpoint: (checkpoint) => this.#replaceModel(() => this.#restore(checkpoint)),

    inspectModel: ({ bytes, name }) => inspectModelFile(bytes, name),
    importWeights: ({ file, network, settings }) =>
      this.#replaceModel(async () => {
        const { machine } = this.surroundings;
        const saved = await readForeignModel(machine, file, network, settings, this.#dataset);
        const info = await this.#open(saved, null);
        this.surroundings.emit('checkpoint', { bytes: writeModelFile(saved), ended: true, fileName: null });
        return info;
      }),
    ...this.#datasets.handlers,
    ...this.#explainer.handlers,
    ...classSetHandlers(() => this.#dataset),
    ...this.#labs.handlers,
    exportAs: async ({ format, stem }) => {
      const saved = await this.#savedModel();
      const dataset = this.#dataset && learnedFrom(saved, this.#dataset) ? this.#dataset : null;
      return exportModel(saved, format, { ...this.surroundings, dataset, withData: true, stem });
    },
    analyse: ({ split }, { signal }) => {
      const { machine, breathe } = this.surroundings;
      const [dataset, model] = [this.#openDataset(), this.#currentModel()];
      const onProgress = (done: number, total: number) => this.surroundings.emit('analysis', { done, total });
      return analyse({ machine, dataset, model, split, signal, breathe, onProgress });
    },
    describeModel: ({ bytes }) => describeModel(bytes),
  };

  #status(): EngineStatus {
    this.#followRun();
    return {
      version: this.surroundings.version,
      threads: this.surroundings.threads,
      dataset: this.#dataset?.info ?? null,
      model: this.#model ? toModelInfo(this.#model) : null,
      run: this.#runInfo(),
      history: this.#model?.history ?? NO_HISTORY,
    };
  }

  #images(split: 'train' | 'test', indices: readonly number[]): EngineResults['images'] {
    const { info, ...splits } = this.#openDataset();
    const { images, labels } = splits[split];
    const size = info.height * info.width * info.channels;
    const pixels = new Uint8Array(indices.length * size);
    const wanted = new Uint8Array(indices.length);
    indices.forEach((index, position) => {
      if (index >= labels.length) {
        throw new EpochLabError(
          'invalid-argument',
          `There is no image ${index}: the split has ${labels.length}.`,
        );
      }
      pixels.set(images.subarray(index * size, (index + 1) * size), position * size);
      wanted[position] = labels[index]!;
    });
    return { height: info.height, width: info.width, pixels, labels: wanted, indices };
  }

  async #start(network: NetworkSpec, settings: TrainingSettings, until: Until = 'end'): Promise<RunInfo> {
    const run = await TrainingRun.create(this.surroundings.machine, this.#openDataset(), network, settings);
    return this.#go(run, modelOfRun(run), { paused: false, problem: null, until });
  }

  /** The run that the current model comes from goes on. What its file was is no longer what the model is. */
  async #continue({ epochs, until = 'end', learningRate }: ContinueHow): Promise<RunInfo> {
    const going = this.#going;
    const model = this.#currentModel();
    const isOfRun = going !== null && model.runner === going.run.runner;
    if (isOfRun) await going.ended;
    const run = isOfRun ? going.run : await this.#runOfFile(model);
    run.extend(epochs);
    if (learningRate !== undefined) run.changeLearningRate(learningRate);
    const how = { paused: false, problem: null, until };
    if (!isOfRun) return this.#go(run, modelOfRun(run), how);
    model.fingerprint = null;
    model.fileName = null;
    follow(model, run);
    return this.#drive(going.id, run, model, how);
  }

  /** The run of a model that came from a file. What its optimiser remembered is not in there: that begins anew. */
  #runOfFile(model: CurrentModel): Promise<TrainingRun> {
    const dataset = this.#openDataset();
    const saved = toSavedModel(model);
    if (!learnedFrom(saved, dataset)) {
      throw new EpochLabError(
        'wrong-state',
        `This model learned from ${saved.dataset.name}. Open that data set to train it further.`,
      );
    }
    return this.#takeUp(saved, dataset);
  }

  /** A saved run, where it was; it may come from a computer with more threads than this one has. */
  #takeUp(saved: SavedModel, dataset: Dataset): Promise<TrainingRun> {
    const { machine, threads } = this.surroundings;
    const settings = { ...saved.settings, threads: Math.min(saved.settings.threads, threads) };
    return TrainingRun.create(machine, dataset, saved.network, settings, resumptionOf(saved));
  }

  async #restore({ bytes, ended, fileName }: Checkpoint): Promise<RunInfo | null> {
    const saved = readModelFile(bytes, 'the last checkpoint');
    if (ended) {
      await this.#open(saved, fileName);
      return null;
    }
    const dataset = this.#openDataset();
    if (!learnedFrom(saved, dataset)) {
      throw new EpochLabError(
        'wrong-state',
        'The checkpoint was made with another data set than the open one.',
      );
    }
    return this.#goOn(saved, dataset, (run) => ({
      code: 'disconnected',
      message:
        `The training engine stopped unexpectedly and was started again. Your training is kept up to step ` +
        `${count(run.step)} of ${count(run.totalSteps)}.`,
    }));
  }

  /** Takes a run up again where it was when it was saved, paused. */
  async #goOn(
    saved: SavedModel,
    dataset: Dataset,
    problem: ((run: TrainingRun) => RunInfo['problem']) | null,
  ): Promise<RunInfo> {
    const run = await this.#takeUp(saved, dataset);
    return this.#go(run, modelOfRun(run), { paused: true, problem: problem?.(run) ?? null });
  }

  #go(run: TrainingRun, model: CurrentModel, how: Beginning): RunInfo {
    return this.#drive(++this.#runs, run, model, how);
  }

  #drive(
    id: number,
    run: TrainingRun,
    model: CurrentModel,
    { paused, problem, until = 'end' }: Beginning,
  ): RunInfo {
    const driver = new Driver(
      run,
      {
        progress: (progress) => this.surroundings.emit('progress', { runId: id, ...progress }),
        status: (status, reason) => this.#onStatus(going, status, reason),
        checkpoint: () => this.#checkpoint(model, run, { ended: false }),
      },
      this.surroundings.breathe,
      { paused, until },
    );
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const going: Going = {
      id,
      run,
      driver,
      ended,
      problem,
      status: paused ? 'paused' : 'running',
      brokenStep: null,
    };
    this.#going = going;
    if (this.#model === model) this.surroundings.emit('model', toModelInfo(model));
    else this.#announce(model);
    // Begins after the call that started it was answered, so that its events follow the answer.
    void this.surroundings
      .breathe()
      .then(() => driver.drive())
      .then((status) => this.#onEnd(going, model, status))
      .finally(end);
    this.surroundings.emit('run', this.#infoOf(going));
    // Should the process be lost in the first seconds, the run begins anew with its own network and settings.
    this.#checkpoint(model, run, { ended: false });
    return this.#infoOf(going);
  }

  #onStatus(going: Going, status: RunStatus, problem: EpochLabError | null): void {
    // The ends are told when the model has settled, so that whoever hears of them finds the result there.
    if (status === 'finished' || status === 'stopped' || status === 'failed') {
      going.problem = problem ? { code: problem.code, message: problem.message } : null;
      const step = problem?.details['step'];
      going.brokenStep = typeof step === 'number' ? step : null;
      return;
    }
    going.status = status;
    if (status === 'running') going.problem = null;
    this.surroundings.emit('run', this.#infoOf(going));
  }

  async #onEnd(going: Going, model: CurrentModel, status: RunStatus): Promise<void> {
    await settle(model, going.run);
    going.status = status;
    if (this.#model === model) this.surroundings.emit('model', toModelInfo(model));
    this.surroundings.emit('run', this.#infoOf(going));
    this.#checkpoint(model, going.run, { ended: true });
  }

  #checkpoint(model: CurrentModel, run: TrainingRun, { ended }: { ended: boolean }): void {
    follow(model, run);
    // What the optimiser remembers is needed to go on, and for nothing else.
    const memories = ended ? null : run.runner.optimizerState().memories;
    try {
      const bytes = writeModelFile({ ...toSavedModel(model), memories });
      this.surroundings.emit('checkpoint', { bytes, ended, fileName: null });
    } catch {
      // A weight may be infinite before the loss shows it. There is nothing then worth keeping, and the run ends
      // with its next step.
    }
  }

  #steer(act: (driver: Driver, run: TrainingRun) => void): RunInfo {
    const going = this.#going;
    if (!going || !isGoing(going.status)) {
      throw new EpochLabError('wrong-state', 'There is no training going on. Press Train to start one.');
    }
    act(going.driver, going.run);
    return this.#infoOf(going);
  }

  #readDrawing(drawing: Drawing, normalise: boolean): DrawingReading {
    // Somebody draws: the training makes room for what comes next.
    this.#going?.driver.giveWay();
    this.#followRun();
    const { height, width } = this.#model?.origin.network.input ?? PAD_IMAGE;
    const drawn = normalise ? normalisedImage(drawing) : padImage(drawing);
    const image = resizeGrey(drawn, PAD_IMAGE, { height, width }, 'stretch');
    const seen = { image, height, width, empty: isEmpty(drawn), step: this.#model?.step ?? 0 };
    if (seen.empty || !this.#model) return { ...seen, probabilities: [] };
    return { ...seen, probabilities: this.#model.runner.predict(image) };
  }

  async #evaluate(
    split: 'train' | 'test',
    signal: { readonly aborted: boolean },
  ): Promise<EngineResults['evaluate']> {
    this.#refuseWhileGoing('test the model');
    const model = this.#currentModel();
    const { machine, breathe } = this.surroundings;
    const parameters = model.runner.parameters();
    const work = await createEvaluation(
      machine,
      this.#openDataset(),
      model.origin.network,
      parameters,
      split,
    );
    for (;;) {
      const { done, value } = work.next();
      if (done) {
        if (split === 'test' && this.#model === model) {
          model.test = value;
          this.surroundings.emit('model', toModelInfo(model));
        }
        return value;
      }
      await breathe();
      if (signal.aborted) throw new EpochLabError('cancelled', 'The test was cancelled.');
    }
  }

  /** A run that is not at its end is saved with all that it takes to go on. */
  async #exportModel(): Promise<EngineResults['exportModel']> {
    const going = this.#going && isGoing(this.#going.status) ? this.#going.run : null;
    // Of the same moment as the weights: the training goes on while the fingerprint is made.
    const memories = going?.atRecordedPoint ? going.runner.optimizerState().memories : null;
    const saved = await this.#savedModel();
    return { suggestedName: suggestName(saved), bytes: writeModelFile({ ...saved, memories }) };
  }

  async #savedModel(): Promise<SavedModel> {
    const model = this.#currentModel();
    this.#followRun();
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
    if (saved.memories && this.#dataset && learnedFrom(saved, this.#dataset)) {
      await this.#goOn(saved, this.#dataset, null);
      return toModelInfo(this.#currentModel());
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
    this.#going = null;
    const isAltered = (await fingerprintHolds(saved)) === false;
    const model = modelOfFile(isAltered ? await asAltered(saved) : saved, runner, fileName);
    return this.#announce({ ...model, ...(isAltered && { isAltered }) });
  }

  /** Makes `model` the current one, lets the old one go, and tells everybody. */
  #announce(model: CurrentModel): ModelInfo {
    this.#model?.runner.release();
    this.#model = model;
    const info = toModelInfo(model);
    this.surroundings.emit('model', info);
    return info;
  }

  async #replaceModel<T>(replace: () => Promise<T>): Promise<T> {
    this.#refuseWhileGoing('replace its model');
    if (this.#replacing) throw new EpochLabError('wrong-state', 'Another model is just being opened.');
    this.#replacing = true;
    try {
      return await replace();
    } finally {
      this.#replacing = false;
    }
  }

  #followRun(): void {
    if (this.#going && this.#model && isGoing(this.#going.status)) follow(this.#model, this.#going.run);
  }

  #refuseWhileGoing(what: string): void {
    if (this.#going && isGoing(this.#going.status)) {
      throw new EpochLabError('wrong-state', `A training is going on. Stop it before you ${what}.`);
    }
  }

  #openDataset(): Dataset {
    if (!this.#dataset) throw new EpochLabError('wrong-state', 'No data set is open. Choose one first.');
    return this.#dataset;
  }

  #currentModel(): CurrentModel {
    if (!this.#model)
      throw new EpochLabError('wrong-state', 'There is no model yet. Train one or open a file.');
    return this.#model;
  }

  #runInfo(): RunInfo | null {
    return this.#going ? this.#infoOf(this.#going) : null;
  }

  #infoOf({ id, run, status, problem }: Going): RunInfo {
    const { network, settings, step, totalSteps } = run;
    return { id, status, network, settings, step, totalSteps, problem };
  }
}

function isGoing(status: RunStatus): boolean {
  return status === 'running' || status === 'paused' || status === 'testing';
}

/** "mnist-1350-steps-3f9a-77c1.safetensors" says more than "model". */
function suggestName({ dataset, progress, fingerprint }: SavedModel): string {
  const parts = [dataset.id, `${progress.step}-steps`, fingerprint ?? ''];
  return `${parts.filter((part) => part !== '').join('-')}.safetensors`;
}

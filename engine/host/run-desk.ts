import type { KeptDataset } from '../data/kept-dataset.ts';
import { writeModelFile, type SavedModel } from '../formats/model-file.ts';
import type { RunInfo, RunStatus } from '../protocol/contract.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import type { EngineHandlers } from '../protocol/rpc-engine.ts';
import type { Until } from '../protocol/run-calls.ts';
import { hasRunEnded, isOpenRun } from '../protocol/run-status.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { Driver } from '../training/driver.ts';
import { TrainingRun } from '../training/training-run.ts';
import {
  follow,
  learnedFrom,
  modelOfRun,
  resumptionOf,
  settle,
  toSavedModel,
  type CurrentModel,
} from './current-model.ts';
import { collectGarbageSoon } from './garbage.ts';
import type { Surroundings } from './surroundings.ts';
import type { Going, Workplace } from './workplace.ts';

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

type RunHandlers = Pick<
  EngineHandlers,
  'train' | 'pause' | 'resume' | 'proceed' | 'changeLearningRate' | 'continueRun' | 'stop'
>;

/** Begins runs, takes them up again, and steers the one that is open. */
export class RunDesk {
  #runs = 0;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly workplace: Workplace,
  ) {}

  readonly handlers: RunHandlers = {
    train: ({ network, settings, until }) =>
      this.workplace.replaceModel(() => this.#start(network, settings, until)),
    pause: () => this.#steer((driver) => driver.pause()),
    resume: () => this.#steer((driver) => driver.resume()),
    proceed: ({ until }) => this.#steer((driver) => driver.proceed(until)),
    changeLearningRate: ({ learningRate }) =>
      this.#steer((_, run) => {
        run.changeLearningRate(learningRate);
        this.workplace.followedModel();
      }),
    continueRun: (how) => this.workplace.replaceModel(() => this.#continue(how)),
    stop: async () => {
      const info = this.#steer((driver) => driver.stop());
      await this.workplace.going?.ended;
      return this.info() ?? info;
    },
  };

  /** How the latest run stands; null before there was one. */
  info(): RunInfo | null {
    const { going } = this.workplace;
    return going ? infoOf(going) : null;
  }

  async #start(network: NetworkSpec, settings: TrainingSettings, until: Until = 'end'): Promise<RunInfo> {
    const dataset = this.workplace.openDataset().unpacked();
    const run = await TrainingRun.create(this.surroundings.machine, dataset, network, settings);
    collectGarbageSoon();
    return this.#go(run, modelOfRun(run), { paused: false, problem: null, until });
  }

  /** The run that the current model comes from goes on. What its file was is no longer what the model is. */
  async #continue({ epochs, until = 'end', learningRate }: ContinueHow): Promise<RunInfo> {
    const { going } = this.workplace;
    const model = this.workplace.currentModel();
    const isOfRun = going !== null && model.runner === going.run.runner;
    if (isOfRun) await going.ended;
    const run = isOfRun ? going.run : await this.#runOfFile(model);
    try {
      run.extend(epochs, learningRate);
    } catch (problem) {
      // One that was only made to go on has threads that nobody else would let go.
      if (!isOfRun) run.runner.release();
      throw problem;
    }
    const how = { paused: false, problem: null, until };
    if (!isOfRun) return this.#go(run, modelOfRun(run), how);
    model.fingerprint = null;
    model.fileName = null;
    follow(model, run);
    return this.#drive(going.id, run, model, how);
  }

  /** The run of a model that came from a file. What its optimiser remembered is not in there: that begins anew. */
  #runOfFile(model: CurrentModel): Promise<TrainingRun> {
    const dataset = this.workplace.openDataset();
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
  #takeUp(saved: SavedModel, dataset: KeptDataset): Promise<TrainingRun> {
    const { machine, threads } = this.surroundings;
    const settings = { ...saved.settings, threads: Math.min(saved.settings.threads, threads) };
    return TrainingRun.create(machine, dataset.unpacked(), saved.network, settings, resumptionOf(saved));
  }

  /** Takes a run up again where it was when it was saved, paused. */
  async goOn(
    saved: SavedModel,
    dataset: KeptDataset,
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
        isHeard: this.surroundings.isHeard,
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
    this.workplace.going = going;
    if (this.workplace.model === model) this.workplace.tell(model);
    else this.workplace.announce(model);
    // Begins after the call that started it was answered, so that its events follow the answer.
    void this.surroundings
      .breathe()
      .then(() => driver.drive())
      .then((status) => this.#onEnd(going, model, status))
      .finally(end);
    this.surroundings.emit('run', infoOf(going));
    // Should the process be lost in the first seconds, the run begins anew with its own network and settings.
    this.#checkpoint(model, run, { ended: false });
    return infoOf(going);
  }

  #onStatus(going: Going, status: RunStatus, problem: EpochLabError | null): void {
    // The ends are told when the model has settled, so that whoever hears of them finds the result there.
    if (hasRunEnded(status)) {
      going.problem = problem ? { code: problem.code, message: problem.message } : null;
      const step = problem?.details['step'];
      going.brokenStep = typeof step === 'number' ? step : null;
      return;
    }
    going.status = status;
    if (status === 'running') going.problem = null;
    this.surroundings.emit('run', infoOf(going));
  }

  async #onEnd(going: Going, model: CurrentModel, status: RunStatus): Promise<void> {
    await settle(model, going.run);
    going.status = status;
    this.workplace.tell(model);
    this.surroundings.emit('run', infoOf(going));
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
    const { going } = this.workplace;
    if (!going || !isOpenRun(going.status)) {
      throw new EpochLabError('wrong-state', 'There is no training going on. Press Train to start one.');
    }
    act(going.driver, going.run);
    return infoOf(going);
  }
}

function infoOf({ id, run, status, problem }: Going): RunInfo {
  const { network, settings, step, totalSteps } = run;
  return { id, status, network, settings, step, totalSteps, problem };
}

import type {
  Checkpoint,
  History,
  ModelInfo,
  RunInfo,
  TrainingPoint,
} from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { ModelDescription } from '../../engine/protocol/results-calls.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import { isOpenRun } from '../../engine/protocol/run-status.ts';
import { RUN_COLOURS, type NewRun, type RunCurves, type RunRecord } from '../shared/run-record.ts';
import type { RunStore } from './run-store.ts';

/** Keeps every run that ends, whether the window is there or not. */

/** A run whose weights cannot be written tells no checkpoint; it is then kept without them. */
const WITHOUT_WEIGHTS_AFTER_MS = 3_000;

export interface RunKeeperOptions {
  readonly store: RunStore;
  readonly environment: RunRecord['environment'];
  readonly onKept: (run: RunRecord) => void;
  readonly onProblem: (message: string) => void;
  readonly now?: () => number;
}

/** A run as it is followed: when it began, and how long it has been at work. */
interface Followed {
  readonly id: number;
  readonly startedAt: number;
  /** Since when it is at work; null while it is paused. */
  since: number | null;
  worked: number;
}

interface Ended {
  readonly engine: EngineClient;
  readonly run: RunInfo;
  readonly followed: Followed;
  readonly model: ModelInfo | null;
  /** Asked for at its end: soon after, the engine may have another run's. */
  readonly history: Promise<History>;
  readonly timer: ReturnType<typeof setTimeout>;
}

export class RunKeeper {
  #followed: Followed | null = null;
  #model: ModelInfo | null = null;
  #ended: Ended | null = null;
  #kept = 0;
  /** Runs are kept one after another. */
  #keeping: Promise<void> = Promise.resolve();

  constructor(private readonly options: RunKeeperOptions) {}

  /** Keeps what a life of the engine trains. */
  follow(engine: EngineClient): void {
    this.#followed = null;
    engine.on('model', (model) => {
      void this.#keep(null);
      this.#model = model;
    });
    engine.on('run', (run) => this.#onRun(engine, run));
    engine.on('checkpoint', (checkpoint) => this.#onCheckpoint(checkpoint));
  }

  /** The weights of a run follow its end at once: where another run or another model comes first, there are none. */
  #onRun(engine: EngineClient, run: RunInfo): void {
    void this.#keep(null);
    const now = this.#now();
    if (this.#followed?.id !== run.id) {
      this.#followed = { id: run.id, startedAt: now, since: null, worked: 0 };
    }
    const followed = this.#followed;
    if (followed.since !== null) followed.worked += now - followed.since;
    followed.since = run.status === 'running' || run.status === 'testing' ? now : null;
    if (isOpenRun(run.status)) return;
    // A run that was stopped before its first step has nothing to be kept.
    if (run.step === 0) return;
    const timer = setTimeout(() => void this.#keep(null), WITHOUT_WEIGHTS_AFTER_MS);
    const history = historyOf(engine, run.id);
    // Wanted only where the weights, which hold it too, do not come.
    history.catch(() => undefined);
    this.#ended = { engine, run, followed: { ...followed }, model: this.#model, history, timer };
  }

  #onCheckpoint({ ended, bytes, fileName }: Checkpoint): void {
    if (ended && fileName === null) void this.#keep(bytes);
  }

  /** Resolves once whatever has ended is kept, or could not be: for the app, before it ends itself. */
  async settled(): Promise<void> {
    await this.#keep(null);
    await this.#keeping;
  }

  #keep(bytes: Uint8Array | null): Promise<void> {
    const ended = this.#ended;
    if (!ended) return Promise.resolve();
    this.#ended = null;
    clearTimeout(ended.timer);
    this.#keeping = this.#keeping.then(() => this.#add(ended, bytes));
    return this.#keeping;
  }

  async #add(ended: Ended, bytes: Uint8Array | null): Promise<void> {
    const { engine } = ended;
    try {
      const description = bytes ? await engine.call('describeModel', { bytes }) : null;
      const history = description?.history ?? (await ended.history);
      const run = this.#recordOf(ended, description, history);
      this.options.onKept(await this.options.store.add(run, toCurves(history), bytes));
    } catch (thrown) {
      this.options.onProblem(toEpochLabError(thrown).message);
    }
  }

  #recordOf({ run, followed, model }: Ended, description: ModelDescription | null, history: History): NewRun {
    const info = description?.model ?? model;
    return {
      startedAt: followed.startedAt,
      endedAt: this.#now(),
      seconds: followed.worked / 1000,
      status: run.status === 'finished' || run.status === 'stopped' ? run.status : 'failed',
      problem: run.problem?.message ?? null,
      network: run.network,
      settings: run.settings,
      datasetName: info?.datasetName ?? '',
      datasetSha256: description?.datasetSha256 ?? null,
      parameterCount: info?.parameterCount ?? 0,
      step: run.step,
      epoch: info?.epoch ?? 0,
      training: scoreOf(history.training.at(-1)),
      validation: scoreOf(history.validation.at(-1)),
      test: scoreOf(info?.test),
      fingerprint: info?.fingerprint ?? null,
      kernels: description?.kernels ?? null,
      environment: this.options.environment,
      note: '',
      colour: this.#kept++ % RUN_COLOURS,
      star: false,
      group: null,
      reference: false,
    };
  }

  #now(): number {
    return (this.options.now ?? Date.now)();
  }
}

async function historyOf(engine: EngineClient, runId: number): Promise<History> {
  const { run, history } = await engine.call('status');
  return run?.id === runId ? history : { training: [], validation: [] };
}

function scoreOf(of: { readonly accuracy: number; readonly loss: number } | null | undefined) {
  return of ? { accuracy: finiteOrNull(of.accuracy), loss: finiteOrNull(of.loss) } : null;
}

function toCurves({ training, validation }: History): RunCurves {
  return { training: toColumns(training), validation: toColumns(validation) };
}

function toColumns(points: readonly TrainingPoint[]): RunCurves['training'] {
  return {
    step: points.map(({ step }) => step),
    epoch: points.map(({ epoch }) => finiteOrNull(epoch)),
    loss: points.map(({ loss }) => finiteOrNull(loss)),
    accuracy: points.map(({ accuracy }) => finiteOrNull(accuracy)),
  };
}

/** JSON has no NaN and no infinity. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

import type { RunInfo, RunStatus } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { Until } from '../../engine/protocol/run-calls.ts';
import { stepsPerEpoch, type TrainingSettings } from '../../engine/protocol/settings.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import type { ModelFiles } from './model-files.svelte.ts';
import type { Place } from './place.svelte.ts';
import type { Queue } from './queue.svelte.ts';
import type { Run } from './run.svelte.ts';
import type { Sweep } from './sweep.svelte.ts';

/** What beginning and steering a run goes by. */
interface Surroundings {
  readonly engine: EngineClient;
  readonly experiment: Experiment;
  readonly files: ModelFiles;
  readonly place: Place;
  readonly queue: Queue;
  readonly run: Run;
  readonly sweep: Sweep;
  readonly isReady: boolean;
  /** What was trained and can be trained further. */
  readonly trained: { readonly settings: TrainingSettings; readonly step: number } | null;
  /** Draws everything anew from the engine's own state. */
  refresh(): Promise<unknown>;
}

/** Begins runs, and pauses, resumes, steers and stops the one that is open: one command at a time. */
export class RunControl {
  /** A call that begins, pauses, resumes or stops a run is on its way. */
  isCommanding = $state(false);
  /** What went wrong when a run was to begin or to be controlled. */
  problem = $state<string | null>(null);

  readonly canTrain: boolean = $derived.by(() => {
    const { isReady, run, experiment } = this.lab;
    return isReady && !run.isOpen && !this.isCommanding && experiment.canRun;
  });
  /** One step, or one epoch: from a pause, in a run, or as the begin of one. */
  readonly canProceed: boolean = $derived.by(() => {
    const { run, engine } = this.lab;
    return run.isPaused || run.status === 'running' ? engine.connected && !this.isCommanding : this.canTrain;
  });

  constructor(private readonly lab: Surroundings) {}

  /** Begins a run with the experiment as drawn up, or leads to what is wrong with it. */
  async train(until: Until = 'end'): Promise<void> {
    const { network, networkProblem, checked } = this.lab.experiment;
    this.lab.place.go(networkProblem ? 'network' : 'train');
    if (!checked.settings || !this.canTrain) return;
    await this.#command(async () => {
      await this.lab.files.keepCurrent();
      await this.lab.engine.call('train', { network, settings: checked.settings, until });
    });
  }

  /** Lets the run go on just this far; begins one where there is none. */
  async proceed(until: Until): Promise<void> {
    if (!this.lab.run.isOpen) await this.train(until);
    else await this.#command(() => this.lab.engine.call('proceed', { until }));
  }

  async changeLearningRate(learningRate: number): Promise<void> {
    const { engine, run } = this.lab;
    await this.#command(async () => {
      run.onRun(await engine.call('changeLearningRate', { learningRate }));
    });
  }

  /**
   * Goes on with what has been trained, for so many epochs more than it has had or was to have.
   *
   * @param learningRate null leaves it as it is.
   */
  async continueRun(epochs: number, learningRate: number | null): Promise<void> {
    const { trained } = this.lab;
    if (!trained) return;
    // A run that was stopped in the middle of an epoch first ends it.
    const had = Math.ceil(trained.step / stepsPerEpoch(trained.settings) - 1e-9);
    await this.#command(async () => {
      await this.lab.engine.call('continueRun', {
        epochs: had + epochs,
        ...(learningRate !== null && { learningRate }),
      });
      await this.lab.refresh();
    });
  }

  /** Begins the run whose turn it is. */
  async startNext(): Promise<void> {
    const { engine, files, isReady, queue, run } = this.lab;
    if (!isReady || run.isOpen || this.isCommanding) return;
    const next = queue.take();
    if (!next) return;
    await this.#command(async () => {
      try {
        await files.keepCurrent();
        await engine.call('train', { network: next.network, settings: next.settings });
      } catch (thrown) {
        queue.putBack(next);
        throw thrown;
      }
    });
  }

  async pause(): Promise<void> {
    await this.#command(() => this.lab.engine.call('pause'));
  }

  async resume(): Promise<void> {
    await this.#command(() => this.lab.engine.call('resume'));
  }

  async stop(): Promise<void> {
    await this.#command(() => this.lab.engine.call('stop'));
  }

  /** A run has ended: the next of the queue begins. A run that was stopped holds it; a sweep begins its own. */
  onEnd(status: RunStatus): void {
    const { queue, sweep } = this.lab;
    if (queue.isEmpty || sweep.isGoing) return;
    if (status === 'stopped') queue.isHeld = true;
    else if (!queue.isHeld) void this.startNext();
  }

  onRun({ status }: RunInfo): void {
    if (status === 'running') this.problem = null;
  }

  /** How the run stands then, its own events tell: an answer may be older than they are. */
  async #command(carryOut: () => Promise<unknown>): Promise<void> {
    if (this.isCommanding) return;
    this.isCommanding = true;
    this.problem = null;
    try {
      await carryOut();
    } catch (thrown) {
      const error = toEpochLabError(thrown);
      if (error.code !== 'disconnected') this.problem = error.message;
    } finally {
      this.isCommanding = false;
    }
  }
}

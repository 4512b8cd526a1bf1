import type { History, Progress, RunInfo, TrainingPoint } from '../../engine/protocol/contract.ts';

/** The training run that is going on or was the last one, and the curve of the current model. */
export class Run {
  info = $state.raw<RunInfo | null>(null);
  progress = $state.raw<Progress | null>(null);

  readonly training: TrainingPoint[] = [];
  readonly validation: TrainingPoint[] = [];
  /** Counts up whenever points were added, so that readers of the two lists above know. */
  version = $state(0);

  readonly status = $derived(this.info?.status ?? null);
  /** Images go through the network at this moment. */
  readonly isBusy = $derived(this.status === 'running' || this.status === 'testing');
  readonly isPaused = $derived(this.status === 'paused');
  /** There is something to stop. */
  readonly isOpen = $derived(this.isBusy || this.isPaused);
  /** Steps done, as the newest message says. */
  readonly step = $derived(Math.max(this.info?.step ?? 0, this.progress?.step ?? 0));
  readonly totalSteps = $derived(this.info?.totalSteps ?? 0);
  readonly fraction = $derived(this.totalSteps > 0 ? this.step / this.totalSteps : 0);
  readonly epoch = $derived(this.fraction * (this.info?.settings.epochs ?? 0));

  readonly lastTraining = $derived.by(() => (this.version, this.training.at(-1) ?? null));
  readonly lastValidation = $derived.by(() => (this.version, this.validation.at(-1) ?? null));
  readonly hasCurve = $derived(this.lastTraining !== null || this.lastValidation !== null);

  /** Everything anew, from the engine's own state. */
  take(info: RunInfo | null, history: History): void {
    this.info = info;
    this.progress = null;
    this.#clearCurve();
    this.#append(history);
  }

  onRun(info: RunInfo): void {
    if (info.id !== this.info?.id) {
      this.progress = null;
      this.#clearCurve();
    }
    this.info = info;
  }

  onProgress(progress: Progress): void {
    if (progress.runId !== this.info?.id) return;
    this.progress = progress;
    this.#append(progress.history);
  }

  #clearCurve(): void {
    this.training.length = 0;
    this.validation.length = 0;
    this.version++;
  }

  #append({ training, validation }: History): void {
    appendNew(this.training, training);
    appendNew(this.validation, validation);
    this.version++;
  }
}

/** A point may come twice: in the history that was asked for, and in an event that was on its way then. */
function appendNew(list: TrainingPoint[], points: readonly TrainingPoint[]): void {
  const last = list.at(-1)?.step ?? -1;
  for (const point of points) if (point.step > last) list.push(point);
}

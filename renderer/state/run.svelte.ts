import type { History, Progress, RunInfo, TrainingPoint } from '../../engine/protocol/contract.ts';
import { RunCurves } from './run-curves.ts';

/** The training run that is going on or was the last one, and the curve of the current model. */
export class Run {
  info = $state.raw<RunInfo | null>(null);
  progress = $state.raw<Progress | null>(null);

  readonly training: TrainingPoint[] = [];
  readonly validation: TrainingPoint[] = [];
  #observedStep = -1;
  /** The first NaN, of a run that failed by it. */
  diverged = $state.raw<NonNullable<History['diverged']> | null>(null);
  /** The same points as curves, for charts. */
  readonly curves = new RunCurves();
  /** Counts up whenever points were added, so that readers of the lists and curves above know. */
  version = $state(0);

  readonly status = $derived(this.info?.status ?? null);
  /** Images go through the network at this moment. */
  readonly isBusy = $derived(this.status === 'running' || this.status === 'testing');
  readonly isPaused = $derived(this.status === 'paused');
  /** There is something to stop. */
  readonly isOpen = $derived(this.isBusy || this.isPaused);
  readonly hasDiverged = $derived(this.info?.problem?.code === 'diverged');
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
    this.#observedStep = -1;
    this.diverged = null;
    this.curves.clear();
    this.version++;
  }

  #append({ training, validation, observations = [], diverged }: History): void {
    this.curves.append({
      training: appendNew(this.training, training),
      validation: appendNew(this.validation, validation),
      observations: observations.filter(({ step }) => step > this.#observedStep),
    });
    this.#observedStep = Math.max(this.#observedStep, observations.at(-1)?.step ?? -1);
    if (diverged) this.diverged = diverged;
    this.version++;
  }
}

/**
 * A point may come twice: in the history that was asked for, and in an event that was on its way then.
 *
 * @returns those that are new.
 */
function appendNew<Point extends { readonly step: number }>(
  list: Point[],
  points: readonly Point[],
): readonly Point[] {
  const last = list.at(-1)?.step ?? -1;
  const fresh = points.filter(({ step }) => step > last);
  for (const point of fresh) list.push(point);
  return fresh;
}

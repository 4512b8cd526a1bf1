import type { LabFileChange, OpenedLab } from '../../electron/shared/lab-calls.ts';
import type { RunInfo } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { LabWeights } from '../../engine/protocol/lab-calls.ts';
import {
  MAX_LAB_ATTEMPTS,
  MAX_LAB_PAGES,
  MAX_LAB_RUNS,
  type LabAnswer,
  type LabPage,
  type LabProgress,
  type LabStepProgress,
  type LabVerdict,
} from '../../engine/protocol/lab-progress.ts';
import type { LabImage, LabStart, LabStep, LabTask } from '../../engine/protocol/labs.ts';
import { hasRunEnded } from '../../engine/protocol/run-status.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import { beginProgress, completes, fitProgress, isTooEarly } from './lab-progress.ts';
import { recordOf } from './lab-run.ts';
import { setUp } from './lab-start.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import type { Explain } from './explain.svelte.ts';
import type { Model } from './model.svelte.ts';
import { now } from './now.ts';
import { placeNames, type Place } from './place.svelte.ts';
import type { Run } from './run.svelte.ts';
import type { Shelf } from './shelf.svelte.ts';

/** What a lab talks about, and sets up. */
export interface WorkbookSurroundings {
  readonly place: Place;
  readonly engine: EngineClient;
  readonly dataset: Dataset;
  readonly experiment: Experiment;
  readonly run: Run;
  readonly model: Model;
  readonly explain: Explain;
  readonly shelf: Shelf;
}

/** The lab that a student works through: which step, what was answered, what was noticed. */
export class Workbook {
  opened = $state.raw<OpenedLab | null>(null);
  /** Its file is being written, and cannot be shown as it is now. */
  isEarlier = $state(false);
  progress = $state.raw<LabProgress | null>(null);
  /** Of the latest answer to the question of this step. */
  verdict = $state.raw<LabVerdict | null>(null);
  /** Why the latest deed in the lab that is open did not work. */
  problem = $state<string | null>(null);
  /** That is a run, which keeps the lab from being set up; or did, and has ended. */
  isHeldUp = $state(false);
  isChecking = $state(false);
  /** Shown to a class: large, with the teacher's notes at hand, answers on demand. */
  isPresenting = $state(false);
  /** The language of the translation that is shown beside a lab which is being written. */
  beside = $state<string | null>(null);
  /** Runs that ended since the step was opened. */
  #runsOfStep = 0;
  /** The run that went into the record last: its end may be told twice. */
  #recorded = -1;

  readonly step: LabStep | null = $derived(
    this.opened && this.progress ? (this.opened.lab.steps[this.progress.step] ?? null) : null,
  );
  /** The same step in the translation beside it. */
  readonly stepBeside: LabStep | null = $derived.by(() => {
    const lab = this.opened?.translations.find(({ language }) => language === this.beside);
    return lab?.steps.find(({ id }) => id === this.step?.id) ?? null;
  });
  readonly stepProgress: LabStepProgress | null = $derived(this.progress?.steps[this.progress.step] ?? null);
  readonly isFirst = $derived(this.progress?.step === 0);
  readonly isLast = $derived(this.progress?.step === (this.opened?.lab.steps.length ?? 0) - 1);
  readonly completed = $derived(
    this.progress?.steps.filter(({ completed }) => completed !== null).length ?? 0,
  );
  /** The image that the step is about. */
  readonly image: LabImage | null = $derived(this.step?.image ?? this.opened?.lab.image ?? null);
  /** Whose numbers the step asks for: those of before the first training, until there was one. */
  readonly weights: LabWeights = $derived.by(() => {
    const { network, checked } = this.lab.experiment;
    const isUntrained = this.opened?.lab.start?.weights === 'untrained' && this.progress?.runs.length === 0;
    return isUntrained && checked.settings
      ? { from: 'untrained', network, settings: checked.settings }
      : { from: 'current' };
  });

  constructor(private readonly lab: WorkbookSurroundings) {}

  /** A lab that was read. */
  async take(opened: OpenedLab): Promise<void> {
    this.isEarlier = false;
    await this.#attempt(() => this.#begin(opened));
  }

  close(): void {
    this.opened = null;
    this.progress = null;
    this.isPresenting = false;
    void this.lab.shelf.load();
  }

  /** The lab's file was saved by whoever writes it: it is shown anew, at the same step. */
  onFile({ fileName, lab, translations, problems }: LabFileChange): void {
    if (this.opened?.fileName !== fileName) return;
    this.opened = { ...this.opened, ...(lab && { lab, translations }), problems };
    this.isEarlier = lab === null;
    if (lab && this.progress) this.progress = fitProgress(this.progress, lab);
  }

  async go(index: number): Promise<void> {
    const { opened, progress } = this;
    const step = opened?.lab.steps[index];
    if (!progress || !step) return;
    this.verdict = null;
    this.problem = null;
    this.#runsOfStep = 0;
    this.progress = { ...progress, step: index };
    this.#change({ opened: this.stepProgress?.opened ?? now() });
    if (step.start) await this.#attempt(() => this.#setUp(step.start!));
    // Opening a data set takes a moment, in which somebody may have gone on.
    if (this.step?.id !== step.id) return;
    this.aimExplain();
    const place = placeNames.find((name) => name === step.place);
    if (place) this.lab.place.go(place);
    this.#settle();
  }

  /** Begins the current step anew. That it was begun before stays in the record, its answers do not. */
  async restartStep(): Promise<void> {
    const restarts = (this.stepProgress?.restarts ?? 0) + 1;
    this.#change({
      restarts,
      completed: null,
      prediction: null,
      taskDone: false,
      hintsShown: 0,
      attempts: [],
    });
    await this.go(this.progress?.step ?? 0);
  }

  /** Brings network, settings and data back to how the lab begins. */
  async restore(): Promise<void> {
    const start = this.opened?.lab.start;
    // A step with a beginning of its own is set up as it is gone to.
    if (start && !this.step?.start) await this.#attempt(() => this.#setUp(start));
    if (this.problem === null || this.step?.start) await this.go(this.progress?.step ?? 0);
  }

  predict(prediction: string): void {
    this.#change({ prediction });
    this.#settle();
  }

  showHint(): void {
    this.#change({ hintsShown: Math.min((this.stepProgress?.hintsShown ?? 0) + 1, 3) });
  }

  sayDone(): void {
    this.#change({ taskDone: true });
    this.#settle();
  }

  async check(answer: LabAnswer): Promise<void> {
    const { step, image, weights } = this;
    if (!step?.question || this.isChecking) return;
    this.isChecking = true;
    await this.#attempt(async () => {
      const question = step.question!;
      const verdict = isTooEarly(step, this.stepProgress)
        ? ({ correct: false, expected: null, remark: 'no-run' } as const)
        : await this.lab.engine.call('checkLabAnswer', { question, answer, image, weights });
      if (this.step?.id !== step.id) return;
      this.verdict = verdict;
      const { fingerprint = null } = this.lab.model.info ?? {};
      const attempt = { answer, correct: verdict.correct, at: now(), fingerprint };
      const before = this.stepProgress?.attempts ?? [];
      const isMarked = verdict.remark !== 'too-short';
      this.#change({ attempts: isMarked ? [...before, attempt].slice(-MAX_LAB_ATTEMPTS) : before });
      this.#settle();
    });
    this.isChecking = false;
  }

  /** Something happened that the task of this step may have been waiting for. */
  notice(happened: (task: LabTask) => boolean): void {
    const { step, stepProgress } = this;
    if (!step?.task || !stepProgress || stepProgress.taskDone || !happened(step.task)) return;
    this.#change({ taskDone: true });
    this.#settle();
  }

  /** Runs are numbered anew by an engine that was started anew. */
  onEngine(): void {
    this.#recorded = -1;
  }

  /** A run has come to its end: it goes into the record. */
  onRunEnd(info: RunInfo): void {
    const { progress, step } = this;
    if (!progress || !step) return;
    const { status } = info;
    if (!hasRunEnded(status) || info.id === this.#recorded) return;
    this.#recorded = info.id;
    if (this.isHeldUp) this.problem = text.labs.canBeSetUp;
    const run = recordOf(info, status, step.id, this.lab);
    this.#runsOfStep += 1;
    this.#keep({ ...progress, runs: [...progress.runs, run].slice(-MAX_LAB_RUNS) });
    this.aimExplain();
    const epochs = info.settings.epochs;
    this.notice((task) => {
      if (task.done === 'diverged') return info.status === 'failed';
      if (task.done === 'trained') return info.status === 'finished' && epochs >= task.epochs;
      return task.done === 'runs' && this.#runsOfStep >= task.count;
    });
  }

  async #begin(opened: OpenedLab): Promise<void> {
    const { lab, progress } = opened;
    this.beside = null;
    this.lab.shelf.fileProblem = null;
    this.verdict = null;
    this.lab.place.uncover();
    this.opened = opened;
    this.progress = progress ? fitProgress(progress, lab) : beginProgress(lab, now());
    // A lab that is taken up again leaves the window as it is: its student may be in the middle of something.
    if (!progress) {
      if (lab.start) await this.#setUp(lab.start);
      // Wherever somebody was in the walk-through, a lab begins with its first picture.
      this.lab.explain.rewind();
    }
    await this.go(this.progress.step);
    // Beside a lab stands what can be tried, and not the list that it was chosen from.
    if (this.lab.place.current === 'labs') this.lab.place.go(lab.image ? 'explain' : 'train');
  }

  /** The walk-through looks at what the step asks about. */
  aimExplain(): void {
    const { explain } = this.lab;
    const { image, weights } = this;
    explain.weights = weights.from;
    if (image) explain.show(image.split, image.index);
  }

  #change(changes: Partial<LabStepProgress>): void {
    const { progress } = this;
    if (!progress) return;
    const steps = progress.steps.map((step, index) =>
      index === progress.step ? { ...step, ...changes } : step,
    );
    this.#keep({ ...progress, steps });
  }

  /** A step is done when everything that it asks for is. */
  #settle(): void {
    const { step, stepProgress } = this;
    if (!step || !stepProgress || stepProgress.completed !== null) return;
    if (completes(step, stepProgress)) this.#change({ completed: now() });
  }

  /** Puts a state of the walk-through into the hand-in. @returns how many there are now; null when it is full. */
  addPage(page: Pick<LabPage, 'title' | 'caption' | 'picture'>): number | null {
    const { progress, step } = this;
    if (!progress || !step) return null;
    const pages = progress.pages ?? [];
    if (pages.length >= MAX_LAB_PAGES) return null;
    this.#keep({ ...progress, pages: [...pages, { at: now(), step: step.id, ...page }] });
    return pages.length + 1;
  }

  removePage(index: number): void {
    const { progress } = this;
    if (progress) this.#keep({ ...progress, pages: progress.pages?.filter((_, at) => at !== index) ?? [] });
  }

  /** Each change is written at once: a crash loses nothing that was answered. */
  #keep(progress: LabProgress): void {
    this.progress = progress;
    const isFile = this.opened?.fileName !== null;
    askApp('saveLabProgress', { progress, isFile }).catch((thrown: unknown) => {
      this.problem = toEpochLabError(thrown).message;
    });
  }

  #setUp(start: LabStart): Promise<void> {
    this.isHeldUp = this.lab.run.isOpen;
    return setUp(this.lab, start);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.isHeldUp = false;
    try {
      await work();
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }
}

import type { History, Progress, RunStatus } from '../protocol/contract.ts';
import type { Observation, Until } from '../protocol/run-calls.ts';
import { toEpochLabError, type EpochLabError } from '../protocol/errors.ts';
import type { Piece, TrainingRun } from './training-run.ts';

/** What a driver tells while a run goes on. */
export interface DriverEvents {
  /** At most PROGRESS_PER_SECOND times a second, and once before each change of status. */
  progress(progress: Omit<Progress, 'runId'>): void;
  /** Whether whoever was told has taken it. What comes meanwhile is told together. */
  isHeard(): boolean;
  status(status: RunStatus, problem: EpochLabError | null): void;
  /** Now is a good moment to put the run's state into safety. */
  checkpoint(): void;
}

/** Computes for so long at a stretch, then lets messages in. */
const SLICE_MS = 12;
/**
 * While somebody draws, the machine is theirs: each step is followed by a rest until a drawing was read, and what the
 * run tells, which the window has to draw too, comes less often. A step is then begun just after an answer, and is
 * done by the time that the pen's next place is asked about; at the worst a drawing waits for one step.
 */
const SHORT_SLICE_MS = 1;
const LONGEST_REST_MS = 40;
/** What was drawn while the answer was on its way is asked about at once, and goes before the step. */
const AFTER_ANSWER_MS = 2;
const PROGRESS_PER_SECOND_WHILE_DRAWING = 1;
const OBSERVATION_INTERVAL_WHILE_DRAWING_MS = 500;
/** A pause in drawing that is no longer than this is none. */
const DRAWING_LASTS_MS = 400;
const PROGRESS_PER_SECOND = 20;
/**
 * A run that is cut off has at most this share of its training to do again, but for the shortest interval, and no more
 * than the longest: the longer it has trained, the more seldom its state, which grows with its history, goes to the
 * disk. Only a network so large that writing it would take more than its share of the time has longer intervals.
 */
const CHECKPOINT_INTERVAL_SHARE = 0.01;
const SHORTEST_CHECKPOINT_INTERVAL_MS = 2_000;
const LONGEST_CHECKPOINT_INTERVAL_MS = 30_000;
/** Writing checkpoints takes at most this share of the time, and looking into the network that one. */
const CHECKPOINT_SHARE = 0.02;
const OBSERVATION_SHARE = 0.01;
const OBSERVATION_INTERVAL_MS = 100;
/** Throughput is measured over windows of about this length. */
const THROUGHPUT_WINDOW_MS = 700;

/**
 * Takes a run through its pieces without ever holding the thread for long, so that Pause, Stop and a drawing to
 * be read are answered at once.
 */
export class Driver {
  status: RunStatus = 'running';
  #wanted: 'running' | 'paused' | 'stopped' = 'running';
  #wake: () => void = () => undefined;

  /** Points that were told, and the step of the observation that was told last: old ones are thinned out. */
  #reported = { training: 0, validation: 0, observedStep: 0 };
  #lastProgressMs = 0;
  #lastCheckpointMs = 0;
  #checkpointCostMs = 0;
  #lastObservationMs = -Infinity;
  #observedStep: number;
  /** The run pauses by itself once it has done so many steps. */
  #pauseAt = Infinity;
  #window: { startMs: number; images: number };
  #hasWholeWindow = false;
  #imagesPerSecond = 0;
  #givesWayUntilMs = 0;
  #onRead: () => void = () => undefined;

  /** @param breathe lets the host's event loop handle what has arrived, and waits for what comes in so many ms. */
  constructor(
    private readonly run: TrainingRun,
    private readonly events: DriverEvents,
    private readonly breathe: (restMs?: number) => Promise<void>,
    { paused = false, until = 'end' }: { readonly paused?: boolean; readonly until?: Until } = {},
  ) {
    // What a resumed run brought along was told before.
    this.#reported = this.#recorded();
    this.#observedStep = this.#reported.observedStep;
    this.#pauseAt = this.#stepsUntil(until);
    this.#window = { startMs: performance.now(), images: run.trainedImages };
    if (paused) {
      this.status = 'paused';
      this.#wanted = 'paused';
    }
  }

  /** Runs to the end. Resolves with the final status; never rejects. */
  async drive(): Promise<RunStatus> {
    try {
      return await this.#drive();
    } catch (problem) {
      this.#progress();
      return this.#enter('failed', toEpochLabError(problem));
    }
  }

  /** Lets the run go on, this far. */
  proceed(until: Until): void {
    this.#pauseAt = this.#stepsUntil(until);
    this.resume();
  }

  pause(): void {
    if (this.#wanted === 'running') this.#wanted = 'paused';
  }

  resume(): void {
    if (this.run.step >= this.#pauseAt) this.#pauseAt = Infinity;
    if (this.#wanted === 'paused') this.#wanted = 'running';
    this.#wake();
  }

  stop(): void {
    this.#wanted = 'stopped';
    this.#wake();
  }

  /** For the next moments the run stands back: somebody is drawing, and watches the answer. */
  giveWay(): void {
    this.#givesWayUntilMs = performance.now() + DRAWING_LASTS_MS;
    this.#onRead();
  }

  #givesWay(): boolean {
    return performance.now() < this.#givesWayUntilMs;
  }

  #stepsUntil(until: Until): number {
    const { step, stepsPerEpoch } = this.run;
    switch (until) {
      case 'end':
        return Infinity;
      case 'epoch':
        return (Math.floor(step / stepsPerEpoch) + 1) * stepsPerEpoch;
      case 'step':
        return step + 1;
      default:
        return until satisfies never;
    }
  }

  async #drive(): Promise<RunStatus> {
    const work = this.run.work();
    this.#lastCheckpointMs = performance.now();
    for (;;) {
      if (this.#wanted === 'paused') await this.#rest();
      if (this.#wanted === 'stopped') {
        this.run.keepGood();
        this.#progress();
        return this.#enter('stopped');
      }
      if (this.#slice(work)) {
        this.#progress();
        return this.#enter('finished');
      }
      this.#measure();
      const givesWay = this.#givesWay();
      const rate = givesWay ? PROGRESS_PER_SECOND_WHILE_DRAWING : PROGRESS_PER_SECOND;
      const isDue = performance.now() - this.#lastProgressMs >= 1000 / rate;
      if (isDue && this.events.isHeard()) this.#progress();
      await (givesWay ? this.#makeRoom() : this.breathe());
    }
  }

  async #makeRoom(): Promise<void> {
    const read = new Promise<void>((resolve) => (this.#onRead = resolve));
    await Promise.race([read, this.breathe(LONGEST_REST_MS)]);
    await this.breathe(AFTER_ANSWER_MS);
  }

  /** @returns whether the run has come to its end. */
  #slice(work: Iterator<Piece, void>): boolean {
    const deadline = performance.now() + (this.#givesWay() ? SHORT_SLICE_MS : SLICE_MS);
    do {
      this.#observeIfDue();
      const { done, value } = work.next();
      if (done) return true;
      if (this.#hasReachedPause()) {
        this.#pauseAt = Infinity;
        this.pause();
        return false;
      }
      if (value === 'testing' && this.status === 'running') {
        this.#progress();
        this.#enter('testing');
      }
      if (this.#checkpointIsDue()) {
        this.#checkpoint();
      }
    } while (performance.now() < deadline);
    return false;
  }

  /** The last step's validation belongs to it. After a run's very last step the test follows. */
  #hasReachedPause(): boolean {
    const { step, totalSteps, isValidationDue } = this.run;
    return step >= this.#pauseAt && step < totalSteps && !isValidationDue && this.status === 'running';
  }

  #observeIfDue(): void {
    const { history, observationMs } = this.run;
    const now = performance.now();
    const observedStep = history.observations.at(-1)?.step ?? 0;
    if (observedStep > this.#observedStep) {
      this.#observedStep = observedStep;
      this.#lastObservationMs = now;
    }
    const interval = this.#givesWay() ? OBSERVATION_INTERVAL_WHILE_DRAWING_MS : OBSERVATION_INTERVAL_MS;
    const rest = Math.max(interval * history.observationStride, observationMs / OBSERVATION_SHARE);
    // A single step is always looked at: it is done to be looked at.
    const isSingle = this.#pauseAt === this.run.step + 1;
    if (isSingle || now - this.#lastObservationMs >= rest) this.run.observeNext(this.#imagesPerSecond);
  }

  #checkpoint(): void {
    const before = performance.now();
    this.events.checkpoint();
    this.#lastCheckpointMs = performance.now();
    this.#checkpointCostMs = this.#lastCheckpointMs - before;
  }

  #checkpointIsDue(): boolean {
    if (this.status !== 'running' || !this.run.atRecordedPoint) return false;
    const epochEnded = this.run.step > 0 && this.run.step % this.run.stepsPerEpoch === 0;
    const waited = performance.now() - this.#lastCheckpointMs;
    const interval = this.#checkpointIntervalMs();
    // The end of an epoch is a good place to go on from; very short epochs need not each be kept.
    return waited >= interval || (epochEnded && waited >= interval / 2);
  }

  #checkpointIntervalMs(): number {
    const wanted = Math.max(
      SHORTEST_CHECKPOINT_INTERVAL_MS,
      Math.min(this.run.trainingMs * CHECKPOINT_INTERVAL_SHARE, LONGEST_CHECKPOINT_INTERVAL_MS),
    );
    const affordable = this.#checkpointCostMs / CHECKPOINT_SHARE;
    return Math.max(wanted, affordable);
  }

  async #rest(): Promise<void> {
    this.#progress();
    const before = this.status;
    if (this.status !== 'paused') this.#enter('paused');
    if (this.run.atRecordedPoint) this.events.checkpoint();
    while (this.#wanted === 'paused') {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#window = { startMs: performance.now(), images: this.run.trainedImages };
    if (this.#wanted === 'running') this.#enter(before === 'testing' ? 'testing' : 'running');
  }

  /** The first window counts while it grows, so that there is a figure at once. */
  #measure(): void {
    const now = performance.now();
    const elapsed = now - this.#window.startMs;
    const images = this.run.trainedImages - this.#window.images;
    const isWhole = elapsed >= THROUGHPUT_WINDOW_MS;
    if (images === 0 || (this.#hasWholeWindow && !isWhole)) return;
    this.#imagesPerSecond = (images / elapsed) * 1000;
    if (!isWhole) return;
    this.#hasWholeWindow = true;
    this.#window = { startMs: now, images: this.run.trainedImages };
  }

  #progress(): void {
    this.#lastProgressMs = performance.now();
    const { run } = this;
    const { training, validation, observations, diverged } = run.history;
    const history: History = {
      training: training.slice(this.#reported.training),
      validation: validation.slice(this.#reported.validation),
      observations: madeAfter(this.#reported.observedStep, observations),
      ...(diverged && { diverged }),
    };
    this.#reported = this.#recorded();
    const { trainImages, epochs } = run.settings;
    const imagesLeft = Math.max(0, (epochs - run.epoch) * trainImages);
    this.events.progress({
      step: run.step,
      totalSteps: run.totalSteps,
      epoch: run.epoch,
      imagesPerSecond: this.#imagesPerSecond,
      secondsLeft: this.#imagesPerSecond > 0 ? imagesLeft / this.#imagesPerSecond : 0,
      history,
    });
  }

  #recorded() {
    const { training, validation, observations } = this.run.history;
    return {
      training: training.length,
      validation: validation.length,
      observedStep: observations.at(-1)?.step ?? 0,
    };
  }

  #enter(status: RunStatus, problem: EpochLabError | null = null): RunStatus {
    this.status = status;
    this.events.status(status, problem);
    return status;
  }
}

/** Those of later steps than this one. They are in order, and few of many. */
function madeAfter(step: number, observations: readonly Observation[]): readonly Observation[] {
  return observations.slice(observations.findLastIndex((one) => one.step <= step) + 1);
}

import type { History, Progress, RunStatus } from '../protocol/contract.ts';
import { toEpochLabError, type EpochLabError } from '../protocol/errors.ts';
import type { Piece, TrainingRun } from './training-run.ts';

/** What a driver tells while a run goes on. */
export interface DriverEvents {
  /** At most PROGRESS_PER_SECOND times a second, and once before each change of status. */
  progress(progress: Omit<Progress, 'runId'>): void;
  status(status: RunStatus, problem: EpochLabError | null): void;
  /** Now is a good moment to put the run's state into safety. */
  checkpoint(): void;
}

/** Computes for so long at a stretch, then lets messages in. */
const SLICE_MS = 12;
/** While somebody draws, their drawing waits no longer than for the step that is going on. */
const SHORT_SLICE_MS = 1;
/** A pause in drawing that is no longer than this is none. */
const DRAWING_LASTS_MS = 400;
const PROGRESS_PER_SECOND = 30;
const CHECKPOINT_INTERVAL_MS = 2_000;
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

  #reported = { training: 0, validation: 0 };
  #lastProgressMs = 0;
  #lastCheckpointMs = 0;
  #window: { startMs: number; images: number };
  #hasWholeWindow = false;
  #imagesPerSecond = 0;
  #givesWayUntilMs = 0;

  /** @param breathe lets the host's event loop handle what has arrived. */
  constructor(
    private readonly run: TrainingRun,
    private readonly events: DriverEvents,
    private readonly breathe: () => Promise<void>,
    { paused = false }: { readonly paused?: boolean } = {},
  ) {
    // What a resumed run brought along was told before.
    this.#reported = { training: run.history.training.length, validation: run.history.validation.length };
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

  pause(): void {
    if (this.#wanted === 'running') this.#wanted = 'paused';
  }

  resume(): void {
    if (this.#wanted === 'paused') this.#wanted = 'running';
    this.#wake();
  }

  stop(): void {
    this.#wanted = 'stopped';
    this.#wake();
  }

  /** For the next moments messages are let in after each step: somebody is drawing, and watches the answer. */
  giveWay(): void {
    this.#givesWayUntilMs = performance.now() + DRAWING_LASTS_MS;
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
      if (performance.now() - this.#lastProgressMs >= 1000 / PROGRESS_PER_SECOND) this.#progress();
      await this.breathe();
    }
  }

  /** @returns whether the run has come to its end. */
  #slice(work: Iterator<Piece, void>): boolean {
    const now = performance.now();
    const deadline = now + (now < this.#givesWayUntilMs ? SHORT_SLICE_MS : SLICE_MS);
    do {
      const { done, value } = work.next();
      if (done) return true;
      if (value === 'testing' && this.status === 'running') {
        this.#progress();
        this.#enter('testing');
      }
      if (this.#checkpointIsDue()) {
        this.#lastCheckpointMs = performance.now();
        this.events.checkpoint();
      }
    } while (performance.now() < deadline);
    return false;
  }

  #checkpointIsDue(): boolean {
    if (this.status !== 'running' || !this.run.atRecordedPoint) return false;
    const epochEnded = this.run.step > 0 && this.run.step % this.run.stepsPerEpoch === 0;
    const waited = performance.now() - this.#lastCheckpointMs;
    // Very short epochs need not each be kept.
    return waited >= CHECKPOINT_INTERVAL_MS || (epochEnded && waited >= CHECKPOINT_INTERVAL_MS / 4);
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
    const history: History = {
      training: run.history.training.slice(this.#reported.training),
      validation: run.history.validation.slice(this.#reported.validation),
    };
    this.#reported = { training: run.history.training.length, validation: run.history.validation.length };
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

  #enter(status: RunStatus, problem: EpochLabError | null = null): RunStatus {
    this.status = status;
    this.events.status(status, problem);
    return status;
  }
}

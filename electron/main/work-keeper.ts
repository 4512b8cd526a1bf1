import type { Checkpoint, RunInfo } from '../../engine/protocol/contract.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { newWork, type KeptCheckpoint, type RecoveryStore } from './recovery-store.ts';

/**
 * Puts the checkpoints that the engine tells on the disk, one at a time: one that comes while another is being
 * written waits, and gives way to a newer one. A model that was opened from a file is safe where it is.
 */
export class WorkKeeper {
  #work: string | null = null;
  #runId: number | null = null;
  #next: Omit<KeptCheckpoint, 'savedAt'> | null = null;
  #writing: Promise<void> | null = null;
  #problem: string | null = null;
  /** Pieces of work of this start. */
  readonly #own = new Set<string>();

  /** @param onProblem told when checkpoints cannot be written, and with null when they can again. */
  constructor(
    private readonly store: RecoveryStore,
    private readonly onProblem: (message: string | null) => void,
  ) {}

  /** Keeps what a life of the engine tells. */
  follow(engine: EngineClient): void {
    // Each engine counts its runs from 1.
    this.#runId = null;
    engine.on('run', (run) => this.#onRun(run));
    engine.on('checkpoint', (checkpoint) => this.#onCheckpoint(checkpoint));
  }

  /** What comes next belongs to work that was brought back. */
  takeUp(work: string): void {
    this.#work = work;
    this.#own.add(work);
    this.#runId = null;
  }

  isOwn(work: string): boolean {
    return this.#own.has(work);
  }

  /** The work of now is in a file: there is nothing to recover. */
  async forget(): Promise<void> {
    const work = this.#work;
    if (work === null) return;
    await this.settled();
    await this.store.discard(work);
  }

  /** An orderly end: nothing of this start is to be recovered, but for the run that goes on next time. */
  async end({ keepRun }: { readonly keepRun: boolean }): Promise<void> {
    await this.settled();
    for (const work of this.#own) {
      if (!keepRun || work !== this.#work) await this.store.discard(work);
    }
  }

  /** Everything that was told so far is on the disk, or could not be put there. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #onRun({ id, step }: RunInfo): void {
    if (id === this.#runId) return;
    const isFirst = this.#runId === null;
    this.#runId = id;
    // The first run that a new engine tells of is the one that it was given back.
    if (!isFirst || step === 0 || this.#work === null) this.#begin();
  }

  #begin(): void {
    this.#work = newWork();
    this.#own.add(this.#work);
  }

  #onCheckpoint({ bytes, ended, fileName }: Checkpoint): void {
    if (ended && fileName !== null) return;
    if (this.#work === null) this.#begin();
    this.#next = { work: this.#work!, bytes, ended };
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
  }

  async #writeAll(): Promise<void> {
    while (this.#next) {
      const checkpoint = this.#next;
      this.#next = null;
      try {
        await this.store.keep(checkpoint);
        this.#tell(null);
      } catch (thrown) {
        this.#tell(toEpochLabError(thrown).message);
      }
    }
  }

  #tell(problem: string | null): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.onProblem(problem);
  }
}

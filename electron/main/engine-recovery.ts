import type { Checkpoint, RunInfo } from '../../engine/protocol/contract.ts';
import type { DatasetId } from '../../engine/protocol/datasets.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { DatasetFiles } from './datasets.ts';

/** What a new engine needs to go on where a crashed one was: its data set and its last checkpoint. */
export class EngineRecovery {
  #dataset: DatasetId | null = null;
  #checkpoint: Checkpoint | null = null;
  #runId: number | null = null;

  /** @param readDataset reads a data set's files again; main keeps no copy of them. */
  constructor(private readonly readDataset: (id: DatasetId) => Promise<DatasetFiles>) {}

  /** Keeps what a life of the engine tells. */
  follow(engine: EngineClient): void {
    // Each engine counts its runs from 1.
    this.#runId = null;
    engine.on('checkpoint', (checkpoint) => {
      this.#checkpoint = checkpoint;
    });
    engine.on('run', (run) => this.#onRun(run));
  }

  datasetOpened(id: DatasetId): void {
    this.#dataset = id;
  }

  /**
   * Gives a new engine what the old one had.
   *
   * @returns whether it has a model again. A checkpoint that could not be brought back is forgotten: it may be
   *   the very reason for the crash.
   */
  async restore(engine: EngineClient): Promise<boolean> {
    if (this.#dataset !== null) await engine.call('loadDataset', await this.readDataset(this.#dataset));
    const checkpoint = this.#checkpoint;
    if (checkpoint === null) return false;
    this.#checkpoint = null;
    await engine.call('restoreCheckpoint', checkpoint);
    // One that came meanwhile is newer.
    this.#checkpoint ??= checkpoint;
    return true;
  }

  /** A run that begins replaces the model: the checkpoint of the one before is of no use any more. */
  #onRun(run: RunInfo): void {
    const begins = run.id !== this.#runId && run.status === 'running' && run.step === 0;
    if (begins) this.#checkpoint = null;
    this.#runId = run.id;
  }
}

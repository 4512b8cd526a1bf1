import { basename } from 'node:path';
import type { ModelInfo, RunInfo } from '../../engine/protocol/contract.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import { isOpenRun } from '../../engine/protocol/run-status.ts';
import type { DocumentState } from '../shared/document-calls.ts';

/** Between the engine's word of a model and the answer of who opened it. */
const SETTLING_MS = 50;

/** Weights that have come to rest, or those of a run at a step. */
export interface Mark {
  readonly run: string | null;
  readonly fingerprint: string | null;
  /** How many models had been opened by then. */
  readonly opened: number;
}

/**
 * Which file the current model belongs to, and whether all of it is in there. Weights that have come to rest are told
 * by their fingerprint; those of a run that goes on by the run and its step.
 */
export class CurrentDocument {
  #path: string | null = null;
  #model: ModelInfo | null = null;
  #run: { id: number; step: number; isOpen: boolean } | null = null;
  /** Fingerprints of weights that are in a file; null where they came with the app. */
  readonly #files = new Map<string, string | null>();
  /** The step of a run at which it was saved. */
  #savedRun: string | null = null;
  #opened = 0;
  #told = '';

  /** @param onChange told every change. */
  constructor(private readonly onChange: (state: DocumentState) => void) {}

  get path(): string | null {
    return this.#path;
  }

  get state(): DocumentState {
    return { fileName: this.#path && basename(this.#path), isSaved: this.#isSaved() };
  }

  get hasOpenRun(): boolean {
    return this.#run?.isOpen ?? false;
  }

  follow(engine: EngineClient): void {
    this.#run = null;
    // Runs are numbered anew by an engine that was started anew.
    this.#savedRun = null;
    engine.on('model', (model) => this.#onModel(model));
    engine.on('run', (run) => this.#onRun(run));
    engine.on('progress', ({ runId, step }) => {
      if (this.#run?.id === runId) this.#run.step = step;
      this.#tell();
    });
  }

  /**
   * The weights of this moment, for `isIn` to know them by when they have been written: training may go on meanwhile. To
   * be asked before the engine is, so that a run which rests at this mark has not moved since.
   */
  mark(): Mark {
    const opened = this.#opened;
    return this.hasOpenRun
      ? { run: this.#runKey(), fingerprint: null, opened }
      : { run: null, fingerprint: this.#model?.fingerprint ?? null, opened };
  }

  /** A model was opened that is in this file; with null, it is in none of the person's. */
  cameFrom(path: string | null): void {
    this.#opened++;
    this.isIn(path);
  }

  /** These weights are in this file now, and so is what becomes of them: unless another model was opened meanwhile. */
  isIn(path: string | null, { run, fingerprint, opened } = this.mark()): void {
    if (opened === this.#opened) this.#path = path;
    if (run !== null) this.#savedRun = run;
    if (fingerprint !== null) this.#files.set(fingerprint, path);
    this.#tell();
  }

  #onModel(model: ModelInfo): void {
    this.#model = model;
    const known = model.fingerprint === null ? undefined : this.#files.get(model.fingerprint);
    if (known !== undefined) this.#path = known;
    // Of a model that was just opened, `isIn` says in a moment where it is.
    setTimeout(() => this.#tell(), SETTLING_MS);
  }

  #onRun({ id, step, status }: RunInfo): void {
    this.#run = { id, step, isOpen: isOpenRun(status) };
    this.#tell();
  }

  #runKey(): string | null {
    return this.#run && `${this.#run.id} ${this.#run.step}`;
  }

  #isSaved(): boolean {
    if (this.#run?.isOpen) return this.#savedRun !== null && this.#savedRun === this.#runKey();
    if (!this.#model || this.#model.step === 0) return true;
    const { fingerprint } = this.#model;
    return fingerprint !== null && this.#files.has(fingerprint);
  }

  #tell(): void {
    const state = this.state;
    const text = JSON.stringify(state);
    if (text === this.#told) return;
    this.#told = text;
    this.onChange(state);
  }
}

import type { DrawingReading } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import {
  clearCell,
  drawnUntil,
  inkCell,
  isInked,
  replayLength,
  strokeOf,
  type Drawing,
  type PenSample,
} from './ink.ts';
import { begin, commit, redo, undo } from './undo-history.ts';

/** How often a drawing is read again while the weights that read it are being trained. */
const REFRESH_INTERVAL_MS = 250;

/** The drawing pad: what is drawn, its undo history, and what the network makes of it. */
export class Pad {
  normalise = $state(true);
  /** Whether a pen that is pressed harder draws wider. */
  withPressure = $state(false);
  /** The newest reading; null on an empty pad and before the first answer. */
  reading = $state.raw<DrawingReading | null>(null);
  /** Why there is no reading, in words; null when there is one or nothing to read. */
  problem = $state<string | null>(null);

  #history = $state.raw(begin<Drawing>([]));
  /** The stroke that is being drawn. */
  #line = $state.raw<readonly PenSample[]>([]);
  /** When the first stroke of this drawing was begun. */
  #begin = 0;
  /** How far a replay is, in milliseconds; null when none is going on. */
  #replay = $state<number | null>(null);
  /** Of the replay. */
  #frame = 0;
  #isReading = false;
  #readAgain = false;
  #lastReadAt = 0;

  readonly drawing: Drawing = $derived(
    this.#line.length > 0
      ? [...this.#history.present, strokeOf(this.#line, this.#begin, this.withPressure)]
      : this.#history.present,
  );
  /** What is to be seen: the drawing or, during a replay, what of it is there yet. */
  readonly shown: Drawing = $derived(
    this.#replay === null ? this.drawing : drawnUntil(this.drawing, this.#replay),
  );
  readonly isEmpty = $derived(this.drawing.length === 0);
  readonly isReplaying = $derived(this.#replay !== null);
  readonly canUndo = $derived(this.#history.past.length > 0);
  readonly canRedo = $derived(this.#history.future.length > 0);

  constructor(private readonly engine: EngineClient) {}

  extendLine(samples: readonly PenSample[]): void {
    this.#replay = null;
    if (this.isEmpty) this.#begin = samples[0]?.time ?? 0;
    this.#line = [...this.#line, ...samples];
    this.read();
  }

  endLine(): void {
    if (this.#line.length === 0) return;
    const { drawing } = this;
    this.#line = [];
    this.#commit(drawing);
  }

  isInked(column: number, row: number): boolean {
    return isInked(this.drawing, column, row);
  }

  inkCell(column: number, row: number): void {
    if (!this.isInked(column, row)) this.#commit(inkCell(this.drawing, column, row));
  }

  toggleCell(column: number, row: number): void {
    if (this.isInked(column, row)) this.#commit(clearCell(this.drawing, column, row));
    else this.inkCell(column, row);
  }

  clear(): void {
    this.endLine();
    if (!this.isEmpty) this.#commit([]);
  }

  /** Puts a drawing in place of this one, as one step that can be undone. */
  show(drawing: Drawing): void {
    this.endLine();
    this.#commit(drawing);
  }

  undo(): void {
    this.endLine();
    this.#replay = null;
    this.#history = undo(this.#history);
    this.read();
  }

  redo(): void {
    this.#replay = null;
    this.#history = redo(this.#history);
    this.read();
  }

  /** Draws it all again, as fast as it was drawn; the network reads along. */
  replay(): void {
    this.endLine();
    cancelAnimationFrame(this.#frame);
    const length = replayLength(this.drawing);
    const begun = performance.now();
    const step = () => {
      // Somebody draws on, or undoes.
      if (this.#replay === null) return;
      const elapsed = performance.now() - begun;
      this.#replay = elapsed < length ? elapsed : null;
      this.read();
      if (this.#replay !== null) this.#frame = requestAnimationFrame(step);
    };
    this.#replay = 0;
    this.#frame = requestAnimationFrame(step);
  }

  setNormalise(normalise: boolean): void {
    this.normalise = normalise;
    this.read();
  }

  /** A drawing that was kept before the window was lost; anything else is left alone. */
  bringBack(kept: unknown): void {
    if (isDrawing(kept) && kept.length > 0) this.#commit(kept);
  }

  setWithPressure(withPressure: boolean): void {
    this.withPressure = withPressure;
  }

  /** The weights have moved on: reads the drawing again, but not more often than people can follow. */
  refresh(): void {
    if (performance.now() - this.#lastReadAt >= REFRESH_INTERVAL_MS) this.read();
  }

  /** Has the drawing read as it is now. One reading is under way at a time; the newest drawing wins. */
  read(): void {
    this.#readAgain = true;
    if (!this.#isReading) void this.#readUntilCurrent();
  }

  #commit(drawing: Drawing): void {
    this.#replay = null;
    this.#history = commit(this.#history, drawing);
    this.read();
  }

  async #readUntilCurrent(): Promise<void> {
    this.#isReading = true;
    while (this.#readAgain) {
      this.#readAgain = false;
      this.#lastReadAt = performance.now();
      await this.#readOnce();
    }
    this.#isReading = false;
  }

  async #readOnce(): Promise<void> {
    const { shown, normalise } = this;
    if (shown.length === 0 || !this.engine.connected) {
      this.reading = null;
      this.problem = null;
      return;
    }
    try {
      const reading = await this.engine.call('readDrawing', { drawing: [...shown], normalise });
      this.reading = this.isEmpty ? null : reading;
      this.problem = null;
    } catch (thrown) {
      const error = toEpochLabError(thrown);
      this.reading = null;
      // A lost engine has its own banner.
      this.problem = error.code === 'disconnected' ? null : error.message;
    }
  }
}

/** Whether a value has the outward form of a drawing: the same version of the app has written it. */
function isDrawing(value: unknown): value is Drawing {
  const isMark = (mark: unknown) => typeof mark === 'object' && mark !== null && 'kind' in mark;
  return Array.isArray(value) && value.every(isMark);
}

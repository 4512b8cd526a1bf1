import type { DrawingReading } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { renderInk } from './ink-raster.ts';
import { clearCell, INK_SIDE, inkCell, isInked, type Drawing, type Point } from './ink.ts';
import { begin, commit, redo, undo } from './undo-history.ts';

/** How often a drawing is read again while the weights that read it are being trained. */
const REFRESH_INTERVAL_MS = 250;

/** The drawing pad: what is drawn, its undo history, and what the network makes of it. */
export class Pad {
  normalise = $state(true);
  /** The newest reading; null on an empty pad and before the first answer. */
  reading = $state.raw<DrawingReading | null>(null);
  /** Why there is no reading, in words; null when there is one or nothing to read. */
  problem = $state<string | null>(null);

  #history = $state.raw(begin<Drawing>([]));
  /** The stroke that is being drawn. */
  #line = $state.raw<readonly Point[]>([]);
  #isReading = false;
  #readAgain = false;
  #lastReadAt = 0;

  readonly drawing: Drawing = $derived(
    this.#line.length > 0
      ? [...this.#history.present, { kind: 'stroke', points: this.#line }]
      : this.#history.present,
  );
  readonly isEmpty = $derived(this.drawing.length === 0);
  readonly canUndo = $derived(this.#history.past.length > 0);
  readonly canRedo = $derived(this.#history.future.length > 0);

  constructor(private readonly engine: EngineClient) {}

  extendLine(points: readonly Point[]): void {
    this.#line = [...this.#line, ...points];
    this.read();
  }

  endLine(): void {
    if (this.#line.length === 0) return;
    this.#commit([...this.#history.present, { kind: 'stroke', points: this.#line }]);
    this.#line = [];
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

  undo(): void {
    this.endLine();
    this.#history = undo(this.#history);
    this.read();
  }

  redo(): void {
    this.#history = redo(this.#history);
    this.read();
  }

  setNormalise(normalise: boolean): void {
    this.normalise = normalise;
    this.read();
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
    if (this.isEmpty || !this.engine.connected) {
      this.reading = null;
      this.problem = null;
      return;
    }
    const isStillDrawn = () => !this.isEmpty;
    try {
      const ink = renderInk(this.drawing, this.normalise);
      const reading = await this.engine.call('readDrawing', {
        side: INK_SIDE,
        ink,
        normalise: this.normalise,
      });
      this.reading = isStillDrawn() ? reading : null;
      this.problem = null;
    } catch (thrown) {
      const error = toEpochLabError(thrown);
      this.reading = null;
      // A lost engine has its own banner.
      this.problem = error.code === 'disconnected' ? null : error.message;
    }
  }
}

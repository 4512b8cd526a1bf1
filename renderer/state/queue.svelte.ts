import * as v from 'valibot';
import { networkSchema, type NetworkSpec } from '../../engine/protocol/network.ts';
import { trainingSettingsSchema, type TrainingSettings } from '../../engine/protocol/settings.ts';

/** A run that waits for its turn. */
export interface QueuedRun {
  readonly id: number;
  readonly network: NetworkSpec;
  readonly settings: TrainingSettings;
}

/** Where the window keeps what waits, so that a reload or a new start loses nothing. */
const STORED_AS = 'queued-runs';
const storedSchema = v.array(v.strictObject({ network: networkSchema, settings: trainingSettingsSchema }));

/** Runs that are to follow the one that goes on, each when the one before has ended. */
export class Queue {
  runs = $state.raw<readonly QueuedRun[]>([]);
  /** A run was stopped by hand: what waits does not begin by itself. */
  isHeld = $state(false);
  readonly isEmpty = $derived(this.runs.length === 0);
  #nextId = 1;

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#load();
  }

  add(network: NetworkSpec, settings: TrainingSettings): void {
    this.#set([...this.runs, { id: this.#nextId++, network, settings }]);
  }

  remove(id: number): void {
    this.#set(this.runs.filter((run) => run.id !== id));
  }

  moveUp(id: number): void {
    const at = this.runs.findIndex((run) => run.id === id);
    const run = this.runs[at];
    if (run && at > 0) this.#set(this.runs.toSpliced(at, 1).toSpliced(at - 1, 0, run));
  }

  /** The run whose turn it is; it waits no longer. */
  take(): QueuedRun | null {
    const [first, ...rest] = this.runs;
    if (!first) return null;
    this.isHeld = false;
    this.#set(rest);
    return first;
  }

  /** Puts a run back that could not begin. */
  putBack(run: QueuedRun): void {
    this.isHeld = true;
    this.#set([run, ...this.runs]);
  }

  #set(runs: readonly QueuedRun[]): void {
    this.runs = runs;
    const plain = runs.map(({ network, settings }) => ({ network, settings }));
    this.storage.setItem(STORED_AS, JSON.stringify(plain));
  }

  /** What waited when the window was closed waits for a word: nothing begins to train by itself at a start. */
  #load(): void {
    const stored = this.storage.getItem(STORED_AS);
    if (stored === null) return;
    let value: unknown;
    try {
      value = JSON.parse(stored);
    } catch {
      return;
    }
    const result = v.safeParse(storedSchema, value);
    if (!result.success) return;
    this.runs = result.output.map((run) => ({ id: this.#nextId++, ...run }));
    this.isHeld = this.runs.length > 0;
  }
}

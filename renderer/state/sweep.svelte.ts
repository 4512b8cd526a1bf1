import type { RunRecord } from '../../electron/shared/run-record.ts';
import type { RunInfo } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import { now } from './now.ts';

/** So many characters of a moment: "2026-11-28T09:42:29". */
const TO_THE_SECOND = 19;

/** Settings that a sweep can vary. */
export const sweepFields = ['learningRate', 'batchSize', 'epochs', 'trainImages', 'seed'] as const;
export type SweepField = (typeof sweepFields)[number];

/** More runs than this at once are a mistake more often than a plan. */
export const MAX_SWEEP_RUNS = 64;

export interface SweepAxis {
  readonly field: SweepField;
  readonly values: readonly number[];
}

/** These settings with another value in one place. */
export function withValue(settings: TrainingSettings, field: SweepField, value: number): TrainingSettings {
  if (field === 'learningRate') {
    return { ...settings, optimizer: { ...settings.optimizer, learningRate: value } };
  }
  return { ...settings, [field]: value };
}

export function valueOf({ settings }: Pick<RunRecord, 'settings'>, field: SweepField): number {
  return field === 'learningRate' ? settings.optimizer.learningRate : settings[field];
}

/** Every combination, row by row. */
export function combinations(settings: TrainingSettings, axes: readonly SweepAxis[]): TrainingSettings[] {
  return axes.reduce<TrainingSettings[]>(
    (made, { field, values }) => made.flatMap((each) => values.map((value) => withValue(each, field, value))),
    [settings],
  );
}

/** What a sweep varied, read from its runs: the settings that are not the same in all of them. */
export function axesOf(runs: readonly Pick<RunRecord, 'settings'>[]): SweepAxis[] {
  return sweepFields
    .map((field) => ({
      field,
      values: distinct(runs.map((run) => valueOf(run, field))).sort((a, b) => a - b),
    }))
    .filter(({ values }) => values.length > 1);
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)];
}

/** What a sweep needs of its surroundings. */
interface Surroundings {
  /** Begins a run, and resolves once it has begun. */
  begin(network: NetworkSpec, settings: TrainingSettings): Promise<RunInfo>;
  stop(): Promise<void>;
  /** Whether a run is there that could still be kept. */
  isOpen(): boolean;
  /** Puts a run that was kept into the sweep's group. */
  join(run: RunRecord, group: string): void;
}

/** Runs one after another, each with other values of one setting or two. */
export class Sweep {
  group = $state<string | null>(null);
  axes = $state.raw<readonly SweepAxis[]>([]);
  done = $state(0);
  total = $state(0);
  problem = $state<string | null>(null);
  readonly isGoing = $derived(this.total > 0 && this.done < this.total);

  #waiting: ((run: RunRecord | null) => void) | null = null;
  #isStopped = false;

  constructor(private readonly surroundings: Surroundings) {}

  async start(network: NetworkSpec, settings: TrainingSettings, axes: readonly SweepAxis[]): Promise<void> {
    if (this.isGoing) return;
    const all = combinations(settings, axes);
    const group = `${axes.map(({ field }) => field).join('-')} ${now().slice(0, TO_THE_SECOND)}`;
    this.group = group;
    this.axes = axes;
    this.done = 0;
    this.total = all.length;
    this.problem = null;
    this.#isStopped = false;
    try {
      for (const each of all) {
        const kept = new Promise<RunRecord | null>((resolve) => (this.#waiting = resolve));
        await this.surroundings.begin(network, each);
        const run = await kept;
        if (run) this.surroundings.join(run, group);
        // A run that was stopped by hand ends the sweep: its values have no result.
        if (this.#isStopped || run === null || run.status === 'stopped') break;
        this.done++;
      }
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    } finally {
      this.#waiting = null;
      this.total = this.done;
    }
  }

  /** A run has ended and is kept, or could not be (null). */
  onKept(run: RunRecord | null): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(run);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.surroundings.stop();
    // An engine that was lost keeps no run: nothing is left to wait for.
    if (!this.surroundings.isOpen()) this.onKept(null);
  }
}

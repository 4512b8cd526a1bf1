import type { LabStart } from '../../engine/protocol/labs.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import { setUp } from './lab-start.ts';
import type { Place } from './place.svelte.ts';
import type { Run } from './run.svelte.ts';

/** What a "start here" file holds, and sets up. */
export interface StartsSurroundings {
  readonly place: Place;
  readonly dataset: Dataset;
  readonly experiment: Experiment;
  readonly run: Run;
}

/** "Start here" files: the experiment of this moment, for a whole class to begin with. */
export class Starts {
  message = $state<string | null>(null);
  problem = $state<string | null>(null);

  constructor(private readonly lab: StartsSurroundings) {}

  async save(): Promise<void> {
    await this.#attempt(async () => {
      const { experiment, dataset } = this.lab;
      const { settings } = experiment.checked;
      const start: LabStart = {
        network: experiment.network,
        ...(dataset.info && { dataset: dataset.info.id }),
        ...(settings && { settings: withoutThreads(settings) }),
      };
      const chosen = await askApp('saveStart', { start });
      if (!chosen.cancelled) this.message = text.labs.startSaved(chosen.fileName);
    });
  }

  async open(): Promise<void> {
    await this.#attempt(async () => {
      const chosen = await askApp('openStart');
      if (chosen.cancelled) return;
      await this.take(chosen);
      this.message = text.labs.startOpened(chosen.fileName);
    });
  }

  /** Sets up what a file says, and goes where it can be seen. */
  async take({ start }: { readonly start: LabStart }): Promise<void> {
    await setUp(this.lab, start);
    this.lab.place.go('train');
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.message = null;
    try {
      await work();
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }
}

/** Threads are the machine's, and change nothing about the result. */
function withoutThreads<Settings extends { readonly threads: number }>(
  settings: Settings,
): Omit<Settings, 'threads'> {
  const { threads: _, ...others } = settings;
  return others;
}

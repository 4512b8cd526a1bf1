import * as v from 'valibot';
import type { InterruptedRun, KeptSession } from '../../electron/shared/document-calls.ts';
import { MAX_SESSION_LENGTH } from '../../electron/shared/document-calls.ts';
import { datasetIdSchema } from '../../engine/protocol/datasets.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { text } from '../i18n/index.ts';
import type { Appearance } from './appearance.svelte.ts';
import { askApp } from './bridge.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Pad } from './pad.svelte.ts';
import { placeNames, type Place } from './place.svelte.ts';
import type { Run } from './run.svelte.ts';
import type { RunControl } from './run-control.svelte.ts';
import { sessionFromText, sessionToText, type Session } from './session.ts';

/** What is kept, and what bringing work back touches. */
interface Surroundings {
  readonly appearance: Appearance;
  readonly dataset: Dataset;
  readonly experiment: Experiment;
  readonly notices: Notices;
  readonly pad: Pad;
  readonly place: Place;
  readonly run: Run;
  readonly control: RunControl;
  refresh(): Promise<unknown>;
}

/** After the last change it is waited for so long: a stroke has many points. */
const KEEP_AFTER_MS = 400;

/** Keeps what the window is about, and brings back what a crash or a power cut has interrupted. */
export class Recovery {
  /** Work of an earlier start, the newest first. */
  interrupted = $state.raw<readonly InterruptedRun[]>([]);
  isBusy = $state(false);
  problem = $state<string | null>(null);

  #timer: ReturnType<typeof setTimeout> | null = null;
  #version = '';

  constructor(private readonly lab: Surroundings) {}

  /** Once the engine is there and a first model is shown. */
  async start(): Promise<void> {
    this.#version = (await askApp('preferences')).appVersion;
    const { session, because } = await askApp('session');
    if (session !== null) this.#restore(session, because);
    $effect.root(() => {
      $effect(() => this.#keepLater(this.#current()));
    });
    this.interrupted = await askApp('interruptedRuns');
  }

  /** Goes on with a run where it stopped, or makes a finished model the current one. */
  async continue({ id, isGoing, summary }: InterruptedRun): Promise<void> {
    await this.#work(async () => {
      const wanted = summary.model?.dataset;
      if (isGoing && wanted && wanted.sha256 !== this.lab.dataset.info?.sha256) {
        if (v.is(datasetIdSchema, wanted.id)) await this.lab.dataset.open(wanted.id);
      }
      await askApp('continueInterrupted', { id });
      this.#forget(id);
      await this.lab.refresh();
      const { info } = this.lab.run;
      if (isGoing && info) {
        this.lab.experiment.adopt(info.network, info.settings);
        this.lab.place.go('train');
        await this.lab.control.resume();
      } else if (summary.model) {
        this.lab.experiment.adopt(summary.model.network, summary.model.settings);
        this.lab.place.go('results');
      }
    });
  }

  async discard({ id }: InterruptedRun): Promise<void> {
    await this.#work(async () => {
      await askApp('discardInterrupted', { id });
      this.#forget(id);
    });
  }

  #forget(id: number): void {
    this.interrupted = this.interrupted.filter((run) => run.id !== id);
  }

  async #work(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      await work();
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    } finally {
      this.isBusy = false;
    }
  }

  #current(): Session {
    const { experiment, pad, dataset, place } = this.lab;
    return {
      appVersion: this.#version,
      network: experiment.network,
      draft: experiment.draft,
      drawing: pad.drawing,
      normalise: pad.normalise,
      datasetId: dataset.info?.id ?? null,
      place: place.current,
    };
  }

  #keepLater(session: Session): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const whole = sessionToText(session);
      const kept = whole.length <= MAX_SESSION_LENGTH ? whole : sessionToText({ ...session, drawing: [] });
      // Without it the window works as well; main has written down why.
      void askApp('keepSession', { session: kept }).catch(() => undefined);
    }, KEEP_AFTER_MS);
  }

  #restore(kept: string, because: KeptSession['because']): void {
    const session = sessionFromText(kept);
    if (!session) return;
    const { experiment, pad, place, dataset, notices } = this.lab;
    experiment.adopt(session.network, null);
    pad.setNormalise(session.normalise);
    // Another version may have other settings, and draw otherwise.
    if (session.appVersion === this.#version) {
      experiment.bringBack(session.draft);
      pad.bringBack(session.drawing);
    }
    const { datasetId } = session;
    if (v.is(datasetIdSchema, datasetId) && datasetId !== dataset.info?.id) void dataset.open(datasetId);
    const where = placeNames.find((name) => name === session.place);
    // Whoever has gone somewhere meanwhile stays there.
    if (where && place.isAtStart) place.go(where);
    if (because === 'window-lost') notices.show('info', text.documents.windowLost, text.documents.windowKept);
    if (because === 'app-lost') notices.show('info', text.documents.appLost, text.documents.appKept);
  }
}

import type { ClassSettings } from '../../electron/shared/lab-calls.ts';
import type { EngineStatus } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import { setUp } from './lab-start.ts';
import type { ModelFiles } from './model-files.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { placeNames, type Place } from './place.svelte.ts';
import type { Recovery } from './recovery.svelte.ts';
import type { Run } from './run.svelte.ts';
import type { Shelf } from './shelf.svelte.ts';

interface Surroundings {
  readonly dataset: Dataset;
  readonly experiment: Experiment;
  readonly files: ModelFiles;
  readonly notices: Notices;
  readonly place: Place;
  readonly recovery: Recovery;
  readonly run: Run;
  readonly shelf: Shelf;
  /** Draws everything anew from the engine's own state. */
  refresh(): Promise<EngineStatus>;
}

/** What a window begins with: the engine's own state, or the starter, and what the teacher has set up for a class. */
export class Beginning {
  /** What the teacher has set for this class. */
  classSettings = $state.raw<ClassSettings>({ lab: null, start: null, hide: [], problem: null });
  readonly visiblePlaces = $derived(placeNames.filter((name) => !this.classSettings.hide.includes(name)));
  /** It stands: nothing takes the place of what a person chooses from now on. */
  isOver = $state(false);

  #classAsked: Promise<void> | null = null;
  /** Whether the window has shown an engine's state before. */
  #isDrawn = false;

  constructor(private readonly lab: Surroundings) {}

  /** Before the engine is there: what is hidden is not to be seen for a moment first. */
  start(): void {
    this.#classAsked = this.#askForClass();
  }

  /** A port to an engine has come: the first one, or that of an engine started anew. */
  async onEngine(): Promise<void> {
    try {
      await this.#begin();
      if (!this.#isDrawn) await askApp('openWaitingFile');
      this.#isDrawn = true;
    } catch (thrown) {
      // An engine that is gone again has its own banner.
      const error = toEpochLabError(thrown);
      if (error.code !== 'disconnected') this.lab.notices.showError(text.engine.notRead, error);
    }
  }

  async #begin(): Promise<void> {
    const { dataset, experiment, files, recovery, run } = this.lab;
    try {
      const { model, dataset: opened } = await this.lab.refresh();
      // Once an engine: where it fails, it is for a person to try again.
      if (!opened) void dataset.open();
      if (run.info) {
        experiment.adopt(run.info.network, run.info.settings);
      } else if (model) {
        // An engine that was started anew changes nothing about what is drawn up here.
        if (!this.#isDrawn) experiment.adopt(model.network, null);
      } else {
        await files.openStarter();
      }
      if (!this.#isDrawn) {
        await this.#beginClass();
        await recovery.start();
      }
    } finally {
      this.isOver = true;
    }
  }

  async #askForClass(): Promise<void> {
    this.classSettings = await askApp('classSettings');
    this.lab.place.beginAmong(this.visiblePlaces);
  }

  /** What the teacher has set up for this class: where it begins, and with which lab. */
  async #beginClass(): Promise<void> {
    await this.#classAsked;
    const { notices, shelf } = this.lab;
    const { start, lab, problem } = this.classSettings;
    if (problem !== null) notices.show('bad', text.labs.classNotUsed, problem);
    try {
      if (start) await setUp(this.lab, start);
    } catch (thrown) {
      notices.showError(text.labs.classNotSetUp, thrown);
    }
    if (lab === null) return;
    await shelf.open(lab);
    if (shelf.problem !== null) notices.show('bad', text.labs.classNotSetUp, shelf.problem);
  }
}

import type { DocumentResults, OpenedModel } from '../../electron/shared/document-calls.ts';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Experiment } from './experiment.svelte.ts';
import type { KeptModel, Model } from './model.svelte.ts';
import type { NoticeAction, Notices } from './notices.svelte.ts';

/** What opening and saving a model touches. */
interface Surroundings {
  readonly engine: EngineClient;
  readonly experiment: Experiment;
  readonly model: Model;
  readonly notices: Notices;
  /** Draws everything anew from the engine's own state. */
  refresh(): Promise<unknown>;
}

/** Opening and saving models, and keeping the one before, so that nothing trained is lost by the next step. */
export class ModelFiles {
  #works = $state(0);
  readonly isWorking: boolean = $derived(this.#works > 0);
  /** The newest model whose weights had come to rest. */
  #settled: KeptModel | null = null;

  constructor(private readonly lab: Surroundings) {}

  async open(): Promise<void> {
    await this.#work(text.files.notOpened, async () => {
      const chosen = await askApp('openModel');
      if (!chosen.cancelled) await this.#showOpened(chosen);
    });
  }

  /** A model that main has opened: it is the engine's by now, whatever else is going on here. */
  async showOpened(opened: OpenedModel): Promise<void> {
    await this.#carryOut(text.files.notOpened, () => this.#showOpened(opened));
  }

  async save(): Promise<void> {
    await this.#save(() => askApp('saveModel'));
  }

  async saveAs(): Promise<void> {
    await this.#save(() => askApp('saveModelAs'));
  }

  async #showOpened({ fileName, model }: OpenedModel): Promise<void> {
    const before = this.#settled;
    await this.#show(model);
    this.lab.experiment.adopt(model.network, model.settings);
    this.#setPrevious(before);
    if (model.isAltered) this.lab.notices.show('bad', text.files.opened(fileName), text.documents.altered);
    else this.lab.notices.show('good', text.files.opened(fileName));
  }

  /** What could not be written is still there: another place is offered. */
  async #save(save: () => Promise<DocumentResults['saveModel']>): Promise<void> {
    await this.#work(
      text.files.notSaved,
      async () => {
        // Another model may be opened while it is asked where to put this one.
        const fingerprint = this.lab.model.info?.fingerprint ?? null;
        const chosen = await save();
        if (chosen.cancelled) return;
        this.lab.model.setFile(fingerprint, chosen.fileName);
        this.lab.notices.show('good', text.files.saved(chosen.fileName));
      },
      this.#elsewhere(),
    );
  }

  /** Main was to save it before the window closes. */
  onNotSaved(message: string): void {
    this.lab.notices.show('bad', text.files.notSaved, message, this.#elsewhere());
  }

  #elsewhere(): NoticeAction {
    return { label: text.documents.saveAs, run: () => void this.saveAs() };
  }

  /** The model that came with the app. Without it the window simply begins untrained. */
  async openStarter(): Promise<void> {
    const model = await askApp('openStarterModel').catch(() => null);
    if (!model) return;
    // It is there for the pad to read with; what is drawn up stays the network that a first lesson begins with.
    await this.#show(model);
  }

  /** Puts the model before this one back in its place, and this one in its. */
  async bringBack(): Promise<void> {
    const { previous } = this.lab.model;
    if (!previous) return;
    await this.#work(text.files.notOpened, async () => {
      const before = this.#settled;
      await this.#import(previous);
      this.#setPrevious(before);
    });
  }

  /** Before a run replaces the model. */
  async keepCurrent(): Promise<void> {
    const before = await this.#keep();
    this.#setPrevious(before);
  }

  /** Weights that have come to rest are kept, for after the next run. */
  async keepSettled(): Promise<void> {
    const { info } = this.lab.model;
    if (info?.fingerprint && info.fingerprint !== this.#settled?.info.fingerprint) await this.#keep();
  }

  async #keep(): Promise<KeptModel | null> {
    const { info } = this.lab.model;
    if (!info || info.step === 0) return null;
    const file = await this.lab.engine.call('exportModel').catch(() => null);
    if (!file) return null;
    this.#settled = { info, fileName: this.lab.model.fileName, name: file.suggestedName, bytes: file.bytes };
    return this.#settled;
  }

  #setPrevious(kept: KeptModel | null): void {
    if (kept) this.lab.model.previous = kept;
  }

  async #import({ info, fileName, name, bytes }: KeptModel): Promise<void> {
    await this.#show(await this.lab.engine.call('importModel', { name: fileName ?? name, bytes }));
    this.lab.model.setFile(this.lab.model.info?.fingerprint ?? null, fileName);
    this.lab.experiment.adopt(info.network, info.settings);
  }

  async #show(model: ModelInfo): Promise<void> {
    this.lab.model.info = model;
    await this.lab.refresh();
  }

  /** What a person asks for: one at a time. */
  async #work(titleIfItFails: string, work: () => Promise<void>, wayOut?: NoticeAction): Promise<void> {
    if (!this.isWorking) await this.#carryOut(titleIfItFails, work, wayOut);
  }

  async #carryOut(titleIfItFails: string, work: () => Promise<void>, wayOut?: NoticeAction): Promise<void> {
    this.#works++;
    this.lab.notices.dismissAll();
    try {
      await work();
    } catch (thrown) {
      this.lab.notices.showError(titleIfItFails, thrown, wayOut);
    } finally {
      this.#works--;
    }
  }
}

import { createContext } from 'svelte';
import type { EngineStatus, ModelInfo, RunInfo } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { hasRunEnded, isOpenRun, type EndedStatus } from '../../engine/protocol/run-status.ts';
import { formatPercent, text } from '../i18n/index.ts';
import { askApp, listenToApp } from './bridge.ts';
import { Analysis } from './analysis.svelte.ts';
import { Appearance } from './appearance.svelte.ts';
import { Beginning } from './beginning.svelte.ts';
import { Browse } from './browse.svelte.ts';
import { Collection } from './collect.svelte.ts';
import { Commands } from './commands.svelte.ts';
import { DatasetWork } from './dataset-work.svelte.ts';
import { Dataset } from './dataset.svelte.ts';
import { Documents } from './documents.svelte.ts';
import { showOpened } from './dropped-files.ts';
import { EngineClient } from './engine-client.svelte.ts';
import { EngineProcess } from './engine-process.svelte.ts';
import { Evaluation } from './evaluation.svelte.ts';
import { Experiment } from './experiment.svelte.ts';
import { Explain } from './explain.svelte.ts';
import { Guide } from './guide.svelte.ts';
import { HandIn } from './hand-in.svelte.ts';
import { Imports } from './imports.svelte.ts';
import { Marking } from './marking.svelte.ts';
import { ModelFiles } from './model-files.svelte.ts';
import { Model } from './model.svelte.ts';
import { isStarter, networkName } from './names.ts';
import { Notices } from './notices.svelte.ts';
import { OwnDatasets } from './own-datasets.svelte.ts';
import { Pad } from './pad.svelte.ts';
import { Place } from './place.svelte.ts';
import { Queue } from './queue.svelte.ts';
import { Recovery } from './recovery.svelte.ts';
import { RunControl } from './run-control.svelte.ts';
import { Run } from './run.svelte.ts';
import { Runs } from './runs.svelte.ts';
import { isSameNetwork } from './same-network.ts';
import { Shelf } from './shelf.svelte.ts';
import { Starts } from './starts.svelte.ts';
import { Sweep } from './sweep.svelte.ts';
import { Takeaway } from './takeaway.svelte.ts';
import { Workbook } from './workbook.svelte.ts';

/** Everything that the window shows, and what a person can do in it. */
export class Lab {
  readonly place = new Place(() => this.appearance.uncover());
  readonly appearance = new Appearance();
  readonly commands = new Commands();
  readonly guide = new Guide();
  readonly notices = new Notices();
  readonly engine = new EngineClient();
  readonly dataset: Dataset = new Dataset((info) => {
    this.experiment.fit(info);
    void this.browse.show(info);
  });
  readonly browse = new Browse(this.engine);
  readonly ownDatasets = new OwnDatasets(this.dataset, this.notices);
  readonly imports = new Imports(this.dataset, this.ownDatasets);
  readonly datasetWork = new DatasetWork(this.dataset, this.ownDatasets, this.notices);
  readonly experiment: Experiment = new Experiment(this.dataset);
  readonly run = new Run();
  /** Runs that are to follow. */
  readonly queue = new Queue(window.localStorage);
  readonly model = new Model();
  readonly process = new EngineProcess(this.engine, this.run);
  readonly files = new ModelFiles(this);
  readonly documents = new Documents(this);
  readonly pad = new Pad(this.engine);
  readonly analysis = new Analysis(this.engine, () => ({
    fingerprint: this.model.info?.fingerprint ?? null,
  }));
  readonly takeaway = new Takeaway(this.notices);
  readonly runs = new Runs(this.notices, window.localStorage);
  readonly sweep = new Sweep({
    begin: (network, settings) => this.engine.call('train', { network, settings }),
    stop: () => this.control.stop(),
    isOpen: () => this.run.isOpen,
    join: (run, group) => void this.runs.change(run.id, { group }),
  });
  /** Begins runs, and steers the one that is open. */
  readonly control: RunControl = new RunControl(this);
  readonly evaluation = new Evaluation(this.engine);
  readonly explain = new Explain({
    engine: this.engine,
    drawing: () => this.pad.reading?.image ?? null,
    experiment: () => ({ network: this.experiment.network, settings: this.experiment.checked.settings }),
    steps: () => this.steps,
  });
  readonly shelf: Shelf = new Shelf((opened) => this.workbook.take(opened));
  readonly workbook: Workbook = new Workbook(this);
  readonly handIn = new HandIn(this.workbook, this.takeaway);
  readonly marking = new Marking();
  readonly starts: Starts = new Starts(this);
  readonly collect = new Collection(this);
  readonly recovery: Recovery = new Recovery(this);
  readonly beginning: Beginning = new Beginning(this);

  /** Engine and data are there, and what a start begins with stands. */
  readonly isReady = $derived(this.engine.connected && this.dataset.info !== null && this.beginning.isOver);
  /** While the weights are changing, no other model is opened; and one file is opened or saved at a time. */
  readonly canOpen = $derived(this.engine.connected && !this.files.isWorking && !this.run.isOpen);
  readonly canSave = $derived(
    this.engine.connected && !this.files.isWorking && this.model.info !== null && !this.run.isBusy,
  );
  /** Training steps that the current weights have seen; the model's own number stands still during a run. */
  readonly steps = $derived(this.run.info ? this.run.step : (this.model.info?.step ?? 0));
  /** What was trained and can be trained further: a run that has ended, or a model that was opened. */
  readonly trained = $derived.by(() => {
    const { info, isOpen } = this.run;
    if (isOpen) return null;
    const model = this.model.info;
    // What came with the app is there for the pad to read with, and no run of the person's.
    const isOpened = model && !isStarter(model);
    const last = info ?? (isOpened && model.datasetName === this.dataset.info?.name ? model : null);
    return last && this.steps > 0 ? { settings: last.settings, step: this.steps } : null;
  });
  /** Trained, and not all of it in a file. */
  readonly isUnsaved = $derived(!this.documents.state.isSaved);
  /** The results on screen are those of another network than the one drawn up. */
  readonly isStale = $derived(
    this.model.info !== null && !isSameNetwork(this.model.info.network, this.experiment.network),
  );

  start(): void {
    this.engine.listen(
      {
        progress: (progress) => {
          this.run.onProgress(progress);
          this.pad.refresh();
          if (this.place.current === 'explain') this.explain.onProgress();
        },
        run: (info) => this.#onRun(info),
        model: (info) => this.#onModel(info),
        // Kept by main, which outlives both the engine and this window.
        checkpoint: () => undefined,
        analysis: (progress) => this.analysis.onProgress(progress),
        walk: (progress) => this.explain.onOpening(progress),
      },
      () => {
        this.workbook.onEngine();
        void this.beginning.onEngine();
      },
    );
    listenToApp({
      engine: (process) => this.process.onState(process),
      preferences: (preferences) => void this.appearance.take(preferences),
      command: (command) => this.commands.run(command),
      runKept: (run) => {
        this.runs.onKept(run);
        this.sweep.onKept(run);
      },
      runNotKept: ({ message }) => {
        this.notices.show('bad', text.runs.notKept, message);
        this.sweep.onKept(null);
      },
      labFile: (change) => this.workbook.onFile(change),
      openedFile: (opened) => void showOpened(this, opened),
      importProgress: (progress) => this.imports.onProgress(progress),
      exportProgress: (done) => this.datasetWork.onExportProgress(done),
      document: (state) => (this.documents.state = state),
      opened: (opened) => this.documents.onOpened(opened),
      notOpened: (problem) => this.documents.onNotOpened(problem),
      notSaved: ({ message }) => this.files.onNotSaved(message),
      checkpointsFail: (problem) => this.documents.onCheckpointsFail(problem),
    });
    void this.documents.start();
    this.beginning.start();
    // Asked for as the window draws itself, so that the menus never offer what is of no use.
    $effect(() => void askApp('setCommandsAvailable', { disabled: [...this.commands.disabled] }));
    void this.runs.load();
    void this.collect.load();
    void this.ownDatasets.load();
    void askApp('connectEngine').catch((thrown: unknown) => {
      this.process.onState({ status: 'failed', message: toEpochLabError(thrown).message });
    });
  }

  /** Draws everything anew from the engine's own state, as after a reload or after a model was opened. */
  async refresh(): Promise<EngineStatus> {
    const status = await this.engine.call('status');
    this.model.info = status.model;
    this.run.take(status.run, status.history);
    this.experiment.suggestThreads(status.threads);
    const { dataset } = status;
    if (dataset && dataset.sha256 !== this.dataset.info?.sha256) this.dataset.take(dataset);
    this.pad.read();
    return status;
  }

  #onRun(info: RunInfo): void {
    const before = this.run.info;
    this.run.onRun(info);
    this.workbook.onRunEnd(info);
    const wasOpen = before?.id === info.id && isOpenRun(before.status);
    if (wasOpen && hasRunEnded(info.status)) this.#onEnd(info, info.status);
    this.control.onRun(info);
    this.pad.read();
  }

  /** Tells whoever is not looking. */
  #onEnd({ network }: RunInfo, status: EndedStatus): void {
    if (status !== 'stopped') {
      const accuracy = this.model.info?.test?.accuracy;
      void askApp('notify', {
        title: text.run.ended[status],
        body: text.run.endedText(
          networkName(network),
          accuracy === undefined ? null : formatPercent(accuracy, 2),
        ),
      }).catch(() => false);
    }
    this.control.onEnd(status);
  }

  #onModel(info: ModelInfo): void {
    if (info.fingerprint !== this.model.info?.fingerprint) this.documents.forgetExports();
    this.model.info = info;
    void this.files.keepSettled();
    if (this.place.current === 'explain') this.explain.onModel();
    this.pad.read();
  }
}

export const [getLab, setLab] = createContext<Lab>();

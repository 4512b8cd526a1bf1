import { createContext } from 'svelte';
import type { EngineProcessState } from '../../electron/shared/contract.ts';
import type { ClassSettings } from '../../electron/shared/lab-calls.ts';
import type { ModelInfo, RunInfo, RunStatus } from '../../engine/protocol/contract.ts';
import { STARTER_FILE } from '../../electron/shared/document-calls.ts';
import type { RunRecord } from '../../electron/shared/run-record.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { Until } from '../../engine/protocol/run-calls.ts';
import { stepsPerEpoch } from '../../engine/protocol/settings.ts';
import { formatPercent, text } from '../i18n/index.ts';
import { askApp, listenToApp } from './bridge.ts';
import { Analysis } from './analysis.svelte.ts';
import { Collection } from './collect.svelte.ts';
import { Browse } from './browse.svelte.ts';
import { Commands } from './commands.svelte.ts';
import { DatasetWork } from './dataset-work.svelte.ts';
import { Dataset } from './dataset.svelte.ts';
import { Documents } from './documents.svelte.ts';
import { showOpened } from './dropped-files.ts';
import { EngineClient } from './engine-client.svelte.ts';
import { Explain } from './explain.svelte.ts';
import { Guide } from './guide.svelte.ts';
import { Experiment, isSameNetwork } from './experiment.svelte.ts';
import { Imports } from './imports.svelte.ts';
import { ModelFiles } from './model-files.svelte.ts';
import { Model } from './model.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { OwnDatasets } from './own-datasets.svelte.ts';
import { Pad } from './pad.svelte.ts';
import { networkName } from './names.ts';
import { Place, placeNames } from './place.svelte.ts';
import { HandIn } from './hand-in.svelte.ts';
import { Marking } from './marking.svelte.ts';
import { Queue } from './queue.svelte.ts';
import { Recovery } from './recovery.svelte.ts';
import { Run } from './run.svelte.ts';
import { Runs } from './runs.svelte.ts';
import { Takeaway } from './takeaway.svelte.ts';
import { Sweep } from './sweep.svelte.ts';
import { Starts } from './starts.svelte.ts';
import { Workbook } from './workbook.svelte.ts';
import { Appearance } from './appearance.svelte.ts';

/** Everything that the window shows, and what a person can do in it. */
export class Lab {
  readonly place = new Place();
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
    stop: () => this.stop(),
    isOpen: () => this.run.isOpen,
    join: (run, group) => void this.runs.change(run.id, { group }),
  });
  readonly explain = new Explain({
    engine: this.engine,
    drawing: () => this.pad.reading?.image ?? null,
    experiment: () => ({ network: this.experiment.network, settings: this.experiment.checked.settings }),
    steps: () => this.steps,
  });
  readonly workbook: Workbook = new Workbook(this);
  readonly handIn = new HandIn(this.workbook, this.takeaway);
  readonly marking = new Marking();
  readonly starts: Starts = new Starts(this);
  readonly collect = new Collection(this);
  readonly recovery = new Recovery(this);

  process = $state.raw<EngineProcessState>({ status: 'starting' });
  /** The engine is gone, and is coming back. */
  isComingBack = $state(false);
  /** A run was going on when the engine went. */
  lostRun = $state(false);
  /** What went wrong when a run was to begin or to be controlled. */
  runProblem = $state<string | null>(null);
  evaluationProblem = $state<string | null>(null);
  isEvaluating = $state(false);
  /** A call that begins, pauses, resumes or stops a run is on its way. */
  isCommanding = $state(false);

  /** What the teacher has set for this class. */
  classSettings = $state.raw<ClassSettings>({ lab: null, start: null, hide: [], problem: null });
  readonly visiblePlaces = $derived(placeNames.filter((name) => !this.classSettings.hide.includes(name)));

  /** What a start begins with stands: nothing takes the place of what a person chooses from now on. */
  #hasBegun = $state(false);
  /** Engine and data are there. */
  readonly isReady = $derived(this.engine.connected && this.dataset.info !== null && this.#hasBegun);
  readonly canTrain = $derived(
    this.isReady && !this.run.isOpen && !this.isCommanding && this.experiment.canRun,
  );
  /** One step, or one epoch: from a pause, in a run, or as the begin of one. */
  readonly canProceed = $derived(
    this.run.isPaused || this.run.status === 'running'
      ? this.engine.connected && !this.isCommanding
      : this.canTrain,
  );
  /** Training steps that the current weights have seen; the model's own number stands still during a run. */
  readonly steps = $derived(this.run.info ? this.run.step : (this.model.info?.step ?? 0));
  /** What was trained and can be trained further: a run that has ended, or a model that was opened. */
  readonly trained = $derived.by(() => {
    const { info, isOpen } = this.run;
    if (isOpen) return null;
    const model = this.model.info;
    // What came with the app is there for the pad to read with, and no run of the person's.
    const isOpened = model && model.fileName !== STARTER_FILE;
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
      () => void this.#redraw(),
    );
    listenToApp({
      engine: (process) => this.#onProcess(process),
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
      checkpointsFail: (problem) => this.documents.onCheckpointsFail(problem),
    });
    void this.documents.start();
    // Before the engine is there: what is hidden is not to be seen for a moment first.
    this.#classAsked = this.#askForClass();
    // Asked for as the window draws itself, so that the menus never offer what is of no use.
    $effect(() => void askApp('setCommandsAvailable', { disabled: [...this.commands.disabled] }));
    void this.runs.load();
    void this.collect.load();
    void this.ownDatasets.load();
    void askApp('connectEngine').catch((thrown: unknown) => {
      this.process = { status: 'failed', message: toEpochLabError(thrown).message };
    });
  }

  /** Begins a run with the experiment as drawn up, or leads to what is wrong with it. */
  async train(until: Until = 'end'): Promise<void> {
    const { network, networkProblem, checked } = this.experiment;
    this.place.go(networkProblem ? 'network' : 'train');
    if (!checked.settings || !this.canTrain) return;
    await this.#command(async () => {
      await this.files.keepCurrent();
      await this.engine.call('train', { network, settings: checked.settings, until });
    });
  }

  /** Lets the run go on just this far; begins one where there is none. */
  async proceed(until: Until): Promise<void> {
    if (!this.run.isOpen) await this.train(until);
    else await this.#command(() => this.engine.call('proceed', { until }));
  }

  async changeLearningRate(learningRate: number): Promise<void> {
    await this.#command(async () => {
      this.run.onRun(await this.engine.call('changeLearningRate', { learningRate }));
    });
  }

  /**
   * Goes on with what has been trained, for so many epochs more than it has had or was to have.
   *
   * @param learningRate null leaves it as it is.
   */
  async continueRun(epochs: number, learningRate: number | null): Promise<void> {
    const { trained } = this;
    if (!trained) return;
    // A run that was stopped in the middle of an epoch first ends it.
    const had = Math.ceil(trained.step / stepsPerEpoch(trained.settings) - 1e-9);
    await this.#command(async () => {
      await this.engine.call('continueRun', {
        epochs: had + epochs,
        ...(learningRate !== null && { learningRate }),
      });
      await this.refresh();
    });
  }

  /** Begins the run whose turn it is. */
  async startNext(): Promise<void> {
    if (!this.isReady || this.run.isOpen || this.isCommanding) return;
    const next = this.queue.take();
    if (!next) return;
    await this.#command(async () => {
      try {
        await this.files.keepCurrent();
        await this.engine.call('train', { network: next.network, settings: next.settings });
      } catch (thrown) {
        this.queue.putBack(next);
        throw thrown;
      }
    });
  }

  async pause(): Promise<void> {
    await this.#command(() => this.engine.call('pause'));
  }

  async resume(): Promise<void> {
    await this.#command(() => this.engine.call('resume'));
  }

  async stop(): Promise<void> {
    await this.#command(() => this.engine.call('stop'));
  }

  /** Makes the weights that a kept run ended with the current model. */
  async openRun(id: string, name: string): Promise<void> {
    await this.#openModelOf(name, text.runs.notOpened, () => askApp('openRun', { id }));
  }

  /** The same with the model in a student's hand-in. */
  async openHandInModel(fileName: string, student: string): Promise<void> {
    const open = () => askApp('openHandInModel', { fileName });
    await this.#openModelOf(student || fileName, text.files.notOpened, open);
  }

  async #openModelOf(name: string, problem: string, open: () => Promise<ModelInfo>): Promise<void> {
    try {
      await this.files.keepCurrent();
      const model = await open();
      this.model.info = model;
      await this.refresh();
      this.experiment.adopt(model.network, model.settings);
      this.notices.show('good', text.runs.opened(name));
    } catch (thrown) {
      this.notices.showError(problem, thrown);
    }
  }

  /** One page about a run: its model becomes the current one, reads the test images, and the page is written. */
  async saveReport(run: RunRecord, name: string): Promise<void> {
    if (!this.run.isOpen && run.model && run.fingerprint !== this.model.info?.fingerprint) {
      await this.openRun(run.id, name);
    }
    const isCurrent = run.fingerprint !== null && run.fingerprint === this.model.info?.fingerprint;
    const isRead = isCurrent && this.analysis.isAbout(run.fingerprint, this.dataset.info?.sha256, 'test');
    if (isCurrent && !isRead && !this.run.isOpen) await this.analysis.start('test');
    const analysis = this.analysis.isAbout(run.fingerprint, this.dataset.info?.sha256, 'test')
      ? this.analysis.result
      : null;
    await this.runs.loadCurves(run.id);
    const curves = this.runs.curves[run.id] ?? null;
    const paper = { kind: 'run', run, curves, analysis } as const;
    await this.takeaway.savePaper(`${text.takeaway.reportFile} ${name}`, paper);
  }

  /** Measures the current model on the test images. */
  async evaluate(): Promise<void> {
    if (this.isEvaluating) return;
    this.isEvaluating = true;
    this.evaluationProblem = null;
    try {
      // The model's own event brings the result: by then another model may be the current one.
      await this.engine.call('evaluate', { split: 'test' });
    } catch (thrown) {
      this.evaluationProblem = toEpochLabError(thrown).message;
    } finally {
      this.isEvaluating = false;
    }
  }

  /** Draws everything anew from the engine's own state, as after a reload or after a model was opened. */
  async refresh(): Promise<ModelInfo | null> {
    const status = await this.engine.call('status');
    this.model.info = status.model;
    this.run.take(status.run, status.history);
    this.experiment.suggestThreads(status.threads);
    if (!status.dataset) void this.dataset.open();
    else if (status.dataset.sha256 !== this.dataset.info?.sha256) this.dataset.take(status.dataset);
    this.pad.read();
    return status.model;
  }

  /** Whether the window has shown an engine's state before. */
  #isDrawn = false;

  /** A port to an engine has come: the first one, or that of an engine started anew. */
  async #redraw(): Promise<void> {
    this.workbook.onEngine();
    try {
      await this.#begin();
      if (!this.#isDrawn) await askApp('openWaitingFile');
      this.#isDrawn = true;
    } catch (thrown) {
      // An engine that is gone again has its own banner.
      const error = toEpochLabError(thrown);
      if (error.code !== 'disconnected') this.notices.showError(text.engine.notRead, error);
    }
  }

  #classAsked: Promise<void> | null = null;

  async #askForClass(): Promise<void> {
    this.classSettings = await askApp('classSettings');
  }

  /** The engine's own state, or what a lesson begins with. */
  async #begin(): Promise<void> {
    try {
      const model = await this.refresh();
      if (this.run.info) {
        this.experiment.adopt(this.run.info.network, this.run.info.settings);
      } else if (model) {
        // An engine that was started anew changes nothing about what is drawn up here.
        if (!this.#isDrawn) this.experiment.adopt(model.network, null);
      } else {
        await this.files.openStarter();
      }
      if (!this.#isDrawn) {
        await this.#beginClass();
        await this.recovery.start();
      }
    } finally {
      this.#hasBegun = true;
    }
  }

  /** What the teacher has set up for this class: where it begins, and with which lab. */
  async #beginClass(): Promise<void> {
    await this.#classAsked;
    const { start, lab, problem } = this.classSettings;
    if (problem !== null) this.notices.show('bad', text.labs.classNotUsed, problem);
    try {
      if (start) await this.workbook.setUp(start);
    } catch (thrown) {
      this.notices.showError(text.labs.classNotSetUp, thrown);
    }
    if (lab === null) return;
    await this.workbook.open(lab);
    const { listProblem } = this.workbook;
    if (listProblem !== null) this.notices.show('bad', text.labs.classNotSetUp, listProblem);
  }

  #onProcess(process: EngineProcessState): void {
    this.process = process;
    if (process.status === 'crashed') {
      this.isComingBack = true;
      this.lostRun = this.run.isOpen;
      this.engine.disconnect();
    } else if (process.status !== 'starting') {
      this.isComingBack = false;
    }
  }

  #onRun(info: RunInfo): void {
    const before = this.run.info;
    this.run.onRun(info);
    this.workbook.onRunEnd(info);
    const wasOpen = before?.id === info.id && isOpen(before.status);
    if (wasOpen && !isOpen(info.status)) this.#onEnd(info);
    if (info.status === 'running') this.runProblem = null;
    this.pad.read();
  }

  /** Tells whoever is not looking, and begins the next of the queue. A run that was stopped holds it. */
  #onEnd({ status, network }: RunInfo): void {
    if (status !== 'finished' && status !== 'stopped' && status !== 'failed') return;
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
    // A sweep begins its own next run.
    if (this.queue.isEmpty || this.sweep.isGoing) return;
    if (status === 'stopped') this.queue.isHeld = true;
    else if (!this.queue.isHeld) void this.startNext();
  }

  #onModel(info: ModelInfo): void {
    if (info.fingerprint !== this.model.info?.fingerprint) this.documents.forgetExports();
    this.model.info = info;
    void this.files.keepSettled();
    if (this.place.current === 'explain') this.explain.onModel();
    this.pad.read();
  }

  /** How the run stands then, its own events tell: an answer may be older than they are. */
  async #command(carryOut: () => Promise<unknown>): Promise<void> {
    if (this.isCommanding) return;
    this.isCommanding = true;
    this.runProblem = null;
    try {
      await carryOut();
    } catch (thrown) {
      const error = toEpochLabError(thrown);
      if (error.code !== 'disconnected') this.runProblem = error.message;
    } finally {
      this.isCommanding = false;
    }
  }
}

function isOpen(status: RunStatus): boolean {
  return status === 'running' || status === 'paused' || status === 'testing';
}

export const [getLab, setLab] = createContext<Lab>();

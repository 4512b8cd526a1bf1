import { app } from 'electron';
import { join } from 'node:path';
import type { DatasetId } from '../../engine/protocol/datasets.ts';
import { sharedTexts } from '../shared/text/index.ts';
import { ApplicationMenu } from './application-menu.ts';
import { findClassSettings } from './class-settings.ts';
import { ClassSets } from './class-sets.ts';
import { DatasetDesk } from './dataset-desk.ts';
import { DatasetOpener } from './dataset-opener.ts';
import { readDataset } from './datasets.ts';
import { showDocument } from './document-title.ts';
import { CurrentDocument } from './document.ts';
import { forkEngine } from './engine-process.ts';
import { EngineRecovery } from './engine-recovery.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import type { Environment } from './environment.ts';
import { FileOpeners } from './file-openers.ts';
import type { FilesFromOutside } from './files-from-outside.ts';
import { ImporterProcess } from './importer-process.ts';
import { InterruptedWork } from './interrupted-work.ts';
import { Labs } from './labs.ts';
import { LastWindow } from './last-window.ts';
import { describe, type Log } from './log.ts';
import { machineEnvironment } from './machine-environment.ts';
import { Models } from './models.ts';
import { Notifications } from './notifications.ts';
import { OwnDatasets } from './own-datasets.ts';
import { AppPreferences } from './preferences.ts';
import { RecentFiles } from './recent-files.ts';
import { RecoveryStore } from './recovery-store.ts';
import { RunIndicator } from './run-indicator.ts';
import { RunKeeper } from './run-keeper.ts';
import { RunStore } from './run-store.ts';
import { Runs } from './runs.ts';
import { SessionStore } from './session-store.ts';
import { Settings } from './settings.ts';
import { Takeaway } from './takeaway.ts';
import { WindowLink } from './window-link.ts';
import { WorkKeeper } from './work-keeper.ts';

/** The parts of the main process, each with what it needs of the others. */
export type Parts = Awaited<ReturnType<typeof assemble>>;

export async function assemble(environment: Environment, fromOutside: FilesFromOutside, log: Log) {
  const { resources } = environment;
  const userData = app.getPath('userData');
  const note = (line: string) => log('main', line);
  const onProblem = (thrown: unknown) => note(describe(thrown));
  const settings = await Settings.load(userData, note);
  await app.whenReady();

  // The window, and what stands around its page.
  const link = new WindowLink();
  const window = () => link.present();
  const classFolder = await findClassSettings(note);
  const preferences = new AppPreferences(
    settings,
    (changed) => {
      menu.show();
      showTitle();
      link.send('preferences', changed);
    },
    classFolder.language,
  );
  const texts = () => sharedTexts(preferences.current.locale);
  const recent = new RecentFiles(userData, () => menu.show());
  const menu = new ApplicationMenu({
    development: environment.developmentServer !== null,
    link,
    preferences,
    recent,
    openRecent: (path) => fromOutside.ask([path]),
    onProblem,
  });
  const notifications = new Notifications(
    () => link.window,
    () => link.focus(),
  );
  const indicator = new RunIndicator(() => link.window);
  const document = new CurrentDocument((state) => {
    link.send('document', state);
    showTitle();
  });
  const showTitle = () => link.window && showDocument(link.window, document, texts());

  // What is kept of the work: every run that ended, and the one that goes on.
  const store = new RunStore(join(userData, 'runs'));
  const keeper = new RunKeeper({
    store,
    environment: machineEnvironment(),
    onKept: (run) => link.send('runKept', run),
    onProblem: (message) => {
      note(`a run was not kept: ${message}`);
      link.send('runNotKept', { message });
    },
  });
  const recoveryStore = new RecoveryStore(join(userData, 'recovery'));
  await recoveryStore.tidy();
  const workKeeper = new WorkKeeper(recoveryStore, (message) => link.send('checkpointsFail', { message }));
  const session = new SessionStore(join(userData, 'recovery', 'session.json'), note);
  const found = await session.load();
  const lastWindow = new LastWindow(session, found === null ? 'nothing' : 'app-lost');

  // The engine's process, and who follows what it does.
  const own = new OwnDatasets(userData);
  void own.tidy();
  const readFiles = (id: DatasetId) => readDataset(resources, own, id);
  const recovery = new EngineRecovery(readFiles);
  const supervisor = new EngineSupervisor({
    fork: (onExit) => forkEngine(environment.engineEntry, log, onExit),
    recovery,
    onState: (state, process) => link.engineChanged(state, process),
    onConnect: (connected) => {
      for (const follower of [indicator, document, workKeeper, keeper]) follower.follow(connected);
    },
    log,
  });
  const engine = () => supervisor.engine();

  // What the window asks for: files on one side, the engine on the other.
  const interrupted = new InterruptedWork(recoveryStore, workKeeper, engine);
  const models = new Models({ engine, resources, document, recent, keeper: workKeeper, texts });
  const runs = new Runs({ store, engine, window, texts });
  const classSets = new ClassSets({ engine, userData, window, texts, note });
  const takeaway = new Takeaway({ window, texts });
  const labs = new Labs({
    engine,
    texts,
    resources,
    userData,
    window,
    classFolder,
    onChange: (change) => link.send('labFile', change),
    log: note,
  });
  const importer = new ImporterProcess(environment, (progress) => link.send('importProgress', progress));
  const opener = new DatasetOpener({ read: readFiles, engine, onOpened: (id) => recovery.datasetOpened(id) });
  const datasets = new DatasetDesk({
    engine,
    importer,
    own,
    window,
    texts,
    onExportProgress: (done) => link.send('exportProgress', done),
  });
  const openers = new FileOpeners({ models, labs, runs, classSets, datasets, link });

  return {
    settings,
    preferences,
    texts,
    link,
    window,
    menu,
    recent,
    notifications,
    document,
    store,
    keeper,
    workKeeper,
    session,
    lastWindow,
    supervisor,
    engine,
    interrupted,
    models,
    runs,
    classSets,
    takeaway,
    labs,
    importer,
    opener,
    datasets,
    openers,
    fromOutside,
  };
}

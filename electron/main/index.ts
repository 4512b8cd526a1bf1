import { app, Menu, screen, session as electronSession, type WebContents } from 'electron';
import { join } from 'node:path';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import { FIRST_DATASET, type DatasetId } from '../../engine/protocol/datasets.ts';
import { EpochLabError, toEpochLabError } from '../../engine/protocol/errors.ts';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { ClassSets } from './class-sets.ts';
import { DatasetDesk } from './dataset-desk.ts';
import { DatasetOpener } from './dataset-opener.ts';
import { guardClosing } from './closing.ts';
import { readDataset } from './datasets.ts';
import { openDropped, type DroppedFileOpeners } from './dropped-files.ts';
import { documentHandlers } from './document-handlers.ts';
import { CurrentDocument } from './document.ts';
import { showDocument } from './document-title.ts';
import { forkEngine } from './engine-process.ts';
import { EngineRecovery } from './engine-recovery.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { findEnvironment } from './environment.ts';
import { ImporterProcess } from './importer-process.ts';
import { findClassSettings } from './class-settings.ts';
import { Labs } from './labs.ts';
import { tidyTemporaries } from './files.ts';
import { FilesFromOutside } from './files-from-outside.ts';
import { fileToOpen } from './files-to-open.ts';
import { InterruptedWork } from './interrupted-work.ts';
import { answerAppCalls, type AppHandlers } from './ipc.ts';
import { LastWindow } from './last-window.ts';
import { openLog } from './log.ts';
import { menuTemplate } from './menu.ts';
import { Models } from './models.ts';
import { Notifications } from './notifications.ts';
import { OwnDatasets } from './own-datasets.ts';
import { AppPreferences } from './preferences.ts';
import { RecentFiles } from './recent-files.ts';
import { RecoveryStore } from './recovery-store.ts';
import { RunIndicator } from './run-indicator.ts';
import { restrictChromium, restrictContents, restrictSessions } from './security.ts';
import { readLicences } from './licences.ts';
import { machineEnvironment } from './machine-environment.ts';
import { RunKeeper } from './run-keeper.ts';
import { RunStore } from './run-store.ts';
import { Runs } from './runs.ts';
import { Takeaway } from './takeaway.ts';
import { SessionStore } from './session-store.ts';
import { Settings } from './settings.ts';
import { createWindow, loadPage, pageOrigin } from './window.ts';
import { followWindow, usableState } from './window-state.ts';
import { WindowLink } from './window-link.ts';
import { recoverWindow } from './window-recovery.ts';
import { WorkKeeper } from './work-keeper.ts';
import { zoom } from './zoom.ts';
import { commands, type Command } from '../shared/commands.ts';
import type { PreferenceChanges, Preferences } from '../shared/contract.ts';
import { sharedTexts } from '../shared/text/index.ts';

/** The main process: puts its parts together, and decides nothing itself. */

const environment = findEnvironment(import.meta.dirname);
const development = environment.developmentServer !== null;

// All of this must happen before the app is ready.
declareAppScheme();
restrictChromium(development);
restrictSessions(environment.developmentServer);
restrictContents(environment.developmentServer);

// One instance for each folder of user data: it holds the settings.
if (app.requestSingleInstanceLock()) void start();
else app.quit();

const fromOutside = new FilesFromOutside(fileToOpen(process.argv, process.cwd()));
// macOS hands over a double-clicked file this way, and may do so before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  fromOutside.ask(path);
});

async function start(): Promise<void> {
  const userData = app.getPath('userData');
  const log = openLog(join(userData, 'logs'));
  const note = (line: string) => log('main', line);
  process.on('unhandledRejection', (reason) => log('main', `unhandled: ${describe(reason)}`));
  await Promise.all([tidyTemporaries(userData), tidyTemporaries(join(userData, 'labs'))]);
  const settings = await Settings.load(userData, note);
  await app.whenReady();

  serveApp(electronSession.defaultSession, environment.page);

  const link = new WindowLink();
  /** As the window said last. */
  let commandsDisabled: readonly Command[] = [];
  const classFolder = await findClassSettings(note);
  const onPreferences = (changed: Preferences) => {
    setMenu();
    if (link.window) showDocument(link.window, document, texts());
    link.send('preferences', changed);
  };
  const preferences = new AppPreferences(settings, onPreferences, classFolder.language);
  const notifications = new Notifications(
    () => link.window,
    () => link.focus(),
  );
  const indicator = new RunIndicator(() => link.window);
  const store = new RunStore(join(userData, 'runs'));
  const keeper = new RunKeeper({
    store,
    environment: machineEnvironment(),
    onKept: (run) => link.send('runKept', run),
    onProblem: (message) => {
      log('main', `a run was not kept: ${message}`);
      link.send('runNotKept', { message });
    },
  });
  const own = new OwnDatasets(userData);
  void own.tidy();
  const importer = new ImporterProcess(environment, (progress) => link.send('importProgress', progress));
  const readFiles = (id: DatasetId) => readDataset(environment.resources, own, id);
  const recovery = new EngineRecovery(readFiles);
  const supervisor = new EngineSupervisor({
    fork: (onExit) => forkEngine(environment.engineEntry, log, onExit),
    recovery,
    onState: (state, process) => link.engineChanged(state, process),
    onConnect: (engine) => {
      indicator.follow(engine);
      document.follow(engine);
      workKeeper.follow(engine);
      keeper.follow(engine);
    },
    log,
  });
  const engine = () => supervisor.engine();
  const texts = () => sharedTexts(preferences.current.locale);
  const labs = new Labs({
    engine,
    texts,
    resources: environment.resources,
    userData,
    window: theWindow,
    classFolder,
    onChange: (change) => link.send('labFile', change),
    log: note,
  });
  const classSets = new ClassSets({ engine, userData, texts, note });
  const recoveryStore = new RecoveryStore(join(userData, 'recovery'));
  await recoveryStore.tidy();
  const workKeeper = new WorkKeeper(recoveryStore, (message) => link.send('checkpointsFail', { message }));
  const session = new SessionStore(join(userData, 'recovery', 'session.json'), note);
  const found = await session.load();
  const lastWindow = new LastWindow(session, found === null ? 'nothing' : 'app-lost');
  const document = new CurrentDocument((state) => {
    link.send('document', state);
    if (link.window) showDocument(link.window, { state, path: document.path }, texts());
  });
  const recent = new RecentFiles(userData, () => setMenu());
  const models = new Models({
    engine,
    resources: environment.resources,
    document,
    recent,
    keeper: workKeeper,
    texts,
  });
  const interrupted = new InterruptedWork(recoveryStore, workKeeper, engine);

  const runs = new Runs({
    store,
    engine,
    window: theWindow,
    texts,
  });
  const opener = new DatasetOpener({ read: readFiles, engine, onOpened: (id) => recovery.datasetOpened(id) });
  const datasets = new DatasetDesk({
    engine,
    importer,
    own,
    window: theWindow,
    texts,
    onExportProgress: (done) => link.send('exportProgress', done),
  });

  const takeaway = new Takeaway({ window: theWindow, texts });

  const handlers: AppHandlers = {
    openDataset: ({ id }) => opener.open(id),
    runs: () => store.list(),
    runCurves: ({ id }) => store.curves(id),
    changeRun: ({ id, changes }) => store.change(id, changes),
    removeRuns: async ({ ids }) => {
      await store.remove(ids);
      return undefined;
    },
    restoreRuns: async ({ ids }) => {
      await store.restore(ids);
      return undefined;
    },
    openRun: ({ id }) => runs.open(id),
    exportReference: ({ id }) => runs.exportReference(id),
    importReference: () => runs.importReference(),
    collection: () => classSets.collection(),
    keepCollection: (set) => classSets.keep(set),
    saveClassSet: (set) => classSets.saveChosen(theWindow(), set),
    chooseClassSets: () => classSets.choose(theWindow()),
    saveExport: ({ suggestedName, kind, bytes }) => takeaway.saveExport(suggestedName, kind, bytes),
    saveReport: ({ suggestedName }) => takeaway.saveReport(suggestedName),
    ...documentHandlers({ models, document, interrupted, session, lastWindow, window: theWindow }),
    // From now on what is opened from outside replaces the starter, and not the other way round.
    openStarterModel: async () =>
      (await fromOutside.firstModel({ model: openModel, other: openOther })) ?? (await models.openStarter()),
    openWaitingFile: async () => {
      await fromOutside.first();
      return undefined;
    },
    licences: () => readLicences(environment.licences),
    preferences: () => preferences.current,
    changePreferences: (changes) => preferences.change(changes),
    setCommandsAvailable: ({ disabled }) => {
      commandsDisabled = disabled;
      showAvailable();
      return undefined;
    },
    ...labs.handlers,
    notify: (words) => notifications.show(words),
    connectEngine: () => {
      link.connect(supervisor.state, supervisor.process);
      return undefined;
    },
    ...datasets.handlers,
  };
  const isOurs = (contents: WebContents) => contents === link.window?.webContents;
  const openers: DroppedFileOpeners = {
    model: (path) => void openModel(path),
    lab: (path) => labs.openFile(path),
    start: (path) => labs.openStart(path),
    reference: (path) => runs.openReference(path),
    classSets: (paths) => classSets.read(paths),
    dataset: (dropped) => datasets.take(dropped),
  };
  answerAppCalls(handlers, isOurs, pageOrigin(environment), (paths) => openDropped(paths, openers));

  app.on('second-instance', (_event, argv, folder) => {
    link.focus();
    const path = fileToOpen(argv, folder);
    if (path !== null) fromOutside.ask(path);
  });
  app.on('child-process-gone', (_event, { type, name, reason }) => {
    log('main', `process gone: ${type} ${name ?? ''} ${reason}`);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => {
    importer.close();
    supervisor.stop();
  });

  await recent.load();
  setMenu();
  void store.tidy().catch((error: unknown) => log('main', describe(error)));
  const state = usableState(
    settings.current.window,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = createWindow(environment, state);
  followWindow(window, (now) => {
    void settings.change({ window: now }).catch((error: unknown) => log('main', describe(error)));
  });
  link.attach(window);
  recoverWindow(window, log, texts);
  lastWindow.watch(window);
  showDocument(window, document, texts());
  guardClosing(window, {
    document,
    texts,
    models,
    keeper: workKeeper,
    runs: keeper,
    session,
    classSets,
    labs,
    engine,
    onProblem: (thrown) => link.send('notOpened', { message: toEpochLabError(thrown).message, file: null }),
  });
  // On a machine of two processors the engine would take half of them from the window that is not drawn yet.
  await loadPage(window, environment).finally(() => supervisor.start());
  // What the window will ask for first; if this cannot be, that call says so.
  void opener.open(FIRST_DATASET).catch(() => undefined);

  async function openModel(path: string): Promise<ModelInfo | null> {
    try {
      const opened = await models.open(path);
      link.send('opened', opened);
      return opened.model;
    } catch (thrown) {
      link.send('notOpened', await models.refusalOf(path, thrown));
      return null;
    }
  }

  async function openOther(path: string): Promise<void> {
    try {
      link.send('openedFile', await openDropped([path], openers));
    } catch (thrown) {
      link.send('openedFile', { kind: 'refused', message: toEpochLabError(thrown).message });
    }
  }

  function theWindow() {
    if (!link.window) throw new EpochLabError('wrong-state', 'The window is closed.');
    return link.window;
  }

  function setMenu() {
    const { theme, language, locale } = preferences.current;
    const change = (changes: PreferenceChanges) =>
      void preferences.change(changes).catch((error: unknown) => log('main', describe(error)));
    const template = menuTemplate(
      {
        platform: process.platform,
        development,
        theme,
        language,
        texts: sharedTexts(locale),
        recent: recent.paths,
      },
      {
        command: (command) => link.send('command', command),
        zoom: (direction) => link.window && zoom(link.window.webContents, direction),
        setTheme: (theme) => change({ theme }),
        setLanguage: (language) => change({ language }),
        showAbout: () => app.showAboutPanel(),
        openRecent: (path) => fromOutside.ask(path),
        clearRecent: () => recent.clear(),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    showAvailable();
  }

  function showAvailable() {
    for (const command of commands) {
      const item = Menu.getApplicationMenu()?.getMenuItemById(command);
      if (item) item.enabled = !commandsDisabled.includes(command);
    }
  }
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

import { app, dialog, session, type WebContents } from 'electron';
import { join } from 'node:path';
import { FIRST_DATASET } from '../../engine/protocol/datasets.ts';
import { appHandlers } from './app-handlers.ts';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { findEnvironment } from './environment.ts';
import { FilesFromOutside } from './files-from-outside.ts';
import { filesToOpen } from './files-to-open.ts';
import { tidyTemporaries } from './files.ts';
import { keepOpenGlOutOfGtk } from './gtk.ts';
import { answerAppCalls } from './ipc.ts';
import { describe, openLog } from './log.ts';
import { openMainWindow } from './main-window.ts';
import { assemble } from './parts.ts';
import { restrictChromium, restrictContents, restrictSessions } from './security.ts';
import { isOnlyInstance } from './single-instance.ts';
import { settleUserData, tellNotKept } from './user-data.ts';
import { pageOrigin } from './window.ts';

/** The main process: what happens at a start, in its order. */

const environment = findEnvironment(import.meta.dirname);

// All of this must happen before the app is ready.
declareAppScheme();
keepOpenGlOutOfGtk();
restrictChromium(environment.developmentServer !== null);
restrictSessions(environment.developmentServer);
restrictContents(environment.developmentServer);

const fromOutside = new FilesFromOutside(filesToOpen(process.argv, process.cwd()));
// macOS hands over a double-clicked file this way, and may do so before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  fromOutside.ask([path]);
});
// Another start, too, may come at any moment from the lock on.
app.on('second-instance', (_event, argv, folder) => fromOutside.ask(filesToOpen(argv, folder)));

void begin().catch((thrown: unknown) => {
  dialog.showErrorBox('Epoch Lab', describe(thrown));
  app.exit(1);
});

async function begin(): Promise<void> {
  const isKept = settleUserData();
  if (await isOnlyInstance()) void start(isKept);
  else app.quit();
}

/** @param isKept whether there is a folder in which things can be kept. */
async function start(isKept: boolean): Promise<void> {
  const userData = app.getPath('userData');
  const log = openLog(join(userData, 'logs'));
  process.on('unhandledRejection', (reason) => log('main', `unhandled: ${describe(reason)}`));
  await Promise.all([tidyTemporaries(userData), tidyTemporaries(join(userData, 'labs'))]);

  const parts = await assemble(environment, fromOutside, log);
  const { link, menu, recent, supervisor, importer, opener, openers, store, texts } = parts;

  serveApp(session.defaultSession, environment.page);
  const isOurs = (contents: WebContents) => contents === link.window?.webContents;
  answerAppCalls(appHandlers(parts, environment), isOurs, pageOrigin(environment), (paths) =>
    openers.dropped(paths),
  );

  app.on('second-instance', () => link.focus());
  app.on('child-process-gone', (_event, { type, name, reason }) => {
    log('main', `process gone: ${type} ${name ?? ''} ${reason}`);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => {
    importer.close();
    supervisor.stop();
  });

  await recent.load();
  menu.show();
  void store.tidy().catch((error: unknown) => log('main', describe(error)));
  // The picture first: on a machine of two processors the engine would take half of them from the window's drawing.
  await openMainWindow(environment, parts, log).finally(() => supervisor.start());
  if (!isKept && link.window) void tellNotKept(link.window, texts());
  // What the window will ask for first; if this cannot be, that call says so.
  void opener.open(FIRST_DATASET).catch(() => undefined);
}

import { app, dialog, type BrowserWindow } from 'electron';
import type { SharedTexts } from '../shared/text/index.ts';
import { CrashLimit } from './crash-limit.ts';
import type { Log } from './log.ts';

/**
 * A page whose process died is loaded again: the engine lives elsewhere and goes on training. A page that
 * dies again at once is not: the person decides.
 */

const MAX_CRASHES = 1;
const CRASH_WINDOW_MS = 60_000;

export function recoverWindow(window: BrowserWindow, log: Log, texts: () => SharedTexts): void {
  const limit = new CrashLimit(MAX_CRASHES, CRASH_WINDOW_MS);
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log('window', `its process is gone: ${reason} (${exitCode})`);
    if (limit.tolerates()) window.webContents.reload();
    else void askPerson(window, texts());
  });
}

async function askPerson(window: BrowserWindow, { dialogs }: SharedTexts): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: dialogs.windowStopped,
    detail: dialogs.windowStoppedDetail,
    buttons: [dialogs.showAgain, dialogs.quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.webContents.reload();
  else app.quit();
}

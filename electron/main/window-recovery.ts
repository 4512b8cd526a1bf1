import { app, dialog, type BrowserWindow } from 'electron';
import { CrashLimit } from './crash-limit.ts';
import type { Log } from './log.ts';

/**
 * A page whose process died is loaded again: the engine lives elsewhere and goes on training. A page that
 * dies again at once is not: the person decides.
 */

const MAX_CRASHES = 1;
const CRASH_WINDOW_MS = 60_000;

export function recoverWindow(window: BrowserWindow, log: Log): void {
  const limit = new CrashLimit(MAX_CRASHES, CRASH_WINDOW_MS);
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log('window', `its process is gone: ${reason} (${exitCode})`);
    if (limit.tolerates()) window.webContents.reload();
    else void askPerson(window);
  });
}

async function askPerson(window: BrowserWindow): Promise<void> {
  const buttons = ['Show the Window Again', 'Quit'];
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window of Epoch Lab stopped unexpectedly, twice within a minute.',
    detail: 'What was being trained is still there, and goes on as long as Epoch Lab is open.',
    buttons,
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.webContents.reload();
  else app.quit();
}

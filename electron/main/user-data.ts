import { app, dialog, type BrowserWindow } from 'electron';
import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { SharedTexts } from '../shared/text/index.ts';

/** The folder of everything that is kept. */

/**
 * Sees to a folder that can be written: Chromium starts with no other, and without a word. Where a person's own cannot
 * be, as in a home that a school has made read-only, it is one among the temporary files. To be called before anything
 * asks for it.
 *
 * @returns whether it is the person's own.
 */
export function settleUserData(): boolean {
  try {
    // A folder that cannot be made has Electron throw.
    accessSync(app.getPath('userData'), constants.W_OK);
    return true;
  } catch {
    app.setPath('userData', temporaryFolder());
    return false;
  }
}

export async function tellNotKept(window: BrowserWindow, { dialogs }: SharedTexts): Promise<void> {
  await dialog.showMessageBox(window, {
    type: 'warning',
    message: dialogs.notKept,
    detail: dialogs.notKeptDetail,
    buttons: [dialogs.goOn],
  });
}

/** The same at every start, so that a second one finds the first. */
function temporaryFolder(): string {
  const path = join(tmpdir(), `epoch-lab-${userInfo().username}`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { mode, uid } = lstatSync(path);
  // Everybody may write among the temporary files: somebody else could have made it, or a link by its name.
  const isOwn = process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o777) === 0o700);
  return isOwn ? path : mkdtempSync(`${path}-`);
}

import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { SharedTexts } from '../shared/text/index.ts';

/** Asking a person for the places of files. */

/** The window that asks, and what it says. */
export interface Asker {
  readonly window: BrowserWindow;
  readonly texts: SharedTexts;
}

/** One kind of file: what it is called in the dialog, and how such files end, without the dot. */
export interface FileKind {
  readonly name: string;
  readonly extension: string;
}

export async function chooseFile(
  { window }: Asker,
  title: string,
  filters: FileFilter[],
): Promise<string | null> {
  const choice = await dialog.showOpenDialog(window, { title, filters, properties: ['openFile'] });
  return choice.canceled ? null : (choice.filePaths[0] ?? null);
}

/** Where to save a file. It ends in the extension, which not every system's dialog adds. */
export async function choosePlace(
  asker: Asker,
  title: string,
  suggested: string,
  { name, extension }: FileKind,
): Promise<string | null> {
  const choice = await dialog.showSaveDialog(asker.window, {
    title,
    defaultPath: suggested,
    filters: [{ name, extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (choice.canceled || !choice.filePath) return null;
  if (extname(choice.filePath).toLowerCase() === `.${extension}`) return choice.filePath;
  const path = `${choice.filePath}.${extension}`;
  // The dialog asked about the name without the extension.
  return !existsSync(path) || (await confirmReplacing(asker, path)) ? path : null;
}

/** A folder for an export of several files. */
export async function chooseFolder({ window, texts }: Asker, title: string): Promise<string | null> {
  const choice = await dialog.showOpenDialog(window, {
    title,
    buttonLabel: texts.dialogs.exportHere,
    properties: ['openDirectory', 'createDirectory'],
  });
  return choice.canceled ? null : (choice.filePaths[0] ?? null);
}

async function confirmReplacing({ window, texts: { dialogs } }: Asker, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: dialogs.replaceQuestion(basename(path)),
    buttons: [dialogs.replace, dialogs.cancel],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

export type ClosingAnswer = 'save' | 'discard' | 'keep-run' | 'cancel';

/** What is to become of work that is in no file. */
export async function askBeforeClosing(
  { window, texts: { dialogs } }: Asker,
  isRunOpen: boolean,
): Promise<ClosingAnswer> {
  const answers: readonly (readonly [string, ClosingAnswer])[] = isRunOpen
    ? [
        [dialogs.keepRun, 'keep-run'],
        [dialogs.discardRun, 'discard'],
        [dialogs.cancel, 'cancel'],
      ]
    : [
        [dialogs.save, 'save'],
        [dialogs.doNotSave, 'discard'],
        [dialogs.cancel, 'cancel'],
      ];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: isRunOpen ? dialogs.runOpen : dialogs.modelUnsaved,
    detail: isRunOpen ? dialogs.runOpenDetail : dialogs.modelUnsavedDetail,
    buttons: answers.map(([label]) => label),
    defaultId: 0,
    cancelId: 2,
  });
  return answers[response]?.[1] ?? 'cancel';
}

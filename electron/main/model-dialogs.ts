import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';

/** Asking for the places of model files. */

export const MODEL_EXTENSION = '.safetensors';
const MODEL_FILTERS: FileFilter[] = [{ name: 'Epoch Lab model', extensions: [MODEL_EXTENSION.slice(1)] }];
const READABLE: FileFilter[] = [{ name: 'Models', extensions: ['safetensors', 'onnx'] }];

export async function chooseModelFile(window: BrowserWindow, title: string): Promise<string | null> {
  const choice = await dialog.showOpenDialog(window, { title, filters: READABLE, properties: ['openFile'] });
  return choice.canceled ? null : (choice.filePaths[0] ?? null);
}

export function chooseModelPlace(window: BrowserWindow, suggested: string): Promise<string | null> {
  return choosePlace(window, 'Save model', suggested, MODEL_EXTENSION, MODEL_FILTERS);
}

/** Not every system's dialog adds the extension. */
export async function choosePlace(
  window: BrowserWindow,
  title: string,
  suggested: string,
  extension: string,
  filters: FileFilter[],
): Promise<string | null> {
  const choice = await dialog.showSaveDialog(window, {
    title,
    defaultPath: suggested,
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (choice.canceled || !choice.filePath) return null;
  if (extname(choice.filePath).toLowerCase() === extension) return choice.filePath;
  const path = choice.filePath + extension;
  // The dialog asked about the name without the extension.
  return !existsSync(path) || (await confirmReplacing(window, path)) ? path : null;
}

/** A folder for an export of several files. */
export async function chooseFolder(window: BrowserWindow, title: string): Promise<string | null> {
  const choice = await dialog.showOpenDialog(window, {
    title,
    buttonLabel: 'Export here',
    properties: ['openDirectory', 'createDirectory'],
  });
  return choice.canceled ? null : (choice.filePaths[0] ?? null);
}

async function confirmReplacing(window: BrowserWindow, path: string): Promise<boolean> {
  const buttons = ['Replace', 'Cancel'];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `“${basename(path)}” is there already. Replace it?`,
    buttons,
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

export type ClosingAnswer = 'save' | 'discard' | 'keep-run' | 'cancel';

/** What is to become of work that is in no file. */
export async function askBeforeClosing(window: BrowserWindow, isRunOpen: boolean): Promise<ClosingAnswer> {
  const answers: readonly (readonly [string, ClosingAnswer])[] = isRunOpen
    ? [
        ['Continue Next Time', 'keep-run'],
        ['Discard the Run', 'discard'],
        ['Cancel', 'cancel'],
      ]
    : [
        ['Save…', 'save'],
        ['Don’t Save', 'discard'],
        ['Cancel', 'cancel'],
      ];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: isRunOpen ? 'A training is not finished.' : 'The trained model is not saved.',
    detail: isRunOpen
      ? 'It can go on at the next start where it is now, or be given up.'
      : 'If you don’t save it, what the network learned is lost.',
    buttons: answers.map(([label]) => label),
    defaultId: 0,
    cancelId: 2,
  });
  return answers[response]?.[1] ?? 'cancel';
}

import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { MAX_FILE_BYTES, type ModelInfo } from '../../engine/protocol/contract.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { AppResults } from '../shared/contract.ts';
import { readFileCapped, writeFileAtomic } from './files.ts';

/** Opens and saves model files: the person chooses, main reads or writes, the engine understands. */

const EXTENSION = '.safetensors';
const filters: FileFilter[] = [{ name: 'Epoch Lab model', extensions: [EXTENSION.slice(1)] }];
const STARTER_FILE = `starter${EXTENSION}`;

export interface ModelsOptions {
  readonly engine: () => Promise<EngineClient>;
  /** The folder of all shipped resources. */
  readonly resources: string;
}

export class Models {
  constructor(private readonly options: ModelsOptions) {}

  async openStarter(): Promise<ModelInfo> {
    return await this.#open(join(this.options.resources, 'models', STARTER_FILE));
  }

  async openChosen(window: BrowserWindow): Promise<AppResults['openModel']> {
    const choice = await dialog.showOpenDialog(window, {
      title: 'Open model',
      filters,
      properties: ['openFile'],
    });
    const path = choice.filePaths[0];
    if (choice.canceled || path === undefined) return { cancelled: true };
    return { cancelled: false, fileName: basename(path), model: await this.#open(path) };
  }

  async saveChosen(window: BrowserWindow): Promise<AppResults['saveModel']> {
    const engine = await this.options.engine();
    // The weights of this moment, not of when the dialog closes: training may be going on.
    const file = await engine.call('exportModel');
    const path = await choosePlace(window, file.suggestedName);
    if (path === null) return { cancelled: true };
    await writeFileAtomic(path, file.bytes);
    return { cancelled: false, fileName: basename(path) };
  }

  async #open(path: string): Promise<ModelInfo> {
    const name = basename(path);
    const bytes = await readFileCapped(path, MAX_FILE_BYTES);
    const engine = await this.options.engine();
    return await engine.call('importModel', { name, bytes });
  }
}

/** Asks where to save. Not every system's dialog adds the extension. */
async function choosePlace(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const choice = await dialog.showSaveDialog(window, {
    title: 'Save model',
    defaultPath: suggestedName,
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (choice.canceled || !choice.filePath) return null;
  if (extname(choice.filePath).toLowerCase() === EXTENSION) return choice.filePath;
  const path = choice.filePath + EXTENSION;
  // The dialog asked about the name without the extension.
  return !existsSync(path) || (await confirmReplacing(window, path)) ? path : null;
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

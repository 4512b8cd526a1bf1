import { app, dialog, type BrowserWindow } from 'electron';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EpochLabError, toEpochLabError } from '../../engine/protocol/errors.ts';
import type { MarkingTable, UnreadHandIn } from '../../engine/protocol/lab-calls.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import type { ClassFolder } from './class-settings.ts';
import type { Asker } from './file-dialogs.ts';
import { fileError } from './file-errors.ts';
import { HAND_IN_EXTENSION } from './files-to-open.ts';
import { readFileCapped } from './files.ts';
import type { AppHandlers } from './ipc.ts';
import { saveAs } from './save-as.ts';

/** Hand-ins as files: written by students, and read by the folder by their teacher. */

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_HAND_INS = 2000;
/** Hand-ins may lie in a folder a student, or a class; nobody has so many. */
const MAX_FOLDERS = 2000;
/** All hand-ins of a folder are held at once while they are marked. */
const MAX_FOLDER_BYTES = 400 * 1024 * 1024;

interface HandInsOptions {
  readonly engine: () => Promise<EngineClient>;
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
  readonly classFolder: ClassFolder;
}

export class HandIns {
  /** The folder that was opened last, and its table. */
  #opened: { readonly folder: string; readonly table: MarkingTable } | null = null;

  constructor(private readonly options: HandInsOptions) {}

  readonly handlers: Pick<
    AppHandlers,
    'saveHandIn' | 'openHandIns' | 'readHandIn' | 'openHandInModel' | 'saveMarks'
  > = {
    saveHandIn: async (handIn) => {
      const engine = await this.options.engine();
      const bytes = await engine.call('writeHandIn', {
        ...handIn,
        application: `${app.getName()} ${app.getVersion()}`,
        written: new Date().toISOString(),
      });
      const name = `${fileNameOf(handIn.student || 'hand-in')}-${handIn.progress.lab}.${HAND_IN_EXTENSION}`;
      const { handIns } = this.options.classFolder;
      // What cannot be made here, the dialog can do without.
      if (handIns) await mkdir(handIns, { recursive: true }).catch(() => undefined);
      const { dialogs } = this.options.texts();
      const kind = { name: dialogs.handInFiles, extension: HAND_IN_EXTENSION };
      const suggested = handIns ? join(handIns, name) : name;
      return await saveAs(this.#asker, { title: dialogs.handIn, suggested, kind }, bytes);
    },
    openHandIns: async () => {
      const { handIns } = this.options.classFolder;
      const choice = await dialog.showOpenDialog(this.options.window(), {
        title: this.options.texts().dialogs.openHandIns,
        properties: ['openDirectory'],
        ...(handIns && { defaultPath: handIns }),
      });
      const folder = choice.filePaths[0];
      if (choice.canceled || folder === undefined) return { cancelled: true };
      const table = await this.#mark(folder);
      this.#opened = { folder, table };
      return { cancelled: false, folder: basename(folder), ...table };
    },
    readHandIn: async ({ fileName }) =>
      await (await this.options.engine()).call('readHandIn', await this.#read(fileName)),
    openHandInModel: async ({ fileName }) => {
      const engine = await this.options.engine();
      const bytes = await engine.call('readHandInModel', await this.#read(fileName));
      const name = basename(fileName).replace(`.${HAND_IN_EXTENSION}`, '.safetensors');
      return await engine.call('importModel', { name, bytes });
    },
    saveMarks: async () => {
      const { folder, table } = this.#current();
      const title = this.options.texts().dialogs.saveMarks;
      const suggested = `${fileNameOf(basename(folder))}.csv`;
      const kind = { name: 'CSV', extension: 'csv' };
      return await saveAs(this.#asker, { title, suggested, kind }, table.csv);
    },
  };

  async #mark(folder: string): Promise<MarkingTable> {
    const names = await findHandIns(folder);
    if (names.length === 0) {
      throw new EpochLabError(
        'file-unavailable',
        `There is no hand-in in “${basename(folder)}”: their names end in .${HAND_IN_EXTENSION}.`,
      );
    }
    const files: { name: string; bytes: Uint8Array }[] = [];
    const unread: UnreadHandIn[] = [];
    let total = 0;
    for (const name of names.slice(0, MAX_HAND_INS)) {
      try {
        const bytes = await readFileCapped(join(folder, name), MAX_BYTES);
        if (total + bytes.length > MAX_FOLDER_BYTES)
          throw new EpochLabError('bad-file', `“${name}” is too large to be read together with the others.`);
        files.push({ name, bytes });
        total += bytes.length;
      } catch (thrown) {
        unread.push({ fileName: name, problem: toEpochLabError(thrown).message });
      }
    }
    const leftOut = names[MAX_HAND_INS];
    if (leftOut !== undefined) {
      const problem = `“${leftOut}” and all after it were not read: at most ${MAX_HAND_INS} hand-ins of a folder are.`;
      unread.push({ fileName: leftOut, problem });
    }
    return await (await this.options.engine()).call('markHandIns', { files, unread });
  }

  async #read(fileName: string): Promise<{ name: string; bytes: Uint8Array }> {
    const { folder, table } = this.#current();
    // Only what is in the table: no name leads out of the folder.
    if (!table.rows.some((row) => row.fileName === fileName))
      throw new EpochLabError('file-unavailable', `“${fileName}” is no hand-in of this folder.`);
    const bytes = await readFileCapped(join(folder, fileName), MAX_BYTES);
    return { name: basename(fileName), bytes };
  }

  #current() {
    if (this.#opened) return this.#opened;
    throw new EpochLabError('wrong-state', 'No folder of hand-ins is open.');
  }

  get #asker(): Asker {
    return { window: this.options.window(), texts: this.options.texts() };
  }
}

/** All hand-ins of a folder and of the folders in it, by their names from there on: "Mira/work.epochlab-handin". */
async function findHandIns(folder: string): Promise<string[]> {
  const found: string[] = [];
  const folders = [''];
  for (const inside of folders) {
    const reading = readdir(join(folder, inside), { withFileTypes: true });
    // A folder within that is not for us is left out; the chosen one is not.
    const entries = await reading.catch((thrown: unknown) => {
      if (inside === '') throw fileError(thrown, folder, 'read');
      return [];
    });
    for (const entry of entries) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (name.toLowerCase().endsWith(`.${HAND_IN_EXTENSION}`)) found.push(name);
      else if (entry.isDirectory() && !entry.name.startsWith('.') && folders.length < MAX_FOLDERS)
        folders.push(name);
    }
  }
  return found.sort();
}

/** A person's name as a file's: letters of any script, digits and hyphens. */
function fileNameOf(text: string): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain.slice(0, 80) || 'unnamed';
}

import { dialog, type BrowserWindow } from 'electron';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CLASS_SET_EXTENSION, classSetSchema, type ClassSet } from '../../engine/protocol/class-sets.ts';
import { MAX_FILE_BYTES } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { classSetAppCalls, ClassSetAppResults, ReadClassSets } from '../shared/class-set-calls.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import { readFileCapped, writeFileAtomic } from './files.ts';
import type { AppHandlers } from './ipc.ts';
import { putAside, readKeptJson } from './kept-json.ts';
import { saveAs } from './save-as.ts';

/** Keeps what is being collected across starts, and writes and reads class sets where a person says. */

const KEPT_NAME = 'collection.json';
/** What a set is in, and as what those of earlier versions were saved. */
const READABLE = [CLASS_SET_EXTENSION, 'zip'];

export interface ClassSetsOptions {
  readonly engine: () => Promise<EngineClient>;
  readonly userData: string;
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
  readonly note: (line: string) => void;
}

export class ClassSets {
  /** Writes wait for one another: the last one asked for is the last one written. */
  #writing: Promise<void> = Promise.resolve();
  /** There is a file that could not be read, and may be whole: it is not written over. */
  #isUnread = false;

  constructor(private readonly options: ClassSetsOptions) {}

  readonly handlers: Pick<AppHandlers, keyof typeof classSetAppCalls> = {
    collection: () => this.#collection(),
    keepCollection: (set) => this.#keep(set),
    saveClassSet: (set) => this.#saveChosen(set),
    chooseClassSets: () => this.#choose(),
  };

  async #collection(): Promise<ClassSet | null> {
    const path = join(this.options.userData, KEPT_NAME);
    try {
      const set = await readKeptJson(classSetSchema, path, MAX_FILE_BYTES, this.options.note);
      this.#isUnread = false;
      return set;
    } catch (thrown) {
      this.#isUnread = true;
      throw thrown;
    }
  }

  async #keep(set: ClassSet | null): Promise<undefined> {
    const path = join(this.options.userData, KEPT_NAME);
    const write = async () => {
      if (this.#isUnread) await putAside(path);
      this.#isUnread = false;
      if (set) await writeFileAtomic(path, new TextEncoder().encode(JSON.stringify(set)));
      else await rm(path, { force: true });
    };
    this.#writing = this.#writing.then(write, write);
    await this.#writing;
    return undefined;
  }

  /** What was given to be kept is written, or cannot be. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #saveChosen(set: ClassSet): Promise<ClassSetAppResults['saveClassSet']> {
    const { suggestedName, bytes } = await (await this.options.engine()).call('packClassSet', set);
    const texts = this.options.texts();
    const { saveClassSet, classSetFiles } = texts.dialogs;
    const kind = { name: classSetFiles, extension: CLASS_SET_EXTENSION };
    return await saveAs(
      { window: this.options.window(), texts },
      { title: saveClassSet, suggested: suggestedName, kind },
      bytes,
    );
  }

  async #choose(): Promise<ClassSetAppResults['chooseClassSets']> {
    const { addClassSets, classSetFiles } = this.options.texts().dialogs;
    const choice = await dialog.showOpenDialog(this.options.window(), {
      title: addClassSets,
      filters: [{ name: classSetFiles, extensions: READABLE }],
      properties: ['openFile', 'multiSelections'],
    });
    if (choice.canceled || choice.filePaths.length === 0) return { cancelled: true };
    return { cancelled: false, ...(await this.read(choice.filePaths)) };
  }

  /** One file that cannot be read does not keep the others out. */
  async read(paths: readonly string[]): Promise<ReadClassSets> {
    const engine = await this.options.engine();
    const sets: ClassSet[] = [];
    const refused: string[] = [];
    for (const path of paths) {
      const name = basename(path);
      try {
        const bytes = await readFileCapped(path, MAX_FILE_BYTES);
        sets.push(await engine.call('readClassSet', { name, bytes }));
      } catch (thrown) {
        refused.push(toEpochLabError(thrown).message);
      }
    }
    return { sets, refused };
  }
}

import type { BrowserWindow } from 'electron';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import { labProgressSchema, type LabProgress } from '../../engine/protocol/lab-progress.ts';
import type { Lab, LabStart } from '../../engine/protocol/labs.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { AppHandlers } from './ipc.ts';
import type { labAppCalls, LabFileChange, OpenedLab } from '../shared/lab-calls.ts';
import type { Locale } from '../shared/languages.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import type { ClassFolder } from './class-settings.ts';
import { chooseFile, choosePlace, type Asker } from './file-dialogs.ts';
import { readFileCapped, writeFileAtomic } from './files.ts';
import { LAB_EXTENSIONS } from './files-to-open.ts';
import { readKeptJson } from './kept-json.ts';
import { HandIns } from './hand-ins.ts';
import { LabWriting, MAX_LAB_BYTES } from './lab-writing.ts';
import { saveAs } from './save-as.ts';
import { readStart, START_EXTENSION, writeStart } from './start-file.ts';

/** Labs as files: main finds, reads and writes them, the engine understands them. */

/** What a new one is written as. */
const LAB_EXTENSION = LAB_EXTENSIONS[0];
const MAX_PROGRESS_BYTES = 8 * 1024 * 1024;

export interface LabsOptions {
  readonly engine: () => Promise<EngineClient>;
  /** The folder of all shipped resources. */
  readonly resources: string;
  readonly userData: string;
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
  readonly classFolder: ClassFolder;
  /** Tells the window that a lab file which is open was changed. */
  readonly onChange: (change: LabFileChange) => void;
  readonly log: (line: string) => void;
}

export class Labs {
  readonly #folder: string;
  readonly #writing: LabWriting;
  readonly #handIns: HandIns;
  readonly #shippedLabs = new Map<string, Promise<Lab>>();
  /** Progress is written in the order in which it was made. */
  #saving: Promise<void> = Promise.resolve();

  constructor(private readonly options: LabsOptions) {
    this.#folder = join(options.userData, 'labs');
    this.#writing = new LabWriting(options);
    this.#handIns = new HandIns(options);
  }

  get handlers(): Pick<AppHandlers, keyof typeof labAppCalls> {
    return { ...this.#handlers, ...this.#handIns.handlers };
  }

  readonly #handlers: Omit<Pick<AppHandlers, keyof typeof labAppCalls>, keyof HandIns['handlers']> = {
    listLabs: async ({ locale }) => {
      const files = await this.#shipped();
      return await Promise.all(
        files.map(async (fileName) => {
          const lab = await this.#readShipped(fileName, locale);
          const progress = await this.#readProgress(lab.id, false).catch(() => null);
          const { id, language, title, summary, minutes, steps } = lab;
          const completed = progress && progress.steps.filter((step) => step.completed !== null).length;
          return { id, language, title, summary, minutes, steps: steps.length, completed };
        }),
      );
    },
    openLab: async ({ id, locale }) => {
      this.#writing.close();
      const fileName = (await this.#shipped()).find((name) => name.replace(/^\d+-|\.md$/g, '') === id);
      if (fileName === undefined) throw new EpochLabError('file-unavailable', `There is no lab “${id}”.`);
      const lab = await this.#readShipped(fileName, locale);
      return {
        lab,
        progress: await this.#readProgress(lab.id, false),
        fileName: null,
        translations: [],
        problems: [],
      };
    },
    openLabFile: async () => {
      const { openLab, labFiles } = this.options.texts().dialogs;
      const path = await this.#choose(openLab, labFiles, LAB_EXTENSIONS);
      return path === null ? { cancelled: true } : { cancelled: false, ...(await this.openFile(path)) };
    },
    newLab: async () => {
      const { newLab, labFiles } = this.options.texts().dialogs;
      const kind = { name: labFiles, extension: LAB_EXTENSION };
      const path = await choosePlace(this.#asker, newLab, `my-lab.${LAB_EXTENSION}`, kind);
      if (path === null) return { cancelled: true };
      const template = join(this.options.resources, 'labs', 'template.md');
      await writeFileAtomic(path, await readFileCapped(template, MAX_LAB_BYTES));
      return { cancelled: false, ...(await this.openFile(path)) };
    },
    saveLabProgress: async ({ progress, isFile }) => {
      const write = () => this.#writeProgress(progress, this.#progressPath(progress.lab, isFile));
      this.#saving = this.#saving.then(write, write);
      await this.#saving;
      return undefined;
    },
    saveStart: async ({ start }) => {
      const { saveStart, startFiles } = this.options.texts().dialogs;
      const kind = { name: startFiles, extension: START_EXTENSION };
      const suggested = `start-here.${START_EXTENSION}`;
      return await saveAs(this.#asker, { title: saveStart, suggested, kind }, writeStart(start));
    },
    openStart: async () => {
      const { openStart, startFiles } = this.options.texts().dialogs;
      const path = await this.#choose(openStart, startFiles, [START_EXTENSION]);
      return path === null ? { cancelled: true } : { cancelled: false, ...(await this.openStart(path)) };
    },
    classSettings: () => this.options.classFolder.settings,
  };

  /** Names of the lab files that ship, in the order of their numbers, without translations. */
  async #shipped(): Promise<string[]> {
    const names = await readdir(join(this.options.resources, 'labs'));
    return names.filter((name) => /^\d+-[a-z-]+\.md$/.test(name)).sort();
  }

  /** What ships does not change while the app runs: each lab is taken apart once a language. */
  #readShipped(fileName: string, locale: Locale): Promise<Lab> {
    const key = `${locale} ${fileName}`;
    const known = this.#shippedLabs.get(key);
    if (known) return known;
    const reading = this.#parseShipped(fileName, locale);
    this.#shippedLabs.set(key, reading);
    reading.catch(() => this.#shippedLabs.delete(key));
    return reading;
  }

  async #parseShipped(fileName: string, locale: Locale): Promise<Lab> {
    const folder = join(this.options.resources, 'labs');
    const translated = fileName.replace(/\.md$/, `.${locale}.md`);
    const names = await readdir(folder);
    const read = async (name: string) => ({
      name,
      bytes: await readFileCapped(join(folder, name), MAX_LAB_BYTES),
    });
    return await (
      await this.options.engine()
    ).call('readLab', {
      file: await read(fileName),
      translation: names.includes(translated) ? await read(translated) : null,
    });
  }

  /** Opens a lab file; it is opened again whenever it is changed. */
  async openFile(path: string): Promise<OpenedLab> {
    const examined = await this.#writing.open(path);
    return {
      ...examined,
      progress: await this.#readProgress(examined.lab.id, true),
      fileName: basename(path),
    };
  }

  async openStart(path: string): Promise<{ readonly fileName: string; readonly start: LabStart }> {
    const fileName = basename(path);
    return { fileName, start: readStart(await readFileCapped(path, MAX_LAB_BYTES), fileName) };
  }

  /** What was answered is kept, or cannot be. */
  async settled(): Promise<void> {
    await this.#saving.catch(() => undefined);
  }

  /** No lab has a point in its name. */
  #progressPath(lab: string, isFile: boolean): string {
    return join(this.#folder, isFile ? `${lab}.file.json` : `${lab}.json`);
  }

  /** A damaged file is kept under another name, and the lab begins anew. */
  async #readProgress(lab: string, isFile: boolean): Promise<LabProgress | null> {
    const path = this.#progressPath(lab, isFile);
    await this.#saving.catch(() => undefined);
    return await readKeptJson(labProgressSchema, path, MAX_PROGRESS_BYTES, this.options.log);
  }

  async #writeProgress(progress: LabProgress, path: string): Promise<void> {
    // What cannot be made here, the writing says.
    await mkdir(this.#folder, { recursive: true }).catch(() => undefined);
    const text = `${JSON.stringify(progress)}\n`;
    await writeFileAtomic(path, new TextEncoder().encode(text));
  }

  get #asker(): Asker {
    return { window: this.options.window(), texts: this.options.texts() };
  }

  async #choose(title: string, name: string, extensions: readonly string[]): Promise<string | null> {
    return await chooseFile(this.#asker, title, [{ name, extensions: [...extensions] }]);
  }
}

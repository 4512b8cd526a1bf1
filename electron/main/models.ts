import type { BrowserWindow } from 'electron';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { MAX_FILE_BYTES, type ModelInfo } from '../../engine/protocol/contract.ts';
import { EpochLabError, toEpochLabError } from '../../engine/protocol/errors.ts';
import type { ExportedModel, ExportFormat } from '../../engine/protocol/model-calls.ts';
import type { NetworkSpec } from '../../engine/protocol/network.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { TrainingSettings } from '../../engine/protocol/settings.ts';
import {
  STARTER_FILE,
  type DocumentEvents,
  type DocumentResults,
  type InspectedFile,
  type OpenedModel,
} from '../shared/document-calls.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import type { CurrentDocument, Mark } from './document.ts';
import { readFileCapped, writeFileAtomic, writeFileKeeping } from './files.ts';
import { chooseFile, chooseFolder, choosePlace, type Asker } from './file-dialogs.ts';
import { isVacant, writeFolderAtomic } from './folders.ts';
import type { RecentFiles } from './recent-files.ts';
import type { WorkKeeper } from './work-keeper.ts';

/** Models as files: the person chooses, main reads or writes, the engine understands. */

const MODEL_EXTENSION = 'safetensors';
/** Files that were looked into and may yet be opened. */
const MOST_INSPECTED = 20;

export interface ModelsOptions {
  readonly engine: () => Promise<EngineClient>;
  /** The folder of all shipped resources. */
  readonly resources: string;
  readonly document: CurrentDocument;
  readonly recent: RecentFiles;
  readonly keeper: WorkKeeper;
  readonly texts: () => SharedTexts;
}

export class Models {
  readonly #inspected = new Map<number, string>();
  #nextId = 1;

  constructor(private readonly options: ModelsOptions) {}

  async openStarter(): Promise<ModelInfo> {
    const model = await this.#import(join(this.options.resources, 'models', STARTER_FILE));
    this.options.document.cameFrom(null);
    return model;
  }

  async openChosen(window: BrowserWindow): Promise<DocumentResults['openModel']> {
    const path = await this.#chooseModel(window, 'openModel');
    return path === null ? { cancelled: true } : { cancelled: false, ...(await this.open(path)) };
  }

  /** @throws EpochLabError `file-unavailable`, `bad-file`, or `wrong-state` while a training goes on. */
  async open(path: string): Promise<OpenedModel> {
    const { document, recent } = this.options;
    const model = await this.#import(path);
    // An export is for other programs: what is saved next is not written over it.
    const isModel = extname(path).toLowerCase() === `.${MODEL_EXTENSION}`;
    document.cameFrom(isModel ? resolve(path) : null);
    recent.add(resolve(path));
    return { fileName: basename(path), model };
  }

  async save(window: BrowserWindow): Promise<DocumentResults['saveModel']> {
    const { document } = this.options;
    if (document.path === null) return this.saveAs(window);
    const mark = document.mark();
    return this.#write(document.path, await this.#exported(), mark);
  }

  async saveAs(window: BrowserWindow): Promise<DocumentResults['saveModelAs']> {
    // The weights of this moment, not of when the dialog closes: training may be going on.
    const mark = this.options.document.mark();
    const file = await this.#exported();
    const texts = this.options.texts();
    const suggested = this.options.document.path ?? file.suggestedName;
    const kind = { name: texts.dialogs.modelFiles, extension: MODEL_EXTENSION };
    const path = await choosePlace({ window, texts }, texts.dialogs.saveModel, suggested, kind);
    return path === null ? { cancelled: true } : this.#write(path, file, mark);
  }

  async inspectChosen(window: BrowserWindow): Promise<DocumentResults['inspectModel']> {
    const path = await this.#chooseModel(window, 'inspectModel');
    return path === null ? { cancelled: true } : { cancelled: false, ...(await this.inspect(path)) };
  }

  async inspect(path: string): Promise<InspectedFile> {
    const bytes = await readFileCapped(path, MAX_FILE_BYTES);
    const summary = await (await this.options.engine()).call('inspectModel', { name: basename(path), bytes });
    const id = this.#nextId++;
    this.#inspected.set(id, path);
    this.#inspected.delete(id - MOST_INSPECTED);
    return { id, summary };
  }

  async openInspected(id: number): Promise<OpenedModel> {
    return this.open(this.#pathOf(id));
  }

  async importInspected(id: number, network: NetworkSpec, settings: TrainingSettings): Promise<OpenedModel> {
    const path = this.#pathOf(id);
    const file = { name: basename(path), bytes: await readFileCapped(path, MAX_FILE_BYTES) };
    const engine = await this.options.engine();
    const model = await engine.call('importWeights', { file, network, settings });
    this.options.document.cameFrom(null);
    return { fileName: file.name, model };
  }

  async exportChosen(window: BrowserWindow, format: ExportFormat): Promise<DocumentResults['exportModel']> {
    const stem = basename(this.options.document.path ?? 'model', `.${MODEL_EXTENSION}`);
    const place = await choosePlaceOf({ window, texts: this.options.texts() }, format, stem);
    if (place === null) return { cancelled: true };
    const engine = await this.options.engine();
    const exported = await engine.call('exportAs', { format, stem: basename(place, extname(place)) || stem });
    await writeExport(exported, place);
    const names = exported.files.map(({ name }) => name);
    return { cancelled: false, format, names, verification: exported.verification };
  }

  /** For a file that could not be opened: why, and what is in it. */
  async refusalOf(path: string, thrown: unknown): Promise<DocumentEvents['notOpened']> {
    const error = toEpochLabError(thrown);
    if (error.details['reason'] === 'ENOENT') this.options.recent.remove(resolve(path));
    const file = error.code === 'bad-file' ? await this.inspect(path).catch(() => null) : null;
    return { message: error.message, file };
  }

  #pathOf(id: number): string {
    const path = this.#inspected.get(id);
    if (path === undefined) throw new EpochLabError('wrong-state', 'Choose the file again, please.');
    return path;
  }

  async #exported() {
    const engine = await this.options.engine();
    return await engine.call('exportModel');
  }

  async #write(path: string, file: { readonly bytes: Uint8Array }, mark: Mark) {
    await writeFileAtomic(path, file.bytes);
    const { document, recent, keeper } = this.options;
    document.isIn(resolve(path), mark);
    recent.add(resolve(path));
    if (!document.hasOpenRun && document.state.isSaved) await keeper.forget();
    return { cancelled: false, fileName: basename(path) } as const;
  }

  #chooseModel(window: BrowserWindow, title: 'openModel' | 'inspectModel'): Promise<string | null> {
    const texts = this.options.texts();
    return chooseFile({ window, texts }, texts.dialogs[title], [
      { name: texts.dialogs.readableModels, extensions: [MODEL_EXTENSION, 'onnx'] },
    ]);
  }

  async #import(path: string): Promise<ModelInfo> {
    const name = basename(path);
    const bytes = await readFileCapped(path, MAX_FILE_BYTES);
    const engine = await this.options.engine();
    return await engine.call('importModel', { name, bytes });
  }
}

async function choosePlaceOf(asker: Asker, format: ExportFormat, stem: string): Promise<string | null> {
  const { dialogs } = asker.texts;
  switch (format) {
    case 'onnx':
      return choosePlace(asker, dialogs.exportOnnx, `${stem}.onnx`, { name: 'ONNX', extension: 'onnx' });
    case 'npz':
      return choosePlace(asker, dialogs.exportNpz, `${stem}.npz`, {
        name: dialogs.numpyArchive,
        extension: 'npz',
      });
    case 'pytorch': {
      const folder = await chooseFolder(asker, dialogs.exportPyTorch);
      return folder === null ? null : await freeFolder(join(folder, `${stem}-pytorch`));
    }
    default:
      return format satisfies never;
  }
}

/** The folder, or one with a number after its name: nothing that is there is written over. */
async function freeFolder(wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`;
    if (await isVacant(folder)) return folder;
  }
}

/**
 * The first file of a single-file format is called as was chosen, and what was there was asked about; a project's go into a
 * folder of their own.
 */
async function writeExport({ format, files }: ExportedModel, place: string): Promise<void> {
  if (format === 'pytorch') {
    await writeFolderAtomic(place, async (put) => {
      for (const { name, bytes } of files) await put(name, bytes);
    });
    return;
  }
  for (const [index, { name, bytes }] of files.entries()) {
    if (index === 0) await writeFileAtomic(place, bytes);
    else await writeFileKeeping(join(dirname(place), name), bytes);
  }
}

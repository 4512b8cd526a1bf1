import { dialog, type BrowserWindow } from 'electron';
import { basename } from 'node:path';
import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import type { DatasetFolder } from '../../engine/protocol/dataset-calls.ts';
import type { DatasetFormat, DatasetId } from '../../engine/protocol/datasets.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { ImportOptions } from '../../engine/protocol/imports.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { AppResults } from '../shared/contract.ts';
import type { ImportSource } from '../shared/dataset-calls.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import { isVacant, writeFolderAtomic } from './folders.ts';
import { ImportFiles } from './import-files.ts';
import type { ImporterProcess } from './importer-process.ts';
import type { AppHandlers } from './ipc.ts';
import type { OwnDatasets } from './own-datasets.ts';

/** The window's calls about data sets of the person's own: main has the paths, the importer and the engine do the work. */

interface DatasetDeskOptions {
  readonly engine: () => Promise<EngineClient>;
  readonly importer: ImporterProcess;
  readonly own: OwnDatasets;
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
  readonly onExportProgress: (done: number) => void;
}

type DatasetHandlers = Pick<
  AppHandlers,
  | 'ownDatasets'
  | 'removeDataset'
  | 'restoreDataset'
  | 'chooseImport'
  | 'previewImport'
  | 'runImport'
  | 'cancelImport'
  | 'keepPrepared'
  | 'keepCollected'
  | 'exportDatasetAs'
  | 'cancelExport'
>;

export class DatasetDesk {
  #files: ImportFiles | null = null;
  #importing: AbortController | null = null;
  #exporting: AbortController | null = null;

  constructor(private readonly options: DatasetDeskOptions) {}

  readonly handlers: DatasetHandlers = {
    ownDatasets: () => this.options.own.list(),
    removeDataset: async ({ id }: { id: DatasetId }) => {
      await this.options.own.remove(id);
      return undefined;
    },
    restoreDataset: async ({ id }: { id: DatasetId }) => {
      await this.options.own.restore(id);
      return undefined;
    },
    chooseImport: ({ what }) => this.#choose(what),
    previewImport: (options) => this.#import('preview', options),
    runImport: async (options) => {
      const { info, files, report } = await this.#import('run', options);
      await this.options.own.save({ info, files });
      return { info, report };
    },
    cancelImport: () => {
      this.#importing?.abort();
      return undefined;
    },
    keepPrepared: async (recipe) =>
      this.#keep(await (await this.options.engine()).call('prepareDataset', recipe)),
    keepCollected: async (collected) =>
      this.#keep(await (await this.options.engine()).call('classSetDataset', collected)),
    exportDatasetAs: ({ format }) => this.#export(format),
    cancelExport: () => {
      this.#exporting?.abort();
      return undefined;
    },
  };

  /** Files or folders that were dropped on the window are what is to be imported. */
  async take(paths: readonly string[]): Promise<ImportSource> {
    this.#importing?.abort();
    const files = await ImportFiles.list(paths);
    this.#files = files;
    return { name: files.name, files: files.list.length, bytes: files.bytes };
  }

  async #keep(made: DatasetFolder): Promise<DatasetInfo> {
    await this.options.own.save(made);
    return made.info;
  }

  async #choose(what: 'files' | 'folder'): Promise<AppResults['chooseImport']> {
    const { dialogs } = this.options.texts();
    const choice = await dialog.showOpenDialog(this.options.window(), {
      title: what === 'files' ? dialogs.importFiles : dialogs.importFolder,
      // No filter by the names' endings: the files of IDX data sets have none.
      properties: what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory'],
    });
    if (choice.canceled || choice.filePaths.length === 0) return { cancelled: true };
    return { cancelled: false, ...(await this.take(choice.filePaths)) };
  }

  /** One at a time: whatever is asked anew ends what was going on. */
  async #import<Name extends 'preview' | 'run'>(name: Name, options: ImportOptions) {
    const files = this.#files;
    if (!files) throw new EpochLabError('wrong-state', 'Choose first what to import.');
    this.#importing?.abort();
    const importing = new AbortController();
    this.#importing = importing;
    try {
      return await this.options.importer.ask(name, files, options, importing.signal);
    } finally {
      if (this.#importing === importing) {
        this.#importing = null;
        // What it has in memory is of no more use.
        if (name === 'run') this.options.importer.close();
      }
    }
  }

  async #export(format: DatasetFormat): Promise<AppResults['exportDatasetAs']> {
    const engine = await this.options.engine();
    const { dataset } = await engine.call('status');
    if (!dataset) throw new EpochLabError('wrong-state', 'No data set is open. Choose one first.');
    const choice = await dialog.showSaveDialog(this.options.window(), {
      title: this.options.texts().dialogs.exportDataset,
      defaultPath: `${safeName(dataset.name)}-${format}`,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (choice.canceled || !choice.filePath) return { cancelled: true };
    const exporting = new AbortController();
    this.#exporting = exporting;
    try {
      const files = await this.#write(engine, format, choice.filePath, exporting.signal);
      return { cancelled: false, fileName: basename(choice.filePath), files };
    } finally {
      if (this.#exporting === exporting) this.#exporting = null;
    }
  }

  async #write(
    engine: EngineClient,
    format: DatasetFormat,
    target: string,
    signal: AbortSignal,
  ): Promise<number> {
    if (!(await isVacant(target))) throw occupied(target);
    let written = 0;
    await writeFolderAtomic(target, async (put) => {
      for (let part = 0, isLast = false; !isLast; part++) {
        if (signal.aborted) throw new EpochLabError('cancelled', 'The export was cancelled.');
        const next = await engine.call('exportDataset', { format, part });
        ({ isLast } = next);
        for (const { name, bytes } of next.files) {
          await put(name, bytes);
          written++;
        }
        this.options.onExportProgress(next.done);
      }
    });
    return written;
  }
}

/** Nothing that is there is replaced, but for an empty folder. */
function occupied(path: string): EpochLabError {
  const file = basename(path);
  return new EpochLabError('file-unavailable', `“${file}” is there already. Choose another name.`, { file });
}

function safeName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'data-set';
}

import { MessageChannelMain, session, WebContentsView } from 'electron';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { ImportOptions, ImportProgress } from '../../engine/protocol/imports.ts';
import { connect, serve, type Client } from '../../engine/protocol/rpc.ts';
import { IMPORTER_PORTS_CHANNEL } from '../shared/importer-channel.ts';
import { fileCalls, type FileContract, type ImporterContract } from '../shared/importer-contract.ts';
import { IMPORTER_PAGE, serveApp } from './app-protocol.ts';
import type { Environment } from './environment.ts';
import type { ImportFiles } from './import-files.ts';
import { adaptMessagePort } from './message-ports.ts';
import { SilenceWatch } from './silence-watch.ts';

/**
 * The process in which foreign files are taken apart: a page that is never shown, in Chromium's sandbox, without Node,
 * network or anything else of this app. It gets the bytes of the files that were chosen, and gives back a data set. A
 * file that is too much for it costs only this process.
 */

/** So long may it say nothing at all: no answer, no progress, no question. */
const SILENCE_MS = 60_000;
const PARTITION = 'importer';

interface Opened {
  readonly view: WebContentsView;
  readonly client: Client<ImporterContract>;
}

export class ImporterProcess {
  #opened: Promise<Opened> | null = null;
  #files: ImportFiles | null = null;
  readonly #silence = new SilenceWatch(SILENCE_MS, () => this.close());

  constructor(
    private readonly environment: Environment,
    private readonly onProgress: (progress: ImportProgress) => void,
  ) {}

  /** @throws EpochLabError what the importer threw; `cancelled`; `disconnected` when its process failed. */
  async ask<Name extends 'preview' | 'run'>(
    name: Name,
    files: ImportFiles,
    options: ImportOptions,
    signal: AbortSignal,
  ): Promise<ImporterContract['results'][Name]> {
    this.#files = files;
    const { client } = await this.#ensure();
    const endWatch = this.#silence.begin();
    try {
      const source = { name: files.name, files: files.list, skipped: files.skipped };
      // Both take the same argument, which the compiler does not see of a name that may be either.
      const answer: unknown = await client.call(name as 'run', { source, options }, { signal });
      return answer as ImporterContract['results'][Name];
    } catch (thrown) {
      if (!(thrown instanceof EpochLabError) || thrown.code !== 'disconnected') throw thrown;
      const last = files.lastRead === null ? '' : ` The last file that it was given is “${files.lastRead}”.`;
      throw new EpochLabError(
        'bad-file',
        `${files.name}: reading it took too much time or memory, and was given up.${last} Nothing was changed.`,
        { file: files.lastRead ?? files.name },
      );
    } finally {
      endWatch();
    }
  }

  /** Ends the process; the next question starts another one. */
  close(): void {
    const opened = this.#opened;
    this.#opened = null;
    void opened?.then(
      ({ view, client }) => {
        client.close();
        view.webContents.close();
      },
      () => undefined,
    );
  }

  /** A start that failed is forgotten, so that the next question tries again. */
  #ensure(): Promise<Opened> {
    const opening = (this.#opened ??= this.#open());
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = null;
    });
    return opening;
  }

  async #open(): Promise<Opened> {
    const { developmentServer, importerPreload, page: pages } = this.environment;
    // In memory alone, and with nothing of the window's.
    const partition = session.fromPartition(PARTITION);
    if (!partition.protocol.isProtocolHandled('app')) serveApp(partition, pages);
    const view = new WebContentsView({
      webPreferences: {
        preload: importerPreload,
        session: partition,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        backgroundThrottling: false,
        spellcheck: false,
      },
    });
    const { webContents } = view;
    webContents.once('render-process-gone', () => this.close());
    const page = developmentServer ? new URL('importer/', developmentServer).href : IMPORTER_PAGE;
    await webContents.loadURL(page).catch((thrown: unknown) => {
      webContents.close();
      throw thrown;
    });

    const [calls, files] = [new MessageChannelMain(), new MessageChannelMain()];
    serve<FileContract>(adaptMessagePort(files.port2), fileCalls, {
      read: async ({ path }) => {
        this.#silence.heard();
        if (!this.#files) throw new EpochLabError('wrong-state', 'No files were chosen.');
        return await this.#files.read(path);
      },
    });
    const client = connect<ImporterContract>(adaptMessagePort(calls.port2));
    client.on('progress', (progress) => {
      this.#silence.heard();
      this.onProgress(progress);
    });
    webContents.postMessage(IMPORTER_PORTS_CHANNEL, null, [calls.port1, files.port1]);
    return { view, client };
  }
}

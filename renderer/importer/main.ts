import {
  importerCalls,
  type FileContract,
  type ImporterContract,
} from '../../electron/shared/importer-contract.ts';
import { IMPORTER_PORTS_CHANNEL } from '../../electron/shared/importer-channel.ts';
import { writeDatasetFolder } from '../../engine/data/dataset-folder.ts';
import { toDataset } from '../../engine/data/import/finish.ts';
import { importImages, previewImport } from '../../engine/data/import/import.ts';
import type { Source, Surroundings } from '../../engine/data/import/source.ts';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import {
  connect,
  serve,
  type Argument,
  type Client,
  type RpcPort,
  type Server,
} from '../../engine/protocol/rpc.ts';

/**
 * The importer: a page without a picture, in a sandbox, that takes foreign files apart. It runs the very code that the
 * command line runs, so that the same files give the same data set. (What this page needs of the DOM is declared here:
 * its code is the engine's, which sees none.)
 */

interface PagePort {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  addEventListener(type: 'close', listener: () => void): void;
  close(): void;
}

declare const window: {
  addEventListener(
    type: 'message',
    listener: (event: {
      readonly source: unknown;
      readonly data: unknown;
      readonly ports: readonly PagePort[];
    }) => void,
  ): void;
};
declare function setTimeout(action: () => void, delayMs: number): void;

const PROGRESS_INTERVAL_MS = 100;

window.addEventListener('message', ({ source, data, ports }) => {
  const [calls, files] = ports;
  if (source !== window || data !== IMPORTER_PORTS_CHANNEL || !calls || !files) return;
  const reader = connect<FileContract>(adapt(files));
  const server: Server<ImporterContract> = serve<ImporterContract>(adapt(calls), importerCalls, {
    preview: ({ source: given, options }, { signal }) =>
      previewImport(sourceOf(given, reader), options, surroundings(server, signal)),
    run: async ({ source: given, options }, { signal }) => {
      const imported = await importImages(sourceOf(given, reader), options, surroundings(server, signal));
      const dataset = await toDataset(imported, options, { split: true });
      const { report } = imported;
      return { info: dataset.info, files: await writeDatasetFolder(dataset, report), report };
    },
  });
});

function sourceOf(given: Argument<ImporterContract, 'run'>['source'], reader: Client<FileContract>): Source {
  return { ...given, read: (path) => reader.call('read', { path }) };
}

function surroundings(server: Server<ImporterContract>, signal: { readonly aborted: boolean }): Surroundings {
  let toldAt = 0;
  return {
    progress: (done, total) => {
      const now = performance.now();
      if (now - toldAt < PROGRESS_INTERVAL_MS) return;
      toldAt = now;
      server.emit('progress', { done, total });
    },
    breathe: async () => {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      if (signal.aborted) throw new EpochLabError('cancelled', 'The import was cancelled.');
    },
  };
}

function adapt(port: PagePort): RpcPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = (event) => listener(event.data);
    },
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  };
}

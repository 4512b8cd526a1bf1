import type { BrowserWindow } from 'electron';
import type { DocumentResults } from '../shared/document-calls.ts';
import type { CurrentDocument } from './document.ts';
import type { FileOpeners } from './file-openers.ts';
import type { FilesFromOutside } from './files-from-outside.ts';
import type { InterruptedWork } from './interrupted-work.ts';
import type { AppHandlers } from './ipc.ts';
import type { LastWindow } from './last-window.ts';
import type { Models } from './models.ts';
import type { SessionStore } from './session-store.ts';

interface Parts {
  readonly models: Models;
  readonly document: CurrentDocument;
  readonly interrupted: InterruptedWork;
  readonly session: SessionStore;
  readonly lastWindow: LastWindow;
  readonly window: () => BrowserWindow;
  readonly fromOutside: FilesFromOutside;
  readonly openers: FileOpeners;
}

/** Answers the calls of electron/shared/document-calls.ts. */
export function documentHandlers({
  models,
  document,
  interrupted,
  session,
  lastWindow,
  window,
  fromOutside,
  openers,
}: Parts): Pick<AppHandlers, keyof DocumentResults> {
  return {
    // From now on what is opened from outside replaces the starter, and not the other way round.
    openStarterModel: async () => (await fromOutside.firstModel(openers)) ?? (await models.openStarter()),
    openModel: () => models.openChosen(window()),
    saveModel: () => models.save(window()),
    saveModelAs: () => models.saveAs(window()),
    inspectModel: () => models.inspectChosen(window()),
    openInspected: ({ id }) => models.openInspected(id),
    importInspected: ({ id, network, settings }) => models.importInspected(id, network, settings),
    exportModel: ({ format }) => models.exportChosen(window(), format),
    document: () => document.state,
    keepSession: ({ session: text }) => {
      session.keep(text);
      return undefined;
    },
    session: () => lastWindow.take(),
    interruptedRuns: () => interrupted.list(),
    continueInterrupted: ({ id }) => interrupted.continue(id),
    discardInterrupted: async ({ id }) => {
      await interrupted.discard(id);
      return undefined;
    },
  };
}

import type { BrowserWindow } from 'electron';
import type { DocumentResults } from '../shared/document-calls.ts';
import type { CurrentDocument } from './document.ts';
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
}

/** Answers the calls of electron/shared/document-calls.ts, but for the first model of a start. */
export function documentHandlers({
  models,
  document,
  interrupted,
  session,
  lastWindow,
  window,
}: Parts): Pick<AppHandlers, Exclude<keyof DocumentResults, 'openStarterModel'>> {
  return {
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

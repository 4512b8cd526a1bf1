import { app, type BrowserWindow } from 'electron';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { ClassSets } from './class-sets.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import type { CurrentDocument } from './document.ts';
import { askBeforeClosing, type ClosingAnswer } from './file-dialogs.ts';
import type { Models } from './models.ts';
import type { RunKeeper } from './run-keeper.ts';
import type { Labs } from './labs.ts';
import type { SessionStore } from './session-store.ts';
import type { WorkKeeper } from './work-keeper.ts';

/** Closing the window: asks where there is work that is in no file, and leaves nothing behind that was not wanted. */

export interface ClosingOptions {
  readonly document: CurrentDocument;
  readonly texts: () => SharedTexts;
  readonly models: Models;
  readonly keeper: WorkKeeper;
  readonly runs: RunKeeper;
  readonly session: SessionStore;
  readonly classSets: ClassSets;
  readonly labs: Labs;
  readonly engine: () => Promise<EngineClient>;
  /** Told why saving failed; the window then stays. */
  readonly onProblem: (thrown: unknown) => void;
}

/** A last checkpoint, or a run that has just ended, is waited for so long. */
const LAST_WORK_MS = 2_000;

export function guardClosing(window: BrowserWindow, options: ClosingOptions): void {
  let isDecided = false;
  let isAsking = false;
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));
  window.on('close', (event) => {
    if (isDecided) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void decide(window, options)
      .then(
        (closes) => (isDecided = closes),
        (thrown: unknown) => options.onProblem(thrown),
      )
      .finally(() => {
        isAsking = false;
        if (isDecided && !window.isDestroyed()) window.close();
        // Preventing the closing has also called off the quitting.
        if (isDecided && isQuitting) app.quit();
        isQuitting = false;
      });
  });
}

/** @returns whether the window may close. */
async function decide(window: BrowserWindow, options: ClosingOptions): Promise<boolean> {
  if (!(await endWork(window, options))) return false;
  await patiently(Promise.all([options.classSets.settled(), options.labs.settled()]));
  return true;
}

/** @returns whether the window may close: as is asked, where there is anything to ask. */
async function endWork(window: BrowserWindow, options: ClosingOptions): Promise<boolean> {
  const { document, models, keeper, session } = options;
  const answer: ClosingAnswer = document.state.isSaved
    ? 'discard'
    : await askBeforeClosing({ window, texts: options.texts() }, document.hasOpenRun);
  switch (answer) {
    case 'cancel':
      return false;
    case 'save':
      if ((await models.save(window)).cancelled) return false;
      break;
    case 'keep-run':
      await keepRun(options);
      return true;
    case 'discard':
      break;
    default:
      return answer satisfies never;
  }
  await patiently(options.runs.settled());
  await keeper.end({ keepRun: false });
  await session.end();
  return true;
}

/** The run is offered at the next start, with the window as it is. */
async function keepRun({ engine, keeper, runs, session }: ClosingOptions): Promise<void> {
  const paused = engine().then((client) => client.call('pause'));
  // A run that is paused already, or an engine that is gone, has left its last checkpoint before.
  await patiently(paused.catch(() => undefined));
  await patiently(runs.settled());
  await session.settled();
  await keeper.end({ keepRun: true });
}

/** Waits for work to be done, but not for ever: a person who closes the window wants it gone. */
async function patiently(work: Promise<unknown>): Promise<void> {
  const tooLong = new Promise<void>((resolve) => setTimeout(resolve, LAST_WORK_MS));
  await Promise.race([work, tooLong]);
}

import { screen } from 'electron';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { guardClosing } from './closing.ts';
import { showDocument } from './document-title.ts';
import type { Environment } from './environment.ts';
import { describe, type Log } from './log.ts';
import type { Parts } from './parts.ts';
import { recoverWindow } from './window-recovery.ts';
import { followWindow, usableState } from './window-state.ts';
import { createWindow, loadPage } from './window.ts';

/** Opens the window where it was last, with all that watches over it. Resolves when it has its first picture. */
export async function openMainWindow(environment: Environment, parts: Parts, log: Log): Promise<void> {
  const { settings, link, texts, document, lastWindow } = parts;
  const state = usableState(
    settings.current.window,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = createWindow(environment, state);
  followWindow(window, (now) => {
    void settings.change({ window: now }).catch((error: unknown) => log('main', describe(error)));
  });
  link.attach(window);
  recoverWindow(window, log, texts);
  lastWindow.watch(window);
  showDocument(window, document, texts());
  guardClosing(window, {
    document,
    texts,
    models: parts.models,
    keeper: parts.workKeeper,
    runs: parts.keeper,
    session: parts.session,
    classSets: parts.classSets,
    labs: parts.labs,
    engine: parts.engine,
    onProblem: (thrown) => link.send('notSaved', { message: toEpochLabError(thrown).message }),
  });
  const drawn = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()));
  await loadPage(window, environment);
  await drawn;
}

import type { AppEvents, DropResult } from '../../electron/shared/contract.ts';
import { text } from '../i18n/index.ts';
import { dropOnApp } from './bridge.ts';
import type { Collection } from './collect.svelte.ts';
import type { Imports } from './imports.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Place } from './place.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import type { Starts } from './starts.svelte.ts';
import type { Workbook } from './workbook.svelte.ts';

/** Whose the files are that are dropped on the window. */
export interface DropSurroundings {
  readonly place: Place;
  readonly collect: Collection;
  readonly imports: Imports;
  readonly runs: Runs;
  readonly starts: Starts;
  readonly workbook: Workbook;
  readonly notices: Notices;
}

/** Opens what was dropped on the window, and goes where it can be seen. */
export async function openDropped(lab: DropSurroundings, files: readonly File[]): Promise<void> {
  try {
    await show(lab, await dropOnApp(files));
  } catch (thrown) {
    lab.notices.showError(text.window.notDropped, thrown);
  }
}

/** Shows what main has opened because the system asked for it. */
export async function showOpened(lab: DropSurroundings, opened: AppEvents['openedFile']): Promise<void> {
  try {
    if (opened.kind === 'refused') lab.notices.show('bad', text.window.notOpened, opened.message);
    else await show(lab, opened);
  } catch (thrown) {
    lab.notices.showError(text.window.notOpened, thrown);
  }
}

async function show(lab: DropSurroundings, opened: DropResult): Promise<void> {
  switch (opened.kind) {
    case 'model':
      // Main tells of it as of one that was double-clicked.
      return;
    case 'lab':
      await lab.workbook.take(opened.opened);
      return;
    case 'start':
      await lab.starts.take(opened);
      lab.notices.show('good', text.labs.startOpened(opened.fileName));
      return;
    case 'reference':
      lab.runs.onKept(opened.run);
      lab.place.go('runs');
      return;
    case 'class-set':
      lab.place.go('collect');
      await lab.collect.add(opened.read);
      return;
    case 'dataset':
      lab.place.go('data');
      await lab.imports.take(opened.source);
      return;
    default:
      return opened satisfies never;
  }
}

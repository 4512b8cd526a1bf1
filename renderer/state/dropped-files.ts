import { text } from '../i18n/index.ts';
import { dropOnApp } from './bridge.ts';
import type { Imports } from './imports.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Place } from './place.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import type { Starts } from './starts.svelte.ts';
import type { Workbook } from './workbook.svelte.ts';

/** Whose the files are that are dropped on the window. */
export interface DropSurroundings {
  readonly place: Place;
  readonly imports: Imports;
  readonly runs: Runs;
  readonly starts: Starts;
  readonly workbook: Workbook;
  readonly notices: Notices;
}

/** Opens what was dropped on the window, and goes where it can be seen. */
export async function openDropped(lab: DropSurroundings, files: readonly File[]): Promise<void> {
  try {
    const dropped = await dropOnApp(files);
    switch (dropped.kind) {
      case 'model':
        // Main tells of it as of one that was double-clicked.
        return;
      case 'lab':
        await lab.workbook.take(dropped.opened);
        return;
      case 'start':
        await lab.starts.take(dropped);
        lab.notices.show('good', text.labs.startOpened(dropped.fileName));
        return;
      case 'reference':
        lab.runs.onKept(dropped.run);
        lab.place.go('runs');
        return;
      case 'dataset':
        lab.place.go('data');
        await lab.imports.take(dropped.source);
        return;
      default:
        return dropped satisfies never;
    }
  } catch (thrown) {
    lab.notices.showError(text.window.notDropped, thrown);
  }
}

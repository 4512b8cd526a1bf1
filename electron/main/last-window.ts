import type { BrowserWindow } from 'electron';
import type { KeptSession } from '../shared/document-calls.ts';
import type { SessionStore } from './session-store.ts';

/** Why a page that is being loaded begins with what another one has left. */
export class LastWindow {
  #because: KeptSession['because'];

  constructor(
    private readonly session: SessionStore,
    because: KeptSession['because'],
  ) {
    this.#because = because;
  }

  watch(window: BrowserWindow): void {
    window.webContents.on('render-process-gone', () => (this.#because = 'window-lost'));
  }

  /** Asked once by each page. */
  take(): KeptSession {
    const because = this.#because;
    this.#because = 'reload';
    return { session: because === 'nothing' ? null : this.session.current, because };
  }
}

import type { BrowserWindow } from 'electron';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import type { AppEvents, EngineProcessState } from '../shared/contract.ts';
import type { EngineProcess } from './engine-process.ts';
import { sendAppEvent } from './ipc.ts';

/**
 * The window as the rest of main sees it: there or not, its page listening or not. A page listens from its
 * call `connectEngine` until it is reloaded or dies.
 */
export class WindowLink {
  #window: BrowserWindow | null = null;
  #listening = false;

  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** @throws EpochLabError `wrong-state` when the window is closed. */
  present(): BrowserWindow {
    if (!this.#window) throw new EpochLabError('wrong-state', 'The window is closed.');
    return this.#window;
  }

  attach(window: BrowserWindow): void {
    this.#window = window;
    const stopListening = () => (this.#listening = false);
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) stopListening();
    });
    window.webContents.on('render-process-gone', stopListening);
    window.once('closed', () => {
      stopListening();
      this.#window = null;
    });
  }

  /** The page asked for the engine: it gets it now, and again whenever there is a new one. */
  connect(state: EngineProcessState, process: EngineProcess | null): void {
    this.#listening = true;
    this.engineChanged(state, process);
  }

  /** Tells a listening page about the engine, and hands it a port to one that is ready. */
  engineChanged(state: EngineProcessState, process: EngineProcess | null): void {
    if (!this.#window || !this.#listening) return;
    sendAppEvent(this.#window.webContents, 'engine', state);
    process?.openFor(this.#window.webContents);
  }

  send<Name extends keyof AppEvents>(name: Name, payload: AppEvents[Name]): void {
    if (this.#window) sendAppEvent(this.#window.webContents, name, payload);
  }

  /** Brings the window to the front. */
  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.show();
    this.#window?.focus();
  }
}

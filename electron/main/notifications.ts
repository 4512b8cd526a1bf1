import { Notification, type BrowserWindow } from 'electron';

/** Tells a person who is doing something else that a run has ended. A click brings the window back. */
export class Notifications {
  /** Held until it is gone, or its click would never be heard. */
  #shown: Notification | null = null;

  constructor(
    private readonly window: () => BrowserWindow | null,
    private readonly focus: () => void,
  ) {}

  /** @returns whether it was shown: not to somebody who looks at the window, nor where the system has none. */
  show(words: { readonly title: string; readonly body: string }): boolean {
    const window = this.window();
    if (!window || window.isFocused() || !Notification.isSupported()) return false;
    this.#shown?.close();
    const notification = new Notification(words);
    notification.on('click', this.focus);
    notification.show();
    this.#shown = notification;
    window.flashFrame(true);
    window.once('focus', () => window.flashFrame(false));
    return true;
  }
}

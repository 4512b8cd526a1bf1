import { themeSchema, type Preferences, type Theme } from '../../electron/shared/contract.ts';
import { askApp } from './bridge.ts';

/** Below this the pad would leave too little room for the place beside it, in pixels. */
const ROOM_FOR_PAD = '(min-width: 960px)';

/** How the window looks: its theme, and whether the pad stands beside the place. */
export class Appearance {
  theme = $state<Theme>('system');
  /** Counts up whenever colours change, for pictures that are drawn with them. */
  version = $state(0);
  isPadOpen = $state(true);

  constructor() {
    const room = window.matchMedia(ROOM_FOR_PAD);
    this.isPadOpen = room.matches;
    room.addEventListener('change', () => (this.isPadOpen = room.matches));
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.version++);
  }

  async load(): Promise<void> {
    const preferences = await askApp('preferences').catch(() => null);
    if (preferences) this.take(preferences);
  }

  /** The next of system, light, dark. */
  async switchTheme(): Promise<void> {
    const themes = themeSchema.options;
    const theme = themes[(themes.indexOf(this.theme) + 1) % themes.length] ?? 'system';
    await this.setTheme(theme);
  }

  async setTheme(theme: Theme): Promise<void> {
    this.#apply(theme);
    const preferences = await askApp('setTheme', { theme }).catch(() => null);
    if (preferences) this.take(preferences);
  }

  togglePad(): void {
    this.isPadOpen = !this.isPadOpen;
  }

  /** Puts into effect what main has remembered. */
  take(preferences: Preferences): void {
    this.#apply(preferences.theme);
  }

  #apply(theme: Theme): void {
    this.theme = theme;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    this.version++;
  }
}

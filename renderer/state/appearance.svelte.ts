import {
  themeSchema,
  type PreferenceChanges,
  type Preferences,
  type Theme,
} from '../../electron/shared/contract.ts';
import type { Language } from '../../electron/shared/languages.ts';
import { locale, speak } from '../i18n/index.ts';
import { askApp } from './bridge.ts';

/** Below this the pad would leave too little room for the place beside it, in pixels. */
const ROOM_FOR_PAD = '(min-width: 960px)';

/** A rem at 100 %, in pixels. */
export const ROOT_PX = 16;
export type PadMode = 'docked' | 'floating' | 'full';

/** How the window looks and speaks, and whether the pad stands beside the place. */
export class Appearance {
  theme = $state<Theme>('system');
  language = $state<Language>('system');
  /** Large type and thick lines, for a class that looks from the back row. */
  isProjector = $state(false);
  /** Sizes that a person has given to panels, in pixels at 100 %. */
  panels = $state.raw<Readonly<Record<string, number>>>({});
  /** Counts up whenever colours, sizes or words change, for pictures that are drawn with them. */
  version = $state(0);
  isPadOpen = $state(true);
  isPaletteOpen = $state(false);
  platform = $state<Preferences['platform']>('linux');
  /** Beside the place, over it where it was moved to, or instead of everything, for a projector. */
  padMode = $state<PadMode>('docked');

  constructor() {
    const room = window.matchMedia(ROOM_FOR_PAD);
    this.isPadOpen = room.matches;
    let before = true;
    room.addEventListener('change', () => {
      // With room again it is as it was while there was room.
      if (!room.matches) before = this.isPadOpen;
      // What fills the window leaves nothing beside it that would want room.
      if (this.padMode === 'full' && this.isPadOpen) return;
      this.isPadOpen = room.matches && before;
    });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.version++);
  }

  async load(): Promise<void> {
    const preferences = await askApp('preferences').catch(() => null);
    if (preferences) await this.take(preferences);
  }

  /** The next of system, light, dark. */
  async switchTheme(): Promise<void> {
    const themes = themeSchema.options;
    const theme = themes[(themes.indexOf(this.theme) + 1) % themes.length] ?? 'system';
    await this.setTheme(theme);
  }

  async setTheme(theme: Theme): Promise<void> {
    this.#apply(theme, this.isProjector);
    await this.#change({ theme });
  }

  async setLanguage(language: Language): Promise<void> {
    await this.#change({ language });
  }

  async setProjector(projector: boolean): Promise<void> {
    this.#apply(this.theme, projector);
    await this.#change({ projector });
  }

  /** A panel's width as a person has set it, as CSS; undefined where nobody has. */
  widthOf(panel: string): string | undefined {
    const pixels = this.panels[panel];
    return pixels === undefined ? undefined : `${pixels / ROOT_PX}rem`;
  }

  /** @param pixels at 100 %; null goes back to what the window chooses by itself. */
  setWidth(panel: string, pixels: number | null): void {
    const { [panel]: _, ...others } = this.panels;
    this.panels = pixels === null ? others : { ...others, [panel]: Math.round(pixels) };
  }

  /** Remembers the panels for the next start: when a person has let go. */
  async keepWidths(): Promise<void> {
    await askApp('changePreferences', { panels: { ...this.panels } }).catch(() => null);
  }

  togglePad(): void {
    this.isPadOpen = !this.isPadOpen;
  }

  /** A pad that fills the window gives way to what is to be seen beneath it. */
  uncover(): void {
    if (this.isPadOpen && this.padMode === 'full') this.padMode = 'docked';
  }

  /** Puts into effect what main has remembered. */
  async take(preferences: Preferences): Promise<void> {
    this.language = preferences.language;
    this.panels = preferences.panels;
    this.platform = preferences.platform;
    this.#apply(preferences.theme, preferences.projector);
    await speak(preferences.locale);
    document.documentElement.lang = locale();
    this.version++;
  }

  /** Main remembers it, and tells what is in effect then. */
  async #change(changes: PreferenceChanges): Promise<void> {
    const preferences = await askApp('changePreferences', changes).catch(() => null);
    if (preferences) await this.take(preferences);
  }

  #apply(theme: Theme, isProjector: boolean): void {
    this.theme = theme;
    this.isProjector = isProjector;
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    if (isProjector) dataset['projector'] = '';
    else delete dataset['projector'];
    this.version++;
  }
}

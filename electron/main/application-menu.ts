import { app, Menu } from 'electron';
import { commands, type Command } from '../shared/commands.ts';
import type { PreferenceChanges } from '../shared/contract.ts';
import { sharedTexts } from '../shared/text/index.ts';
import { menuTemplate } from './menu.ts';
import type { AppPreferences } from './preferences.ts';
import type { RecentFiles } from './recent-files.ts';
import type { WindowLink } from './window-link.ts';
import { zoom } from './zoom.ts';

interface ApplicationMenuOptions {
  readonly development: boolean;
  readonly link: WindowLink;
  readonly preferences: AppPreferences;
  readonly recent: RecentFiles;
  readonly openRecent: (path: string) => void;
  /** Told why a preference could not be kept. */
  readonly onProblem: (thrown: unknown) => void;
}

/** The application's menu: what it says, by the preferences of the moment, and what a click does. */
export class ApplicationMenu {
  #disabled: readonly Command[] = [];

  constructor(private readonly options: ApplicationMenuOptions) {}

  /** Makes it anew: an item's words, and the recent files, cannot be changed in a menu that is there. */
  show(): void {
    const { development, link, preferences, recent, openRecent } = this.options;
    const { theme, language, locale } = preferences.current;
    const template = menuTemplate(
      {
        platform: process.platform,
        development,
        theme,
        language,
        texts: sharedTexts(locale),
        recent: recent.paths,
      },
      {
        command: (command) => link.send('command', command),
        zoom: (direction) => link.window && zoom(link.window.webContents, direction),
        setTheme: (theme) => this.#change({ theme }),
        setLanguage: (language) => this.#change({ language }),
        showAbout: () => app.showAboutPanel(),
        openRecent,
        clearRecent: () => recent.clear(),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    this.#showAvailable();
  }

  /** @param disabled the commands that are of no use at the moment, as the window says. */
  disable(disabled: readonly Command[]): void {
    this.#disabled = disabled;
    this.#showAvailable();
  }

  #showAvailable(): void {
    for (const command of commands) {
      const item = Menu.getApplicationMenu()?.getMenuItemById(command);
      if (item) item.enabled = !this.#disabled.includes(command);
    }
  }

  #change(changes: PreferenceChanges): void {
    void this.options.preferences.change(changes).catch(this.options.onProblem);
  }
}

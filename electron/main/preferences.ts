import { app, nativeTheme } from 'electron';
import type { PreferenceChanges, Preferences } from '../shared/contract.ts';
import { resolveLocale, type Language } from '../shared/languages.ts';
import type { Settings } from './settings.ts';

/** The settings that the person sees, put into effect and remembered. */
export class AppPreferences {
  /** @param onChange told after every change. */
  constructor(
    private readonly settings: Settings,
    private readonly onChange: (preferences: Preferences) => void,
    /** The class's language, for whoever has not chosen one. */
    private readonly classLanguage: Language | null = null,
  ) {
    nativeTheme.themeSource = settings.current.theme;
  }

  get current(): Preferences {
    const { theme, language, projector, panels } = this.settings.current;
    return {
      theme,
      language,
      locale: resolveLocale(
        language === 'system' ? (this.classLanguage ?? language) : language,
        app.getPreferredSystemLanguages(),
      ),
      projector,
      panels,
      appVersion: app.getVersion(),
      platform: platform(),
    };
  }

  /** @throws EpochLabError `file-unavailable` when the choice could not be kept; it is in effect all the same. */
  async change(changes: PreferenceChanges): Promise<Preferences> {
    if (changes.theme) nativeTheme.themeSource = changes.theme;
    const written = this.settings.change(changes);
    this.onChange(this.current);
    await written;
    return this.current;
  }
}

function platform(): Preferences['platform'] {
  const { platform } = process;
  // Other Unix systems look and behave like Linux.
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

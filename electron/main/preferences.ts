import { app, nativeTheme } from 'electron';
import type { Preferences, Theme } from '../shared/contract.ts';
import type { Settings } from './settings.ts';

/** The settings that the person sees, put into effect and remembered. */
export class AppPreferences {
  /** @param onChange told after every change. */
  constructor(
    private readonly settings: Settings,
    private readonly onChange: (preferences: Preferences) => void,
  ) {
    nativeTheme.themeSource = settings.current.theme;
  }

  get current(): Preferences {
    return {
      theme: this.settings.current.theme,
      appVersion: app.getVersion(),
      platform: platform(),
    };
  }

  /** @throws EpochLabError `file-unavailable` when the choice could not be kept; it is in effect all the same. */
  async setTheme(theme: Theme): Promise<Preferences> {
    nativeTheme.themeSource = theme;
    const written = this.settings.change({ theme });
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

import { plural } from './words.ts';

/** In English: what a desktop application has besides its places. */

export const window = {
  palette: 'Command palette',
  paletteSearch: 'Type a command',
  paletteNone: 'No command matches.',
  paletteCount: (count: number) => plural(count, 'command', 'commands'),
  go: (place: string) => `Go to ${place}`,
  theme: (theme: string) => `Theme: ${theme}`,
  language: (language: string) => `Language: ${language}`,
  languageSystem: 'as the system',
  railWidth: 'Width of the list of places',
  padWidth: 'Width of the drawing pad',
  settingsWidth: 'Width of the settings',
  separatorHint: 'Drag, or use the arrow keys. Double-click or Home goes back to the usual width.',
  drop: 'Drop it here: a model, images or a table, a class set, a lab, a “start here” file, or a reference curve',
  notOpened: 'The file could not be opened',
  notDropped: 'What was dropped could not be opened',
} as const;

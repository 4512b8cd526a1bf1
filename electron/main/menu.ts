import type { MenuItemConstructorOptions } from 'electron';
import { basename, dirname } from 'node:path';
import { commandKeys, type Command } from '../shared/commands.ts';
import { languageNames, languageSchema, type Language } from '../shared/languages.ts';
import { themeSchema, type Theme } from '../shared/contract.ts';
import type { SharedTexts } from '../shared/text/index.ts';

/** The application menu, in each platform's order. What happens on a click is decided elsewhere. */

export interface MenuActions {
  readonly command: (command: Command) => void;
  readonly zoom: (direction: 'in' | 'out' | 'reset') => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
  readonly showAbout: () => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
}

export interface MenuState {
  readonly platform: NodeJS.Platform;
  readonly development: boolean;
  readonly theme: Theme;
  readonly language: Language;
  readonly texts: SharedTexts;
  /** Paths of model files, the newest first. */
  readonly recent: readonly string[];
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

export function menuTemplate(state: MenuState, actions: MenuActions): Item[] {
  const mac = state.platform === 'darwin';
  const { menus, commands } = state.texts;

  /** Its id is the command, so that the window can say when it is of no use. */
  const item = (command: Command): Item => ({
    id: command,
    label: commands[command],
    ...(commandKeys[command] !== null && { accelerator: commandKeys[command] }),
    click: () => actions.command(command),
  });
  const items = (...names: Command[]): Item[] => names.map(item);

  const fileMenu: Item = {
    label: menus.file,
    submenu: [
      item('open-model'),
      recentMenu(state, actions),
      item('inspect-model'),
      separator,
      ...items('save-model', 'save-model-as'),
      { label: menus.export, submenu: items('export-onnx', 'export-npz', 'export-pytorch') },
      separator,
      mac ? { role: 'close', label: menus.close } : { role: 'quit', label: menus.quit },
    ],
  };
  const editMenu: Item = {
    label: menus.edit,
    submenu: [
      { role: 'undo', label: menus.undo },
      { role: 'redo', label: menus.redo },
      separator,
      { role: 'cut', label: menus.cut },
      { role: 'copy', label: menus.copy },
      { role: 'paste', label: menus.paste },
      { role: 'selectAll', label: menus.selectAll },
      separator,
      item('clear-pad'),
    ],
  };
  const runMenu: Item = {
    label: menus.run,
    submenu: items('train', 'pause', 'step', 'to-epoch-end', 'stop'),
  };
  const goMenu: Item = {
    label: menus.go,
    submenu: items(
      ...(['go-data', 'go-collect', 'go-network', 'go-train'] as const),
      ...(['go-results', 'go-explain', 'go-runs', 'go-labs'] as const),
    ),
  };

  return [
    ...(mac ? [macAppMenu] : []),
    fileMenu,
    editMenu,
    runMenu,
    viewMenu(state, actions, items('palette'), items('toggle-pad', 'toggle-projector')),
    goMenu,
    ...(mac ? [{ role: 'windowMenu' } satisfies Item] : []),
    helpMenu(state, actions, items('guide', 'licences')),
  ];
}

function recentMenu({ recent, texts }: MenuState, { openRecent, clearRecent }: MenuActions): Item {
  return {
    label: texts.menus.openRecent,
    enabled: recent.length > 0,
    submenu: [
      ...recent.map((path): Item => ({
        // A single & would underline the letter after it.
        label: basename(path).replaceAll('&', '&&'),
        sublabel: dirname(path),
        click: () => openRecent(path),
      })),
      separator,
      { label: texts.menus.clearRecent, click: () => clearRecent() },
    ],
  };
}

const macAppMenu: Item = {
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' },
  ],
};

function viewMenu(state: MenuState, actions: MenuActions, first: Item[], panels: Item[]): Item {
  const { menus } = state.texts;
  const themeNames: Record<Theme, string> = {
    system: menus.asSystem,
    light: menus.light,
    dark: menus.dark,
  };
  const themeItem = (theme: Theme): Item => ({
    id: `theme-${theme}`,
    label: themeNames[theme],
    type: 'radio',
    checked: theme === state.theme,
    click: () => actions.setTheme(theme),
  });
  const languageItem = (language: Language): Item => ({
    id: `language-${language}`,
    label: language === 'system' ? menus.asSystem : languageNames[language],
    type: 'radio',
    checked: language === state.language,
    click: () => actions.setLanguage(language),
  });
  const forDevelopers: Item[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: menus.view,
    submenu: [
      ...first,
      separator,
      ...panels,
      separator,
      { label: menus.zoomIn, accelerator: 'CmdOrCtrl+Plus', click: () => actions.zoom('in') },
      // The same key without Shift.
      {
        label: menus.zoomIn,
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => actions.zoom('in'),
      },
      { label: menus.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => actions.zoom('out') },
      { label: menus.actualSize, accelerator: 'CmdOrCtrl+0', click: () => actions.zoom('reset') },
      separator,
      { label: menus.theme, submenu: themeSchema.options.map(themeItem) },
      { label: menus.language, submenu: languageSchema.options.map(languageItem) },
      separator,
      { role: 'togglefullscreen', label: menus.fullScreen },
      ...(state.development ? forDevelopers : []),
    ],
  };
}

function helpMenu(
  { platform, texts: { menus } }: MenuState,
  { showAbout }: MenuActions,
  pages: Item[],
): Item {
  const about: Item[] = [separator, { label: menus.about, click: showAbout }];
  // On macOS it is in the app's own menu.
  return { role: 'help', label: menus.help, submenu: [...pages, ...(platform === 'darwin' ? [] : about)] };
}

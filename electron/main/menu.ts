import type { MenuItemConstructorOptions } from 'electron';
import type { Command, Theme } from '../shared/contract.ts';

/** The application menu, in each platform's order. What happens on a click is decided elsewhere. */

export interface MenuActions {
  readonly command: (command: Command) => void;
  readonly zoom: (direction: 'in' | 'out' | 'reset') => void;
  readonly setTheme: (theme: Theme) => void;
  readonly showAbout: () => void;
}

export interface MenuState {
  readonly platform: NodeJS.Platform;
  readonly development: boolean;
  readonly theme: Theme;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

export function menuTemplate(state: MenuState, actions: MenuActions): Item[] {
  const mac = state.platform === 'darwin';
  return [
    ...(mac ? [macAppMenu] : []),
    fileMenu(mac, actions),
    editMenu(actions),
    runMenu(actions),
    viewMenu(state, actions),
    ...(mac ? [{ role: 'windowMenu' } satisfies Item] : []),
    helpMenu(mac, actions),
  ];
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

function fileMenu(mac: boolean, { command }: MenuActions): Item {
  return {
    label: '&File',
    submenu: [
      { label: '&Open Model…', accelerator: 'CmdOrCtrl+O', click: () => command('open-model') },
      { label: '&Save Model…', accelerator: 'CmdOrCtrl+S', click: () => command('save-model') },
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
}

function editMenu({ command }: MenuActions): Item {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      { label: 'Clear &Drawing', accelerator: 'CmdOrCtrl+D', click: () => command('clear-pad') },
    ],
  };
}

function runMenu({ command }: MenuActions): Item {
  return {
    label: '&Run',
    submenu: [
      { label: '&Train', accelerator: 'F5', click: () => command('train') },
      { label: '&Pause or Resume', accelerator: 'F6', click: () => command('pause') },
      { label: '&Stop', accelerator: 'Shift+F5', click: () => command('stop') },
    ],
  };
}

function viewMenu({ development, theme }: MenuState, actions: MenuActions): Item {
  const themeItem = (value: Theme, label: string): Item => ({
    id: `theme-${value}`,
    label,
    type: 'radio',
    checked: value === theme,
    click: () => actions.setTheme(value),
  });
  const forDevelopers: Item[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      { label: 'Zoom &In', accelerator: 'CmdOrCtrl+Plus', click: () => actions.zoom('in') },
      // The same key without Shift.
      {
        label: 'Zoom In',
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => actions.zoom('in'),
      },
      { label: 'Zoom &Out', accelerator: 'CmdOrCtrl+-', click: () => actions.zoom('out') },
      { label: '&Actual Size', accelerator: 'CmdOrCtrl+0', click: () => actions.zoom('reset') },
      separator,
      {
        label: '&Theme',
        submenu: [
          themeItem('system', 'As the &System'),
          themeItem('light', '&Light'),
          themeItem('dark', '&Dark'),
        ],
      },
      separator,
      { role: 'togglefullscreen' },
      ...(development ? forDevelopers : []),
    ],
  };
}

function helpMenu(mac: boolean, { showAbout }: MenuActions): Item {
  const about: Item = { label: '&About Epoch Lab', click: showAbout };
  // On macOS it is in the app's own menu.
  return { role: 'help', label: '&Help', submenu: mac ? [] : [about] };
}

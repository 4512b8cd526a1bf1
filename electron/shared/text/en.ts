import type { Command } from '../commands.ts';

/**
 * What is said in English outside of the page: menus and the system's dialogs. The names of commands are in the
 * page's palette too. An "&" stands before the letter that chooses a menu item.
 */
export const en = {
  commands: {
    'open-model': '&Open Model…',
    'save-model': '&Save Model…',
    'clear-pad': 'Clear &Drawing',
    train: '&Train',
    pause: '&Pause or Resume',
    stop: '&Stop',
    palette: '&Command Palette…',
    'go-data': '&Data',
    'go-collect': '&Collect',
    'go-network': '&Network',
    'go-train': '&Train',
    'go-results': '&Results',
    'go-runs': 'R&uns',
    'toggle-pad': 'Drawing &Pad',
    'toggle-projector': 'Pro&jector Mode',
  } satisfies Record<Command, string>,

  menus: {
    file: '&File',
    edit: '&Edit',
    run: '&Run',
    view: '&View',
    go: '&Go',
    help: '&Help',
    theme: '&Theme',
    language: '&Language',
    asSystem: 'As the &System',
    light: '&Light',
    dark: '&Dark',
    zoomIn: 'Zoom &In',
    zoomOut: 'Zoom &Out',
    actualSize: '&Actual Size',
    about: '&About Epoch Lab',
    undo: '&Undo',
    redo: '&Redo',
    cut: 'Cu&t',
    copy: '&Copy',
    paste: '&Paste',
    selectAll: 'Select &All',
    quit: '&Quit',
    close: '&Close',
    fullScreen: '&Full Screen',
  },

  dialogs: {
    saveExport: 'Save',
    curveFiles: 'Epoch Lab curve',
    openCurve: 'Open a reference curve',
    saveCurve: 'Save the curve as a reference',
    modelFiles: 'Epoch Lab model',
    openModel: 'Open model',
    saveModel: 'Save model',
    replaceQuestion: (file: string) => `“${file}” is there already. Replace it?`,
    replace: 'Replace',
    cancel: 'Cancel',
    windowStopped: 'The window of Epoch Lab stopped unexpectedly, twice within a minute.',
    windowStoppedDetail: 'What was being trained is still there, and goes on as long as Epoch Lab is open.',
    showAgain: 'Show the Window Again',
    quit: 'Quit',
  },
};

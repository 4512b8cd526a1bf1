/**
 * The commands that have a place in the menus, with their keys; null where there are none. A new one gets its line
 * here, its name in electron/shared/text, its place in electron/main/menu.ts, and what it does where the window
 * registers it (renderer/state/commands.svelte.ts). The command palette then has it too.
 */
export const commandKeys = {
  'open-model': 'CmdOrCtrl+O',
  'inspect-model': null,
  'save-model': 'CmdOrCtrl+S',
  'save-model-as': 'CmdOrCtrl+Shift+S',
  'export-onnx': null,
  'export-npz': null,
  'export-pytorch': null,
  'clear-pad': 'CmdOrCtrl+D',
  train: 'F5',
  pause: 'F6',
  step: 'F7',
  'to-epoch-end': 'F8',
  stop: 'Shift+F5',
  palette: 'CmdOrCtrl+K',
  'go-data': 'CmdOrCtrl+1',
  'go-collect': null,
  'go-network': 'CmdOrCtrl+2',
  'go-train': 'CmdOrCtrl+3',
  'go-results': 'CmdOrCtrl+4',
  'go-explain': 'CmdOrCtrl+5',
  'go-runs': 'CmdOrCtrl+6',
  'go-labs': 'CmdOrCtrl+7',
  'toggle-pad': 'CmdOrCtrl+Shift+D',
  'toggle-projector': 'CmdOrCtrl+Shift+P',
  guide: 'F1',
  licences: null,
} as const satisfies Record<string, string | null>;

export type Command = keyof typeof commandKeys;

export const commands = Object.keys(commandKeys) as readonly Command[];

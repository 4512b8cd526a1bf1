import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLASS_SET_EXTENSION } from '../../engine/protocol/class-sets.ts';
import { START_EXTENSION } from './start-file.ts';

/** Files that the system asks to open, by a double-click or on the command line: whose they are, by their ending. */

/** Markdown for whoever writes one; under the other name a double-click opens it here. */
export const LAB_EXTENSIONS = ['md', 'epochlab-lab'] as const;
export const REFERENCE_EXTENSION = 'json';
export const HAND_IN_EXTENSION = 'epochlab-handin';

type OpenableKind = 'model' | 'lab' | 'start' | 'class-set' | 'reference' | 'hand-in';

const kinds: Readonly<Record<OpenableKind, readonly string[]>> = {
  model: ['safetensors', 'onnx'],
  lab: LAB_EXTENSIONS,
  start: [START_EXTENSION],
  'class-set': [CLASS_SET_EXTENSION],
  reference: [REFERENCE_EXTENSION],
  'hand-in': [HAND_IN_EXTENSION],
};

/** @returns null for a file that is none of the app's own: it may hold images. */
export function kindOf(path: string): OpenableKind | null {
  const extension = extname(path).slice(1).toLowerCase();
  const found = Object.entries(kinds).find(([, extensions]) => extensions.includes(extension));
  return found ? (found[0] as OpenableKind) : null;
}

/** The files of the app's own among a command line's arguments: a file manager names all that were chosen. */
export function filesToOpen(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && kindOf(argument) !== null)
    .flatMap((named) => (named.startsWith('file:') ? pathOf(named) : resolve(folder, named)));
}

/** So do the file managers of Linux name them; one on another computer is no file here. */
function pathOf(address: string): string[] {
  try {
    return [fileURLToPath(address)];
  } catch {
    return [];
  }
}

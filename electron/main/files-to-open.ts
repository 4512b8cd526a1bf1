import { extname, resolve } from 'node:path';

/** Files that the system asks to open, by a double-click or on the command line. */

const EXTENSIONS = ['.safetensors', '.onnx'];

export function isModelPath(path: string): boolean {
  return EXTENSIONS.includes(extname(path).toLowerCase());
}

/** The model file among a command line's arguments; null where there is none. */
export function fileToOpen(argv: readonly string[], folder: string): string | null {
  const path = argv.slice(1).findLast((argument) => !argument.startsWith('-') && isModelPath(argument));
  return path === undefined ? null : resolve(folder, path);
}

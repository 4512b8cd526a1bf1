import { dirname, resolve, sep } from 'node:path';

/** What says where a program was started that unpacks or mounts itself elsewhere. */
interface Started {
  readonly executable: string;
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The folder that a person has the program in. A portable program of Windows and an AppImage run from a temporary folder,
 * and a Mac's from within its bundle, where nobody puts a file.
 */
export function programFolder({ executable, platform, variables }: Started): string {
  const { PORTABLE_EXECUTABLE_DIR: portable, APPIMAGE: image, APPDIR: mounted } = variables;
  if (platform === 'win32' && portable) return portable;
  // Whatever another AppImage starts inherits its variables.
  if (image && mounted && executable.startsWith(mounted + sep)) return dirname(image);
  const folder = dirname(executable);
  return platform === 'darwin' ? resolve(folder, '..', '..', '..') : folder;
}

import { readFile } from 'node:fs/promises';
import { EpochLabError } from '../../engine/protocol/errors.ts';

/** The licences of all that the app ships, as the build has written them (scripts/licences). */
export async function readLicences(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new EpochLabError(
      'file-unavailable',
      'The licences are written when the app is built, and are not there yet.',
    );
  }
}

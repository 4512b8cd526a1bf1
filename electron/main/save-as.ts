import { basename } from 'node:path';
import type { Chosen } from '../shared/chosen.ts';
import { choosePlace, type Asker, type FileKind } from './file-dialogs.ts';
import { writeFileAtomic } from './files.ts';

/** What a file is saved as: how its dialog is called, the name that it suggests, and the kind of file. */
export interface FileToSave {
  readonly title: string;
  readonly suggested: string;
  readonly kind: FileKind;
}

/**
 * Asks for a place, and writes a file there.
 *
 * @throws EpochLabError `file-unavailable`
 */
export async function saveAs(
  asker: Asker,
  { title, suggested, kind }: FileToSave,
  bytes: Uint8Array,
): Promise<Chosen<{ readonly fileName: string }>> {
  const path = await choosePlace(asker, title, suggested, kind);
  if (path === null) return { cancelled: true };
  await writeFileAtomic(path, bytes);
  return { cancelled: false, fileName: basename(path) };
}

import { dialog, type BrowserWindow } from 'electron';
import { basename, extname } from 'node:path';
import type { ExportKind, ExportResults } from '../shared/export-calls.ts';
import { writeFileAtomic } from './files.ts';

/** Saves what was made in the window: the person chooses where, main writes. */

const filterNames: Record<ExportKind, string> = { png: 'Picture', svg: 'Drawing', html: 'Page' };

export async function saveExport(
  window: BrowserWindow,
  { suggestedName, kind, bytes }: { suggestedName: string; kind: ExportKind; bytes: Uint8Array },
): Promise<ExportResults['saveExport']> {
  const choice = await dialog.showSaveDialog(window, {
    title: 'Export',
    defaultPath: suggestedName,
    filters: [{ name: filterNames[kind], extensions: [kind] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (choice.canceled || !choice.filePath) return { cancelled: true };
  // Not every system's dialog adds the extension.
  const path =
    extname(choice.filePath).toLowerCase() === `.${kind}` ? choice.filePath : `${choice.filePath}.${kind}`;
  await writeFileAtomic(path, bytes);
  return { cancelled: false, fileName: basename(path) };
}

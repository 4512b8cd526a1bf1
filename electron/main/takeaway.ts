import { dialog, type BrowserWindow } from 'electron';
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { AppResults } from '../shared/contract.ts';
import type { ExportKind } from '../shared/export-calls.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import { writeFileAtomic } from './files.ts';

/** Writes pictures, tables and reports where the person wants them. */

export interface TakeawayOptions {
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
}

export class Takeaway {
  constructor(private readonly options: TakeawayOptions) {}

  async saveExport(name: string, kind: ExportKind, bytes: Uint8Array): Promise<AppResults['saveExport']> {
    return await this.#save(name, kind, () => Promise.resolve(bytes));
  }

  /** The page itself knows what of it is printed: see the print rules of its style sheet. */
  async saveReport(name: string): Promise<AppResults['saveReport']> {
    return await this.#save(name, 'pdf', async () => {
      const contents = this.options.window().webContents;
      return await contents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
    });
  }

  async #save(
    name: string,
    kind: ExportKind | 'pdf',
    make: () => Promise<Uint8Array>,
  ): Promise<AppResults['saveExport']> {
    const { window, texts } = this.options;
    const { dialogs } = texts();
    // As the window is now: it may look otherwise once the dialog is closed.
    const bytes = await make();
    const choice = await dialog.showSaveDialog(window(), {
      title: dialogs.saveExport,
      defaultPath: name.endsWith(`.${kind}`) ? name : `${name}.${kind}`,
      filters: [{ name: kind.toUpperCase(), extensions: [kind] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (choice.canceled || !choice.filePath) return { cancelled: true };
    const path = await this.#withExtension(choice.filePath, kind);
    if (path === null) return { cancelled: true };
    await writeFileAtomic(path, bytes);
    return { cancelled: false, fileName: basename(path) };
  }

  /** Not every system's dialog adds the extension, and it asked about the name without it. */
  async #withExtension(path: string, kind: string): Promise<string | null> {
    if (extname(path).toLowerCase() === `.${kind}`) return path;
    const full = `${path}.${kind}`;
    if (!existsSync(full)) return full;
    const { dialogs } = this.options.texts();
    const { response } = await dialog.showMessageBox(this.options.window(), {
      type: 'question',
      message: dialogs.replaceQuestion(basename(full)),
      buttons: [dialogs.replace, dialogs.cancel],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0 ? full : null;
  }
}

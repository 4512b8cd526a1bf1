import type { BrowserWindow } from 'electron';
import { basename } from 'node:path';
import type { AppResults } from '../shared/contract.ts';
import type { exportCalls, ExportKind } from '../shared/export-calls.ts';
import type { takeawayCalls } from '../shared/takeaway-calls.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import { choosePlace } from './file-dialogs.ts';
import { writeFileAtomic } from './files.ts';
import type { AppHandlers } from './ipc.ts';

/** Writes pictures, tables and reports where the person wants them. */

export interface TakeawayOptions {
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
}

export class Takeaway {
  constructor(private readonly options: TakeawayOptions) {}

  readonly handlers: Pick<AppHandlers, keyof typeof exportCalls | keyof typeof takeawayCalls> = {
    saveExport: ({ suggestedName, kind, bytes }) =>
      this.#save(suggestedName, kind, () => Promise.resolve(bytes)),
    saveReport: ({ suggestedName }) => this.#saveReport(suggestedName),
  };

  /** The page itself knows what of it is printed: see the print rules of its style sheet. */
  async #saveReport(name: string): Promise<AppResults['saveReport']> {
    return await this.#save(name, 'pdf', async () => {
      const window = this.options.window();
      // The margins of a page are printed in the colour behind the window's page.
      const onScreen = window.getBackgroundColor();
      window.setBackgroundColor('#ffffff');
      try {
        return await window.webContents.printToPDF({
          pageSize: 'A4',
          printBackground: true,
          preferCSSPageSize: true,
        });
      } finally {
        window.setBackgroundColor(onScreen);
      }
    });
  }

  async #save(
    name: string,
    kind: ExportKind | 'pdf',
    make: () => Promise<Uint8Array>,
  ): Promise<AppResults['saveExport']> {
    const { window, texts } = this.options;
    // As the window is now: it may look otherwise once the dialog is closed.
    const bytes = await make();
    const path = await choosePlace(
      { window: window(), texts: texts() },
      texts().dialogs.saveExport,
      name.endsWith(`.${kind}`) ? name : `${name}.${kind}`,
      { name: kind.toUpperCase(), extension: kind },
    );
    if (path === null) return { cancelled: true };
    await writeFileAtomic(path, bytes);
    return { cancelled: false, fileName: basename(path) };
  }
}

import type { BrowserWindow } from 'electron';
import type { AppResults } from '../shared/contract.ts';
import type { ExportKind, takeawayCalls } from '../shared/takeaway-calls.ts';
import type { SharedTexts } from '../shared/text/index.ts';
import type { AppHandlers } from './ipc.ts';
import { saveAs } from './save-as.ts';

/** Writes pictures, tables and reports where the person wants them. */

export interface TakeawayOptions {
  readonly window: () => BrowserWindow;
  readonly texts: () => SharedTexts;
}

export class Takeaway {
  constructor(private readonly options: TakeawayOptions) {}

  readonly handlers: Pick<AppHandlers, keyof typeof takeawayCalls> = {
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
    const asker = { window: window(), texts: texts() };
    const suggested = name.endsWith(`.${kind}`) ? name : `${name}.${kind}`;
    const ofKind = { name: kind.toUpperCase(), extension: kind };
    return await saveAs(asker, { title: asker.texts.dialogs.saveExport, suggested, kind: ofKind }, bytes);
  }
}

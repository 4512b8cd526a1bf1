import type { ExportKind } from '../../electron/shared/takeaway-calls.ts';
import type { RunRecord } from '../../electron/shared/run-record.ts';
import type { HandInView } from '../../engine/protocol/lab-calls.ts';
import type { Analysis } from '../../engine/protocol/results-calls.ts';
import { tick } from 'svelte';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import { toCsv } from '../../engine/protocol/csv.ts';
import type { Notices } from './notices.svelte.ts';
import type { RunCurves } from './run-curves.ts';

/** What is on paper while it is printed; the screen does not show it. */
export type Paper =
  | ({ readonly kind: 'run' } & ReportContent)
  | {
      readonly kind: 'hand-in';
      readonly handIn: HandInView;
      /** Of its pages; null for one that is damaged. */
      readonly pictures: readonly (ImageBitmap | null)[];
    };

/** What a report of a run shows. */
export interface ReportContent {
  readonly run: RunRecord;
  readonly curves: RunCurves | null;
  readonly analysis: Analysis | null;
}

/** Whatever a person takes out of the window: pictures, tables, reports. */
export class Takeaway {
  paper = $state.raw<Paper | null>(null);
  isMaking = $state(false);

  constructor(private readonly notices: Notices) {}

  async save(name: string, kind: ExportKind, bytes: Uint8Array): Promise<void> {
    await this.#tell(() => askApp('saveExport', { suggestedName: fileNameOf(name), kind, bytes }));
  }

  async saveTable(name: string, rows: readonly (readonly (string | number | null)[])[]): Promise<void> {
    await this.save(name, 'csv', toCsv(rows));
  }

  async savePaper(name: string, paper: Paper): Promise<void> {
    if (this.isMaking) return;
    this.isMaking = true;
    this.paper = paper;
    try {
      // Its pictures are drawn once it is in the page.
      await tick();
      await this.#tell(() => askApp('saveReport', { suggestedName: fileNameOf(name) }));
    } finally {
      this.paper = null;
      this.isMaking = false;
    }
  }

  async #tell(save: () => ReturnType<typeof askApp<'saveExport'>>): Promise<void> {
    try {
      const chosen = await save();
      if (!chosen.cancelled) this.notices.show('good', text.files.saved(chosen.fileName));
    } catch (thrown) {
      this.notices.showError(text.takeaway.notSaved, thrown);
    }
  }
}

/** Words as part of a file's name on any system. */
function fileNameOf(name: string): string {
  const printable = Array.from(name, (character) => (character < ' ' ? ' ' : character)).join('');
  const safe = printable
    .replaceAll(/[/\\:*?"<>|]+/g, ' ')
    .trim()
    .replaceAll(/\s+/g, '-')
    .slice(0, 100);
  return safe || 'epoch-lab';
}

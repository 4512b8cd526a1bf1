import type { HandInView, MarkedHandIn, MarkingTable } from '../../engine/protocol/lab-calls.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { locale } from '../i18n/index.ts';
import { askApp } from './bridge.ts';

export const sortKeys = ['student', 'group', 'lab', 'right', 'minutes', 'fingerprint'] as const;
export type SortKey = (typeof sortKeys)[number];

/** A folder of hand-ins, as a table and one by one. */
export class Marking {
  table = $state.raw<(MarkingTable & { readonly folder: string }) | null>(null);
  reading = $state.raw<HandInView | null>(null);
  /** Name of the file of what is read. */
  readingFile: string | null = null;
  problem = $state<string | null>(null);
  /** Name of the CSV that was written last. */
  saved = $state<string | null>(null);
  sortBy = $state<SortKey>('student');
  isDescending = $state(false);

  readonly rows: readonly MarkedHandIn[] = $derived.by(() => {
    // "Student 9" comes before "Student 10".
    const collator = new Intl.Collator(locale(), { numeric: true });
    const compare = (a: string | number | null, b: string | number | null) =>
      typeof a === 'number' && typeof b === 'number'
        ? a - b
        : collator.compare(String(a ?? ''), String(b ?? ''));
    const sorted = [...(this.table?.rows ?? [])].sort((a, b) => compare(a[this.sortBy], b[this.sortBy]));
    return this.isDescending ? sorted.reverse() : sorted;
  });

  /** The fingerprint that most have, where at least two agree. */
  readonly commonFingerprint: string | null = $derived.by(() => {
    const all = (this.table?.rows ?? []).flatMap(({ fingerprint }) => fingerprint ?? []);
    const times = (fingerprint: string) => all.filter((each) => each === fingerprint).length;
    const most = all.toSorted((a, b) => times(b) - times(a))[0];
    return most !== undefined && times(most) > 1 ? most : null;
  });

  async open(): Promise<void> {
    await this.#attempt(async () => {
      const chosen = await askApp('openHandIns');
      if (!chosen.cancelled) this.table = chosen;
    });
  }

  async openHandIn(fileName: string): Promise<void> {
    await this.#attempt(async () => {
      this.reading = await askApp('readHandIn', { fileName });
      this.readingFile = fileName;
    });
  }

  closeHandIn(): void {
    this.reading = null;
  }

  close(): void {
    this.table = null;
    this.reading = null;
    this.problem = null;
  }

  async save(): Promise<void> {
    await this.#attempt(async () => {
      const chosen = await askApp('saveMarks');
      if (!chosen.cancelled) this.saved = chosen.fileName;
    });
  }

  sort(key: SortKey): void {
    this.isDescending = this.sortBy === key && !this.isDescending;
    this.sortBy = key;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.saved = null;
    try {
      await work();
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }
}

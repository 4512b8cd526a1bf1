import type { ListedLab, OpenedLab } from '../../electron/shared/lab-calls.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { locale } from '../i18n/index.ts';
import { askApp } from './bridge.ts';

/** The labs that there are to choose from, and how one is opened. */
export class Shelf {
  list = $state.raw<readonly ListedLab[] | null>(null);
  /** Why the labs could not be listed, or the chosen one not opened. */
  problem = $state<string | null>(null);
  /** What is wrong with the lab file that was chosen; what was open before stays open. */
  fileProblem = $state<string | null>(null);

  /** @param onOpened takes a lab that was read. */
  constructor(private readonly onOpened: (opened: OpenedLab) => Promise<void>) {}

  async load(): Promise<void> {
    try {
      this.list = await askApp('listLabs', { locale: locale() });
      this.problem = null;
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }

  async open(id: string): Promise<void> {
    this.problem = null;
    try {
      await this.onOpened(await askApp('openLab', { id, locale: locale() }));
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    }
  }

  /** A lab file of one's own, or a new one, made of the template. */
  async openFile(from: 'openLabFile' | 'newLab'): Promise<void> {
    this.fileProblem = null;
    try {
      const chosen = await askApp(from);
      if (!chosen.cancelled) await this.onOpened(chosen);
    } catch (thrown) {
      this.fileProblem = toEpochLabError(thrown).message;
    }
  }
}

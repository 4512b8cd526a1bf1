import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { askApp } from './bridge.ts';

/** The user guide, which lies over the window: which page of it is open, and the licences, which main has. */
export class Guide {
  isOpen = $state(false);
  /** By the name of its file; "licences" and "changes" are pages too. */
  page = $state('window');
  licences = $state<string | null>(null);

  open(page: string): void {
    this.page = page;
    this.isOpen = true;
    if (page === 'licences') void this.#loadLicences();
  }

  close(): void {
    this.isOpen = false;
  }

  async #loadLicences(): Promise<void> {
    this.licences ??= await askApp('licences').catch((thrown: unknown) => toEpochLabError(thrown).message);
  }
}

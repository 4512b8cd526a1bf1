import type { DatasetFormat, Recipe } from '../../engine/protocol/datasets.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { OwnDatasets } from './own-datasets.svelte.ts';

/** What is made of the open data set: another one, or files. */
export class DatasetWork {
  isPreparing = $state(false);
  prepareProblem = $state<string | null>(null);
  /** From 0 to 1 while an export goes on. */
  exported = $state<number | null>(null);

  constructor(
    private readonly dataset: Dataset,
    private readonly own: OwnDatasets,
    private readonly notices: Notices,
  ) {}

  /** @returns whether it was made. */
  async prepare(recipe: Partial<Recipe>): Promise<boolean> {
    if (this.isPreparing) return false;
    this.isPreparing = true;
    this.prepareProblem = null;
    try {
      const info = await askApp('keepPrepared', recipe);
      await this.own.load();
      await this.dataset.open(info.id);
      return true;
    } catch (thrown) {
      this.prepareProblem = toEpochLabError(thrown).message;
      return false;
    } finally {
      this.isPreparing = false;
    }
  }

  async export(format: DatasetFormat): Promise<void> {
    if (this.exported !== null) return;
    this.exported = 0;
    try {
      const outcome = await askApp('exportDatasetAs', { format });
      if (!outcome.cancelled)
        this.notices.show('good', text.imports.exported(outcome.fileName, outcome.files));
    } catch (thrown) {
      this.notices.showError(text.imports.notExported, thrown);
    } finally {
      this.exported = null;
    }
  }

  cancelExport(): void {
    void askApp('cancelExport');
  }

  onExportProgress(done: number): void {
    if (this.exported !== null) this.exported = done;
  }
}

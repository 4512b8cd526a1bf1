import type { OwnDataset } from '../../electron/shared/dataset-calls.ts';
import { FIRST_DATASET, type DatasetId } from '../../engine/protocol/datasets.ts';
import { text } from '../i18n/index.ts';
import { askApp } from './bridge.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/** The data sets that the person imported or prepared, and the one that was just taken away. */
export class OwnDatasets {
  list = $state.raw<readonly OwnDataset[]>([]);
  /** Can be brought back. */
  removed = $state.raw<OwnDataset | null>(null);

  constructor(
    private readonly dataset: Dataset,
    private readonly notices: Notices,
  ) {}

  async load(): Promise<void> {
    this.list = await askApp('ownDatasets').catch(() => this.list);
  }

  async remove(own: OwnDataset): Promise<void> {
    try {
      await askApp('removeDataset', { id: own.id });
      this.removed = own;
      // What is open stays open in the engine; the window goes back to what is always there.
      if (this.dataset.chosen === own.id) void this.dataset.open(FIRST_DATASET);
    } catch (thrown) {
      this.notices.showError(text.imports.notRemoved, thrown);
    }
    await this.load();
  }

  async bringBack(): Promise<void> {
    const { removed } = this;
    if (!removed) return;
    this.removed = null;
    try {
      await askApp('restoreDataset', { id: removed.id });
    } catch (thrown) {
      this.notices.showError(text.imports.notRestored, thrown);
    }
    await this.load();
  }

  nameOf(id: DatasetId): string | null {
    return this.list.find((own) => own.id === id)?.name ?? null;
  }
}

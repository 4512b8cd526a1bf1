import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import { FIRST_DATASET, type DatasetId } from '../../engine/protocol/datasets.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { askApp } from './bridge.ts';

/** When there was something to train on, for who measures the start (bench/app.mjs). */
const OPENED_MARK = 'data-set-open';

/** The open data set. */
export class Dataset {
  info = $state.raw<DatasetInfo | null>(null);
  isOpening = $state(false);
  problem = $state<string | null>(null);

  /** The one that is open, is being opened, or could not be. */
  chosen = $state<DatasetId>(FIRST_DATASET);

  /** @param onOpened told of every data set that becomes the open one. */
  constructor(private readonly onOpened: (info: DatasetInfo) => void) {}

  /** Opens a data set, or tries the chosen one again. Asked for several at once, the newest one is open in the end. */
  async open(id: DatasetId = this.chosen): Promise<void> {
    this.chosen = id;
    if (this.isOpening) return;
    this.isOpening = true;
    this.problem = null;
    while (!(await this.#openChosen()));
    this.isOpening = false;
  }

  /** @returns whether it is settled: opened, or not to be had. It is not where another was chosen meanwhile. */
  async #openChosen(): Promise<boolean> {
    const id = this.chosen;
    try {
      const opened = await askApp('openDataset', { id });
      if (id !== this.chosen) return false;
      this.take(opened);
    } catch (thrown) {
      if (id !== this.chosen) return false;
      this.problem = toEpochLabError(thrown).message;
    }
    return true;
  }

  /** A data set that is open in the engine already. */
  take(info: DatasetInfo): void {
    this.info = info;
    this.chosen = info.id;
    this.problem = null;
    performance.mark(OPENED_MARK);
    this.onOpened(info);
  }
}

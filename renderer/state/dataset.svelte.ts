import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import { FIRST_DATASET, type DatasetId } from '../../engine/protocol/datasets.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { askApp } from './bridge.ts';

/** When there was something to train on, for who measures the start (bench/app.mjs). */
const OPENED_MARK = 'data set open';

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
    try {
      let opened: DatasetInfo;
      do opened = await askApp('openDataset', { id: this.chosen });
      while (opened.id !== this.chosen);
      this.take(opened);
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    } finally {
      this.isOpening = false;
    }
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

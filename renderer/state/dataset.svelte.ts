import type { DatasetInfo, ImageSet, Split } from '../../engine/protocol/contract.ts';
import type { DatasetId } from '../../engine/protocol/datasets.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { askApp } from './bridge.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { pickIndices } from './pick-indices.ts';

/** Images shown at once. */
const SAMPLE_SIZE = 80;

/** The open data set, and the sample of it that is being looked at. */
export class Dataset {
  info = $state.raw<DatasetInfo | null>(null);
  isOpening = $state(false);
  problem = $state<string | null>(null);

  split = $state<Split>('train');
  sample = $state.raw<ImageSet | null>(null);
  sampleProblem = $state<string | null>(null);
  #sampleNumber = 0;

  /** The one that is open, is being opened, or could not be. */
  chosen = $state<DatasetId>('mnist');

  /** @param onOpened told of every data set that becomes the open one. */
  constructor(
    private readonly engine: EngineClient,
    private readonly onOpened: (info: DatasetInfo) => void,
  ) {}

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
      await this.take(opened);
    } catch (thrown) {
      this.problem = toEpochLabError(thrown).message;
    } finally {
      this.isOpening = false;
    }
  }

  /** A data set that is open in the engine already. */
  async take(info: DatasetInfo): Promise<void> {
    this.info = info;
    this.chosen = info.id;
    this.problem = null;
    this.onOpened(info);
    await this.showSample();
  }

  async showSplit(split: Split): Promise<void> {
    this.split = split;
    await this.showSample();
  }

  /** Shows another sample. Called again before it has come, only the newest one is shown. */
  async showSample(): Promise<void> {
    if (!this.info) return;
    const number = ++this.#sampleNumber;
    const { split } = this;
    const available = split === 'train' ? this.info.trainImages : this.info.testImages;
    try {
      const sample = await this.engine.call('images', {
        split,
        indices: pickIndices(available, SAMPLE_SIZE, Math.random),
      });
      if (number !== this.#sampleNumber) return;
      this.sample = sample;
      this.sampleProblem = null;
    } catch (thrown) {
      if (number === this.#sampleNumber) this.sampleProblem = toEpochLabError(thrown).message;
    }
  }
}

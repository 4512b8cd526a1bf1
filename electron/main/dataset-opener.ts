import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import type { DatasetId } from '../../engine/protocol/datasets.ts';
import type { EngineClient } from '../../engine/protocol/rpc-engine.ts';
import type { DatasetFiles } from './datasets.ts';
import { collectGarbageAtRest } from './garbage.ts';

interface Surroundings {
  readonly read: (id: DatasetId) => Promise<DatasetFiles>;
  readonly engine: () => Promise<EngineClient>;
  readonly onOpened: (id: DatasetId) => void;
}

/** Opens data sets in the engine, one after the other, so that the one asked for last is open in the end. */
export class DatasetOpener {
  #latest: { readonly id: DatasetId; readonly info: Promise<DatasetInfo> } | null = null;

  constructor(private readonly surroundings: Surroundings) {}

  /**
   * Asked for the one that is being opened, it opens it once.
   *
   * @throws EpochLabError what reading the files or the engine threw.
   */
  open(id: DatasetId): Promise<DatasetInfo> {
    if (this.#latest?.id === id) return this.#latest.info;
    const opening = { id, info: this.#open(id, this.#latest?.info) };
    this.#latest = opening;
    const forget = () => {
      if (this.#latest === opening) this.#latest = null;
    };
    opening.info.then(forget, forget);
    return opening.info;
  }

  async #open(id: DatasetId, before: Promise<unknown> | undefined): Promise<DatasetInfo> {
    const { read, engine, onOpened } = this.surroundings;
    const files = await read(id);
    await before?.catch(() => undefined);
    const info = await (await engine()).call('loadDataset', files);
    onOpened(id);
    collectGarbageAtRest();
    return info;
  }
}

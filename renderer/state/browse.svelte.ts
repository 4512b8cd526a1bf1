import type { DatasetInfo, Split } from '../../engine/protocol/contract.ts';
import { toEpochLabError } from '../../engine/protocol/errors.ts';
import { BlockCache } from './block-cache.ts';
import type { EngineClient } from './engine-client.svelte.ts';

/** Images are asked for in blocks of so many neighbours in the list that is shown. */
const BLOCK = 200;
/** So many blocks are kept. */
const KEPT_BLOCKS = 40;

/** The images of the open data set as a list to look through: of one split, of all classes or one. */
export class Browse {
  split = $state<Split>('train');
  /** A label; null for all. */
  label = $state<number | null>(null);
  /** The images in the list, by their place in the split. */
  indices = $state.raw<Uint32Array>(new Uint32Array(0));
  labels = $state.raw<Uint8Array>(new Uint8Array(0));
  means = $state.raw<Uint8Array | null>(null);
  /** What the list is made of is on its way. */
  isLoading = $state(false);
  /** Counts up whenever images have come. */
  version = $state(0);
  problem = $state<string | null>(null);
  /** The place in the list that is looked at closely. */
  opened = $state<number | null>(null);

  #info: DatasetInfo | null = null;
  /** Where the images of the list are from: another split may have been asked for since. */
  #listed: Split = 'train';
  #generation = 0;
  /** Counts splits that were asked for: a class may be chosen while one is on its way. */
  #loads = 0;
  readonly #blocks = new BlockCache(KEPT_BLOCKS);

  constructor(private readonly engine: EngineClient) {}

  /** Another data set is open. */
  async show(info: DatasetInfo): Promise<void> {
    this.#info = info;
    this.label = null;
    // Not the one before in the new one's sizes and names.
    this.labels = new Uint8Array(0);
    this.means = null;
    this.#list();
    await this.#load();
  }

  async showSplit(split: Split): Promise<void> {
    this.split = split;
    await this.#load();
  }

  showLabel(label: number | null): void {
    this.label = label;
    this.#list();
  }

  /** The pixels at a place of the list; null while they are on their way. */
  pixelsAt(place: number): Uint8Array | null {
    const block = Math.floor(place / BLOCK);
    const pixels = this.#blocks.get(block);
    if (pixels === undefined) void this.#fetch(block);
    if (!pixels || !this.#info) return null;
    const size = this.#info.height * this.#info.width;
    const at = (place % BLOCK) * size;
    return pixels.subarray(at, at + size);
  }

  labelAt(place: number): number {
    return this.labels[this.indices[place] ?? 0] ?? 0;
  }

  async #load(): Promise<void> {
    const load = ++this.#loads;
    const { split } = this;
    this.isLoading = true;
    try {
      const [{ labels }, { pixels }] = await Promise.all([
        this.engine.call('labels', { split }),
        this.engine.call('classMeans', { split }),
      ]);
      if (load !== this.#loads) return;
      this.#listed = split;
      this.labels = labels;
      this.means = pixels;
      this.problem = null;
      this.#list();
    } catch (thrown) {
      if (load === this.#loads) this.problem = toEpochLabError(thrown).message;
    } finally {
      if (load === this.#loads) this.isLoading = false;
    }
  }

  #list(): void {
    this.#generation++;
    this.#blocks.clear();
    this.opened = null;
    const { labels, label } = this;
    this.indices =
      label === null
        ? Uint32Array.from(labels, (_, index) => index)
        : Uint32Array.from(Array.from(labels.keys()).filter((index) => labels[index] === label));
    this.version++;
  }

  async #fetch(block: number): Promise<void> {
    const generation = this.#generation;
    this.#blocks.expect(block);
    try {
      const indices = Array.from(this.indices.subarray(block * BLOCK, (block + 1) * BLOCK));
      const { pixels } = await this.engine.call('images', { split: this.#listed, indices });
      if (generation !== this.#generation) return;
      this.#blocks.keep(block, pixels);
      this.problem = null;
      this.version++;
    } catch (thrown) {
      if (generation !== this.#generation) return;
      this.#blocks.drop(block);
      this.problem = toEpochLabError(thrown).message;
    }
  }
}

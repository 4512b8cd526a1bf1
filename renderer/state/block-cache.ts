/** Blocks of images, those that came last. No state of the window: who shows them is told otherwise. */
export class BlockCache {
  /** In the order in which they came; null for one that is on its way. */
  readonly #blocks = new Map<number, Uint8Array | null>();

  /** So many are kept; what came longest ago goes first. */
  constructor(private readonly most: number) {}

  /** Null while it is on its way; undefined when nobody asked for it. */
  get(block: number): Uint8Array | null | undefined {
    return this.#blocks.get(block);
  }

  expect(block: number): void {
    this.#blocks.set(block, null);
  }

  keep(block: number, pixels: Uint8Array): void {
    this.#blocks.delete(block);
    this.#blocks.set(block, pixels);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > this.most && oldest !== undefined) this.#blocks.delete(oldest);
  }

  drop(block: number): void {
    this.#blocks.delete(block);
  }

  clear(): void {
    this.#blocks.clear();
  }
}

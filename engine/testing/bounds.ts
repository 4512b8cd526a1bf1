/**
 * What a reader of files that nobody vouches for may take for one of them. Time is the processor's own, which a busy
 * computer does not stretch: what takes longer than this hangs.
 */
const MOST_SECONDS = 1;
const MOST_BYTES = 256 * 2 ** 20;

/** Watches over a reader that is given one file after the other, in a process of its own. */
export class Bounds {
  readonly #before = process.memoryUsage();
  #seconds = 0;
  #bytes = 0;

  /**
   * @returns what `read` returns.
   * @throws Error, or what `read` throws, where it took no more than it may.
   */
  async hold<T>(read: () => T | Promise<T>): Promise<T> {
    const start = process.cpuUsage();
    try {
      return await read();
    } finally {
      this.#look(start);
    }
  }

  /** The most that any file took; memory is that of all that was in use at a time. */
  toString(): string {
    return `at most ${this.#seconds.toFixed(3)} s and ${(this.#bytes / 2 ** 20).toFixed(0)} MB`;
  }

  #look(start: NodeJS.CpuUsage): void {
    const { user, system } = process.cpuUsage(start);
    const { rss, arrayBuffers } = process.memoryUsage();
    // What is taken and not yet written to is no part of the process's own memory.
    const bytes = Math.max(rss - this.#before.rss, arrayBuffers - this.#before.arrayBuffers);
    this.#seconds = Math.max(this.#seconds, (user + system) / 1e6);
    this.#bytes = Math.max(this.#bytes, bytes);
    if (this.#seconds > MOST_SECONDS || this.#bytes > MOST_BYTES)
      throw new Error(`a file took ${String(this)}`);
  }
}

import type { Kernels } from '../kernels/kernels.ts';

/** Where the time goes: how long each kernel ran, on the calling thread. Measuring a call takes some 0.1 µs itself. */
export class KernelProfile {
  readonly #milliseconds = new Map<string, number>();
  #images = 0;

  /** The same kernels, with a clock at each. */
  readonly watch = (kernels: Kernels): Kernels => {
    const watched = Object.entries(kernels).map(([name, kernel]: [string, unknown]) => [
      name,
      typeof kernel === 'function'
        ? this.#watchOne(name, kernel as (...values: number[]) => unknown)
        : kernel,
    ]);
    return Object.fromEntries(watched) as Kernels;
  };

  #watchOne(name: string, kernel: (...values: number[]) => unknown) {
    return (...values: number[]) => {
      const start = performance.now();
      const result = kernel(...values);
      this.#milliseconds.set(name, (this.#milliseconds.get(name) ?? 0) + performance.now() - start);
      return result;
    };
  }

  /** Forgets what ran so far. */
  clear(): void {
    this.#milliseconds.clear();
    this.#images = 0;
  }

  /** So many more images have been gone through. */
  count(images: number): void {
    this.#images += images;
  }

  /** Kernels that ran, the slowest first. */
  rows(): { kernel: string; microsecondsPerImage: number; share: number }[] {
    const total = [...this.#milliseconds.values()].reduce((sum, time) => sum + time, 0);
    return [...this.#milliseconds]
      .map(([kernel, time]) => ({
        kernel,
        microsecondsPerImage: Math.round((time * 10_000) / this.#images) / 10,
        share: Math.round((time * 1000) / total) / 1000,
      }))
      .sort((a, b) => b.microsecondsPerImage - a.microsecondsPerImage);
  }
}

/**
 * Decides whether something that crashed may be started again: a program that cannot live must not be
 * restarted for ever.
 */
export class CrashLimit {
  #crashes: number[] = [];

  /**
   * @param crashes how many are tolerated within `windowMs`.
   * @param now the time in milliseconds; never runs backwards.
   */
  constructor(
    private readonly crashes: number,
    private readonly windowMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** What was before counts no more: a person wants another try. */
  forget(): void {
    this.#crashes = [];
  }

  /** Counts a crash. @returns whether it is still within the limit. */
  tolerates(): boolean {
    const time = this.now();
    this.#crashes = [...this.#crashes.filter((crash) => time - crash < this.windowMs), time];
    return this.#crashes.length <= this.crashes;
  }
}

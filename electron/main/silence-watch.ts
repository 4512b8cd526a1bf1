/**
 * Notices when something that is at work says nothing at all for too long. Of several watches at once none ends another:
 * what is asked anew begins before what it replaces has ended.
 */
export class SilenceWatch {
  readonly #heard = new Set<() => void>();

  /** @param onSilence called for each watch during which `limitMs` pass without a word. */
  constructor(
    private readonly limitMs: number,
    private readonly onSilence: () => void,
  ) {}

  /** @returns a function that ends this watch. */
  begin(): () => void {
    let timer: NodeJS.Timeout | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(this.onSilence, this.limitMs);
    };
    this.#heard.add(heard);
    heard();
    return () => {
      clearTimeout(timer);
      this.#heard.delete(heard);
    };
  }

  /** It has said something. */
  heard(): void {
    for (const heard of this.#heard) heard();
  }
}

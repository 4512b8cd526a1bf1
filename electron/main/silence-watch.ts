/** Silence is counted in so many parts: a clock that leaps, as over a machine's sleep, skips but one of them. */
const PARTS = 10;

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
      clearInterval(timer);
      let silent = 0;
      timer = setInterval(() => {
        if (++silent < PARTS) return;
        clearInterval(timer);
        this.onSilence();
      }, this.limitMs / PARTS);
    };
    this.#heard.add(heard);
    heard();
    return () => {
      clearInterval(timer);
      this.#heard.delete(heard);
    };
  }

  /** It has said something. */
  heard(): void {
    for (const heard of this.#heard) heard();
  }
}

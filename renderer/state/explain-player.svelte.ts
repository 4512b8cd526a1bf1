/** How long a step stays on screen while it plays. */
const STEP_MS = 2200;

interface Way {
  readonly isAtEnd: boolean;
  goTo(index: number): void;
  forward(): void;
}

/** Goes on step by step, by the clock, until the way ends. */
export class ExplainPlayer {
  isPlaying = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly way: Way) {}

  toggle(): void {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  play(): void {
    if (this.way.isAtEnd) this.way.goTo(0);
    this.isPlaying = true;
    this.#timer = setTimeout(() => this.#tick(), STEP_MS);
  }

  pause(): void {
    this.isPlaying = false;
    clearTimeout(this.#timer);
  }

  #tick(): void {
    if (!this.isPlaying) return;
    if (!this.way.isAtEnd) this.way.forward();
    if (this.way.isAtEnd) this.isPlaying = false;
    else this.#timer = setTimeout(() => this.#tick(), STEP_MS);
  }
}

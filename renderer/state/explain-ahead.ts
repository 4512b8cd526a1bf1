/**
 * What the engine was asked and answered: for the step on screen, the steps beside it, so that going on needs no
 * answer that is not there yet, and as many of those seen before as there is room for.
 */
export class Ahead<Answer> {
  /** The one that was needed last is the last one. */
  #answers = new Map<string, { readonly promise: Promise<Answer>; size: number }>();

  /** @param room for answers that are not needed now, in units of `sizeOf`. */
  constructor(
    private readonly room: number,
    private readonly sizeOf: (answer: Answer) => number,
  ) {}

  /** Asks only what was not asked before. */
  ask(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(question);
    if (known) return known.promise;
    const entry = { promise: ask(), size: 0 };
    this.#answers.set(question, entry);
    entry.promise.then(
      (answer) => {
        entry.size = this.sizeOf(answer);
      },
      () => {
        // What failed is asked again.
        if (this.#answers.get(question) === entry) this.#answers.delete(question);
      },
    );
    return entry.promise;
  }

  /** Keeps these, and forgets of all others the oldest, until there is room for the rest. */
  keep(questions: readonly string[]): void {
    for (const question of questions) {
      const entry = this.#answers.get(question);
      if (!entry) continue;
      this.#answers.delete(question);
      this.#answers.set(question, entry);
    }
    const others = [...this.#answers].filter(([question]) => !questions.includes(question));
    let taken = others.reduce((sum, [, { size }]) => sum + size, 0);
    for (const [question, { size }] of others) {
      if (taken <= this.room) break;
      this.#answers.delete(question);
      taken -= size;
    }
  }
}

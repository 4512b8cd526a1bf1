/**
 * What the engine was asked and answered, for a few questions: those of the step on screen and of the steps beside
 * it, so that going on needs no answer that is not there yet.
 */
export class Ahead<Answer> {
  #answers = new Map<string, Promise<Answer>>();

  /** Asks only what was not asked before. */
  ask(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(question);
    if (known) return known;
    const answer = ask();
    this.#answers.set(question, answer);
    answer.catch(() => {
      // What failed is asked again.
      if (this.#answers.get(question) === answer) this.#answers.delete(question);
    });
    return answer;
  }

  /** Forgets all others. */
  keepOnly(questions: readonly string[]): void {
    for (const question of this.#answers.keys())
      if (!questions.includes(question)) this.#answers.delete(question);
  }
}

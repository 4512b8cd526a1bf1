/** What can be said of the classes' probabilities. */
export interface Answer {
  /** Index of the most probable class, and of the one after it. */
  readonly first: number;
  readonly second: number;
  readonly probability: number;
  readonly isSure: boolean;
}

/** Under this lead over the next class an answer is no answer. */
const SURE_MARGIN = 0.2;

/** @returns null when there is nothing to choose from. */
export function answerOf(probabilities: readonly number[]): Answer | null {
  const order = probabilities.map((_, index) => index);
  const at = (index: number) => probabilities[index] ?? 0;
  order.sort((a, b) => at(b) - at(a));
  const [first, second = 0] = order;
  if (first === undefined) return null;
  return { first, second, probability: at(first), isSure: at(first) - at(second) >= SURE_MARGIN };
}

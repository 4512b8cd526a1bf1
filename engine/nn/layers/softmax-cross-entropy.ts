import { exp, ln } from '../elementary.ts';

/**
 * The end of every network: softmax turns its totals, the logits t, into probabilities, and cross-entropy says
 * how much the true class c should have surprised a network that believed them.
 *
 *   p_i = e^{t_i} / S   with S = Σ_j e^{t_j}          L = −ln p_c
 *
 * A network that guesses among ten classes has L = −ln 0.1 = 2.303.
 *
 * The derivative of the loss with respect to the totals goes through the one probability that the loss sees:
 *
 *   ∂L/∂p_c = −1 / p_c,   ∂p_c/∂t_c = p_c · (1 − p_c),   ∂p_c/∂t_k = −p_c · p_k for k ≠ c
 *
 * and the product of the two is p_c − 1 for the true class and p_k for the others: p − y, where y is 1 at the
 * true class and 0 elsewhere. Taken together like this, the two steps never divide by a p_c that is almost 0.
 *
 * Adding one number to all totals changes no probability. So the largest total, m, is first subtracted from
 * each: then e^t cannot overflow. With it, −ln p_c = ln S − (t_c − m) is finite even where p_c rounds to 0.
 */
export interface Verdict {
  /** One for each class; they add up to 1. */
  readonly probabilities: Float64Array;
  /** −ln p_c, in nats. */
  readonly loss: number;
  /** ∂L/∂t, one for each class; they add up to 0. */
  readonly gradient: Float64Array;
}

/**
 * @param logits one total for each class.
 * @param label the true class, an index into the logits.
 */
export function softmaxCrossEntropy(logits: Float64Array, label: number): Verdict {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  const exponentials = logits.map((total) => exp(total - largest));
  const sum = exponentials.reduce((a, b) => a + b);
  const probabilities = exponentials.map((exponential) => exponential / sum);
  return {
    probabilities,
    loss: ln(sum) - (logits[label]! - largest),
    gradient: probabilities.map((probability, i) => probability - (i === label ? 1 : 0)),
  };
}

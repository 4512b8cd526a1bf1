import { exp } from '../nn/elementary.ts';
import type { ClassSteps } from '../protocol/explain-answers.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { WalkThrough } from './walk-through.ts';

/**
 * The end of the network by way of the chain rule, step by step, as it is derived by hand: the loss sees one
 * probability, p_c; that probability depends on every total, in one way on its own and in another on the others'.
 *
 *   ∂L/∂p_c = −1/p_c
 *   ∂p_c/∂t_k = −e^{t_c}·e^{t_k} / S²  for k ≠ c        ∂p_c/∂t_c = e^{t_c}·(S − e^{t_c}) / S²
 *
 * The products arrive at p − y, which is what `softmaxCrossEntropy` takes at once; here both stand side by side.
 *
 * @throws EpochLabError `invalid-argument` where there is no such class.
 */
export function classSteps(walk: WalkThrough, k: number): ClassSteps {
  const logits = walk.inputs.at(-1)!;
  if (k >= logits.length) {
    throw new EpochLabError('invalid-argument', `There are ${logits.length} classes, no number ${k + 1}.`);
  }
  const { label } = walk.subject;
  const { probabilities, loss, gradient } = walk.verdict;
  const largest = logits.reduce((a, b) => Math.max(a, b));
  const exponentials = logits.map((total) => exp(total - largest));
  const sum = exponentials.reduce(add);
  const ofLabel = exponentials[label]!;
  const lossByProbability = -sum / ofLabel;
  const probabilityByLogits = exponentials.map((e, i) =>
    i === label ? (ofLabel * (sum - ofLabel)) / sum ** 2 : (-ofLabel * e) / sum ** 2,
  );
  const chained = probabilityByLogits.map((slope) => lossByProbability * slope);
  return {
    class: k,
    label,
    logits: [...logits],
    largest,
    exponentials: [...exponentials],
    sum,
    probabilities: [...probabilities],
    loss,
    lossByProbability,
    probabilityByLogits: [...probabilityByLogits],
    chained: [...chained],
    gradient: [...gradient],
    difference: chained.reduce((most, value, i) => Math.max(most, Math.abs(value - gradient[i]!)), 0),
    sums: {
      probabilities: probabilities.reduce(add),
      probabilityByLogits: probabilityByLogits.reduce(add),
      gradient: gradient.reduce(add),
    },
  };
}

function add(a: number, b: number): number {
  return a + b;
}

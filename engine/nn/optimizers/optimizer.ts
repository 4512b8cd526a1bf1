import type { Parameter } from '../layers/layer.ts';

/**
 * From gradients to learning: an optimiser moves every learned parameter a little way downhill. What it remembers
 * from step to step, if anything, it keeps for itself: one number for each value of each parameter, or two.
 *
 * Weight decay, λ, pulls every value a little towards 0 at each step. For all but AdamW it does so by adding
 * λ·w to the gradient, which is the derivative of a term λ/2 · w² of the loss (L2 regularisation): the optimiser
 * then treats it as it treats the rest of the gradient. Like PyTorch, it makes no exception for biases.
 */
export interface Optimizer {
  /**
   * Moves the values of each learned parameter by one step, against its gradient.
   *
   * @param parameters at every step the same ones.
   * @param learningRate this step's, where a schedule changes it; else that of the settings.
   */
  step(parameters: readonly Parameter[], learningRate?: number): void;
}

import type { OptimizerSettings } from '../protocol/settings.ts';
import type { Parameter } from './layers/layer.ts';

/**
 * From gradients to learning: an optimiser moves every parameter a little way downhill. What it remembers from
 * step to step, if anything, it keeps for itself.
 */
export interface Optimizer {
  /**
   * Moves the values of each parameter by one step, against its gradient.
   *
   * @param parameters at every step the same ones.
   */
  step(parameters: readonly Parameter[]): void;
}

/** The optimiser that the settings describe; stochastic gradient descent is the only one so far. */
export function createOptimizer(settings: OptimizerSettings): Optimizer {
  return sgd(settings);
}

/**
 * Stochastic gradient descent (H. Robbins, S. Monro, "A Stochastic Approximation Method", 1951): stochastic,
 * because the gradient is that of a few images drawn at random, not of all there are.
 *
 *   w ← w − learningRate · ∂L/∂w
 */
function sgd({ learningRate }: Extract<OptimizerSettings, { kind: 'sgd' }>): Optimizer {
  return {
    step(parameters) {
      for (const { values, gradient } of parameters) {
        for (let i = 0; i < values.length; i++) values[i]! -= learningRate * gradient[i]!;
      }
    },
  };
}

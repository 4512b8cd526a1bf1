import type { OptimizerSettings } from '../../protocol/settings.ts';
import type { Parameter } from '../layers/layer.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * Stochastic gradient descent (H. Robbins, S. Monro, "A Stochastic Approximation Method", 1951): stochastic,
 * because the gradient g is that of a few images drawn at random, not of all there are. With weight decay λ:
 *
 *   w ← w − learningRate · (g + λ·w)
 */
export class Sgd implements Optimizer {
  constructor(private readonly settings: Extract<OptimizerSettings, { kind: 'sgd' }>) {}

  step(parameters: readonly Parameter[], learningRate = this.settings.learningRate): void {
    const { weightDecay = 0 } = this.settings;
    for (const { values, gradient } of parameters) {
      for (let i = 0; i < values.length; i++) {
        values[i]! -= learningRate * (gradient[i]! + weightDecay * values[i]!);
      }
    }
  }
}

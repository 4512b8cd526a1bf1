import type { OptimizerSettings } from '../../protocol/settings.ts';
import type { Parameter } from '../layers/layer.ts';
import { Memory, type Remembered } from './memory.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * RMSProp: every weight has a rate of its own. Its gradient is divided by the root of the running mean of its
 * square, so that weights with small gradients take steps as long as those with large ones (T. Tieleman,
 * G. Hinton, "Lecture 6.5: rmsprop", Coursera, 2012). With g the gradient plus λ·w, and smoothing α:
 *
 *   s ← α·s + (1 − α)·g²            w ← w − learningRate · g / (√s + ε)
 *
 * ε keeps the division from running wild where there has been no gradient yet. s begins at 0, so the first steps
 * are too long by 1/√(1 − α), ten times with α = 0.99: Adam's correction is made for that.
 */
export class RmsProp implements Optimizer {
  readonly #meanSquare: Memory;

  constructor(
    private readonly settings: Extract<OptimizerSettings, { kind: 'rmsprop' }>,
    before?: Remembered,
  ) {
    this.#meanSquare = new Memory('meanSquare', before);
  }

  step(parameters: readonly Parameter[], learningRate = this.settings.learningRate): void {
    const { smoothing, epsilon, weightDecay = 0 } = this.settings;
    for (const parameter of parameters) {
      const { values, gradient } = parameter;
      const meanSquare = this.#meanSquare.of(parameter);
      for (let i = 0; i < values.length; i++) {
        const g = gradient[i]! + weightDecay * values[i]!;
        meanSquare[i] = smoothing * meanSquare[i]! + (1 - smoothing) * g * g;
        values[i]! -= (learningRate * g) / (Math.sqrt(meanSquare[i]!) + epsilon);
      }
    }
  }
}

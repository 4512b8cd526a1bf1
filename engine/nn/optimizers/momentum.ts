import type { OptimizerSettings } from '../../protocol/settings.ts';
import type { Parameter } from '../layers/layer.ts';
import { Memory, type Remembered } from './memory.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * Momentum: the weights roll downhill like a heavy ball. A velocity v keeps the fraction μ of itself from step to
 * step; what successive gradients agree on adds up, and what they disagree on cancels out (B. Polyak, "Some
 * methods of speeding up the convergence of iteration methods", 1964). With g the gradient plus λ·w:
 *
 *   v ← μ·v + g            w ← w − learningRate · v
 *
 * Nesterov's takes the slope not where the ball is but where it is about to roll (Y. Nesterov, 1983; in this
 * form I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and momentum in deep
 * learning", ICML 2013):
 *
 *   v ← μ·v + g            w ← w − learningRate · (g + μ·v)
 *
 * The learning rate stands outside of v, as in PyTorch's SGD: changing it takes effect at once. With a constant
 * gradient v grows to g / (1 − μ): with μ = 0.9 the steps become ten times as long.
 */
export class Momentum implements Optimizer {
  readonly #velocity: Memory;

  constructor(
    private readonly settings: Extract<OptimizerSettings, { kind: 'momentum' | 'nesterov' }>,
    before?: Remembered,
  ) {
    this.#velocity = new Memory('velocity', before);
  }

  step(parameters: readonly Parameter[], learningRate = this.settings.learningRate): void {
    const { kind, momentum, weightDecay = 0 } = this.settings;
    for (const parameter of parameters) {
      const { values, gradient } = parameter;
      const velocity = this.#velocity.of(parameter);
      for (let i = 0; i < values.length; i++) {
        const g = gradient[i]! + weightDecay * values[i]!;
        velocity[i] = momentum * velocity[i]! + g;
        const direction = kind === 'nesterov' ? g + momentum * velocity[i]! : velocity[i]!;
        values[i]! -= learningRate * direction;
      }
    }
  }
}

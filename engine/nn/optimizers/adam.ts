import type { OptimizerSettings } from '../../protocol/settings.ts';
import { wholePower } from '../elementary.ts';
import type { Parameter } from '../layers/layer.ts';
import { Memory, type Remembered } from './memory.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * Adam, adaptive moments: momentum and RMSProp together (D. Kingma, J. Ba, "Adam: A Method for Stochastic
 * Optimization", ICLR 2015). At step t = 1, 2, …, with g the gradient plus λ·w:
 *
 *   m ← β1·m + (1 − β1)·g            s ← β2·s + (1 − β2)·g²
 *   w ← w − learningRate · m̂ / (√ŝ + ε)   with   m̂ = m / (1 − β1^t),   ŝ = s / (1 − β2^t)
 *
 * Both running means begin at 0 and so are too small at first, by just the factors that m̂ and ŝ take out again.
 *
 * AdamW takes weight decay out of the gradient (I. Loshchilov, F. Hutter, "Decoupled Weight Decay
 * Regularization", ICLR 2019): inside of it, a weight with large gradients would decay the least, because its
 * decay is divided by √ŝ too. Instead, before the step and with g the gradient alone:
 *
 *   w ← w · (1 − learningRate · λ)
 */
export class Adam implements Optimizer {
  readonly #mean: Memory;
  readonly #meanSquare: Memory;
  #steps: number;

  constructor(
    private readonly settings: Extract<OptimizerSettings, { kind: 'adam' | 'adamw' }>,
    before?: Remembered,
  ) {
    this.#mean = new Memory('mean', before);
    this.#meanSquare = new Memory('meanSquare', before);
    this.#steps = before?.steps ?? 0;
  }

  step(parameters: readonly Parameter[], learningRate = this.settings.learningRate): void {
    const { kind, beta1, beta2, epsilon, weightDecay = 0 } = this.settings;
    this.#steps += 1;
    const meanShare = 1 - wholePower(beta1, this.#steps);
    const meanSquareShare = 1 - wholePower(beta2, this.#steps);
    for (const parameter of parameters) {
      const { values, gradient } = parameter;
      const mean = this.#mean.of(parameter);
      const meanSquare = this.#meanSquare.of(parameter);
      for (let i = 0; i < values.length; i++) {
        if (kind === 'adamw') values[i]! *= 1 - learningRate * weightDecay;
        const g = kind === 'adamw' ? gradient[i]! : gradient[i]! + weightDecay * values[i]!;
        mean[i] = beta1 * mean[i]! + (1 - beta1) * g;
        meanSquare[i] = beta2 * meanSquare[i]! + (1 - beta2) * g * g;
        const size = Math.sqrt(meanSquare[i]! / meanSquareShare) + epsilon;
        values[i]! -= (learningRate * (mean[i]! / meanShare)) / size;
      }
    }
  }
}

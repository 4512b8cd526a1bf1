import type { ClippingSettings } from '../../protocol/settings.ts';
import type { Parameter } from '../layers/layer.ts';

/**
 * Gradient clipping: at a cliff of the loss one gradient can be a thousand times as long as the others, and one
 * step along it undoes a whole run. So it is cut before the optimiser sees it (R. Pascanu, T. Mikolov, Y. Bengio,
 * "On the difficulty of training recurrent neural networks", ICML 2013).
 *
 * - By norm: where the length of the gradient, over all parameters together, is above the limit,
 *
 *     g ← g · limit / (‖g‖ + 10⁻⁶)   with   ‖g‖ = √(Σ g²)
 *
 *   so that it keeps its direction. The 10⁻⁶ is PyTorch's, which so avoids to divide by 0.
 * - By value: g ← min(limit, max(−limit, g)), each value by itself; the direction changes.
 */
export function clipGradients(parameters: readonly Parameter[], clipping: ClippingSettings): void {
  switch (clipping.kind) {
    case 'norm': {
      let squares = 0;
      for (const { gradient } of parameters) for (const g of gradient) squares += g * g;
      const factor = clippingFactor(Math.sqrt(squares), clipping.limit);
      for (const { gradient } of parameters) gradient.forEach((g, i) => (gradient[i] = g * factor));
      return;
    }
    case 'value': {
      const { limit } = clipping;
      for (const { gradient } of parameters) {
        gradient.forEach((g, i) => (gradient[i] = Math.min(limit, Math.max(-limit, g))));
      }
      return;
    }
    default:
      throw new Error(`Unknown clipping: ${JSON.stringify(clipping satisfies never)}`);
  }
}

const AVOIDS_ZERO = 1e-6;

/** By how much a gradient of length `norm` is multiplied: 1 where it is short enough. */
export function clippingFactor(norm: number, limit: number): number {
  return Math.min(1, limit / (norm + AVOIDS_ZERO));
}

import type { OptimizerSettings } from '../../protocol/settings.ts';
import { Adam } from './adam.ts';
import type { Remembered } from './memory.ts';
import { Momentum } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';
import { RmsProp } from './rmsprop.ts';
import { Sgd } from './sgd.ts';

/** @param before what it remembers, where it goes on instead of beginning. */
export function createOptimizer(settings: OptimizerSettings, before?: Remembered): Optimizer {
  switch (settings.kind) {
    case 'sgd':
      return new Sgd(settings);
    case 'momentum':
    case 'nesterov':
      return new Momentum(settings, before);
    case 'rmsprop':
      return new RmsProp(settings, before);
    case 'adam':
    case 'adamw':
      return new Adam(settings, before);
    default:
      throw new Error(`Unknown optimiser: ${JSON.stringify(settings satisfies never)}`);
  }
}

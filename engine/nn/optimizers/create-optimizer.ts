import type { OptimizerSettings } from '../../protocol/settings.ts';
import { Adam } from './adam.ts';
import { Momentum } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';
import { RmsProp } from './rmsprop.ts';
import { Sgd } from './sgd.ts';

export function createOptimizer(settings: OptimizerSettings): Optimizer {
  switch (settings.kind) {
    case 'sgd':
      return new Sgd(settings);
    case 'momentum':
    case 'nesterov':
      return new Momentum(settings);
    case 'rmsprop':
      return new RmsProp(settings);
    case 'adam':
    case 'adamw':
      return new Adam(settings);
    default:
      throw new Error(`Unknown optimiser: ${JSON.stringify(settings satisfies never)}`);
  }
}

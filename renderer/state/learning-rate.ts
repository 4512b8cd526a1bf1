import type { TrainingSettings } from '../../engine/protocol/settings.ts';

type Rates = Pick<TrainingSettings, 'optimizer' | 'rateChanges'>;

/** The rate that a run has come to: that of its settings, or the one that was set last by hand. */
export function lastRate({ optimizer, rateChanges = [] }: Rates): number {
  return rateChanges.at(-1)?.learningRate ?? optimizer.learningRate;
}

/** What is proposed where that was too large: a tenth, without the digits that a division leaves. */
export function lowerRate(settings: Rates): number {
  return Number((lastRate(settings) / 10).toPrecision(3));
}

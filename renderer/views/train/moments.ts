import type { TrainingSettings } from '../../../engine/protocol/settings.ts';
import type { Moment } from '../../charts/chart-model.ts';
import { formatCount, formatPlain, text } from '../../i18n/index.ts';

/** What happened in the course of a run: rates that were changed, epochs that were added, the first NaN. */
export function momentsOf(
  settings: TrainingSettings | null | undefined,
  diverged: { readonly step: number; readonly epoch: number } | null,
  stepsPerEpoch: number,
): Moment[] {
  const { rateChanges = [], continued = [] } = settings ?? {};
  return [
    ...rateChanges.map(({ step, learningRate }) => ({
      x: step / stepsPerEpoch,
      label: text.chart.rateMoment(formatPlain(learningRate)),
      tone: 'note' as const,
    })),
    ...continued.map((epochs) => ({ x: epochs, label: text.chart.continuedMoment, tone: 'note' as const })),
    ...(diverged
      ? [
          {
            x: diverged.epoch,
            label: text.chart.divergedMoment(formatCount(diverged.step)),
            tone: 'bad' as const,
          },
        ]
      : []),
  ];
}

import type { TrainingPoint } from '../../../engine/protocol/contract.ts';
import { meanOf } from './mean-of.ts';

export interface CurveRow {
  readonly step: number;
  readonly epoch: number;
  readonly training: TrainingPoint | null;
  readonly validation: TrainingPoint | null;
}

/** Rows between two validations are many and say little; without validation, this many are shown. */
const MAX_ROWS = 40;

/** A row for each validation, with the mean over the training images since the one before. */
export function curveRows(
  training: readonly TrainingPoint[],
  validation: readonly TrainingPoint[],
): readonly CurveRow[] {
  if (validation.length === 0) {
    const every = Math.max(1, Math.ceil(training.length / MAX_ROWS));
    return training
      .filter((_, index) => index % every === 0 || index === training.length - 1)
      .map((point) => ({ step: point.step, epoch: point.epoch, training: point, validation: null }));
  }
  return validation.map((point, index) => {
    const before = validation[index - 1]?.step ?? 0;
    const since = training.filter(({ step }) => step > before && step <= point.step);
    return {
      step: point.step,
      epoch: point.epoch,
      training: since.length > 0 ? meanOf(since, before) : null,
      validation: point,
    };
  });
}

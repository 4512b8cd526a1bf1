import type { TrainingPoint } from '../../../engine/protocol/contract.ts';
import { meanOf } from './mean-of.ts';

export interface CurveRow {
  readonly step: number;
  readonly epoch: number;
  readonly training: TrainingPoint | null;
  readonly validation: TrainingPoint | null;
}

/** More of them say little, and a long run would have tens of thousands: rows are then left out between others. */
const MAX_ROWS = 40;

/** A row for each validation, with the mean over the training images since the one before. */
export function curveRows(
  training: readonly TrainingPoint[],
  validation: readonly TrainingPoint[],
): readonly CurveRow[] {
  if (validation.length === 0) {
    return shownOf(training.length).map((index) => {
      const point = training[index]!;
      return { step: point.step, epoch: point.epoch, training: point, validation: null };
    });
  }
  return shownOf(validation.length).map((index) => {
    const point = validation[index]!;
    const before = validation[index - 1]?.step ?? 0;
    const since = training.slice(firstAfter(training, before), firstAfter(training, point.step));
    return {
      step: point.step,
      epoch: point.epoch,
      training: since.length > 0 ? meanOf(since, before) : null,
      validation: point,
    };
  });
}

/** Which of so many rows are shown: evenly, and the last one always. */
function shownOf(rows: number): number[] {
  const every = Math.max(1, Math.ceil(rows / MAX_ROWS));
  const shown = Array.from({ length: Math.ceil(rows / every) }, (_, row) => row * every);
  if (rows > 0 && shown.at(-1) !== rows - 1) shown.push(rows - 1);
  return shown;
}

/** Points come in the order of their steps. */
function firstAfter(points: readonly TrainingPoint[], step: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.step <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

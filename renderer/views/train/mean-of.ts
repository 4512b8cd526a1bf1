import type { TrainingPoint } from '../../../engine/protocol/contract.ts';

/**
 * The mean over all images of several points, each of which speaks for the steps since the one before it.
 *
 * @param before the step after which the first of them begins.
 */
export function meanOf(points: readonly TrainingPoint[], before: number): TrainingPoint {
  const last = points.at(-1);
  if (!last) throw new RangeError('There is no mean of no points.');
  let loss = 0;
  let accuracy = 0;
  let previous = before;
  for (const point of points) {
    const steps = point.step - previous;
    loss += point.loss * steps;
    accuracy += point.accuracy * steps;
    previous = point.step;
  }
  const steps = last.step - before;
  return { step: last.step, epoch: last.epoch, loss: loss / steps, accuracy: accuracy / steps };
}

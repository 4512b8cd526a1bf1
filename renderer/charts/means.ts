import type { TrainingPoint } from '../../engine/protocol/contract.ts';

/**
 * The mean curve of a noisy one: a point for each stretch of `epochs`, with the mean over all its images. A
 * stretch stays as it is once it is over, so that the curve only grows. The last one is shown from its half
 * on, when its mean has settled.
 */
export function meanCurve(points: readonly TrainingPoint[], epochs: number): TrainingPoint[] {
  const means: TrainingPoint[] = [];
  let stretch: TrainingPoint[] = [];
  let before = 0;
  let end = epochs;
  for (const point of points) {
    if (point.epoch > end + TOLERANCE && stretch.length > 0) {
      means.push(meanOf(stretch, before));
      before = stretch.at(-1)?.step ?? before;
      stretch = [];
      end = Math.max(end + epochs, Math.ceil(point.epoch / epochs - TOLERANCE) * epochs);
    }
    stretch.push(point);
  }
  const last = stretch.at(-1);
  if (last && (means.length === 0 || last.epoch >= end - epochs / 2)) means.push(meanOf(stretch, before));
  return means;
}

/** Epochs are sums of fractions: a stretch's last point may lie a hair beyond its end. */
const TOLERANCE = 1e-9;

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

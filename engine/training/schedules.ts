import { cos, wholePower } from '../nn/elementary.ts';
import type { History } from '../protocol/contract.ts';
import type { ScheduleSettings, TrainingSettings } from '../protocol/settings.ts';

/**
 * How the learning rate changes in the course of a run. Long steps get on fast at first, short ones settle down in
 * the end. With the settings' rate η, at step t = 0, 1, …, T − 1, E steps an epoch:
 *
 *   constant   η
 *   step       η · factor^⌊epoch / epochs⌋                with epoch = ⌊t / E⌋
 *   cosine     η · (minimum + (1 − minimum) · (1 + cos(π·t/T)) / 2)
 *              (I. Loshchilov, F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017)
 *   plateau    η · factor^(how often the loss has stopped to fall)
 *
 * Warm-up multiplies any of them with (t + 1) / W in the first W steps (P. Goyal et al., "Accurate, Large Minibatch
 * SGD", 2017): the first gradients, of random weights, are large and point anywhere. The cosine begins after it.
 *
 * All of it is a function of the settings, the step and the history; a run that is taken up again finds the same
 * rate as if it had never stopped.
 *
 * A rate that was changed by hand takes the place of η from its step on. A run that was continued has several parts;
 * each has a cosine of its own (warm restarts, in the words of the source above).
 */
export interface RunLength {
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
}

const CONSTANT: ScheduleSettings = { kind: 'constant' };

/**
 * @param reductions how often the loss has stopped to fall (`plateauReductions`); 0 for the other schedules.
 */
export function learningRateAt(
  step: number,
  { optimizer, schedule = CONSTANT, warmUpSteps = 0, rateChanges = [], continued = [] }: TrainingSettings,
  { stepsPerEpoch, totalSteps }: RunLength,
  reductions: number,
): number {
  const warmUp = step < warmUpSteps ? (step + 1) / warmUpSteps : 1;
  const changed = rateChanges.findLast((change) => change.step <= step);
  return (changed?.learningRate ?? optimizer.learningRate) * warmUp * factor();

  function factor(): number {
    switch (schedule.kind) {
      case 'constant':
        return 1;
      case 'step': {
        const epoch = Math.floor(step / stepsPerEpoch);
        return wholePower(schedule.factor, Math.floor(epoch / schedule.epochs));
      }
      case 'cosine': {
        const ends = [...continued.map((epochs) => epochs * stepsPerEpoch), totalSteps];
        const end = ends.find((candidate) => step < candidate) ?? totalSteps;
        const begin = ends.findLast((candidate) => candidate <= step && candidate < end) ?? warmUpSteps;
        const done = end > begin ? Math.max(0, step - begin) / (end - begin) : 0;
        return schedule.minimum + ((1 - schedule.minimum) * (1 + cos(Math.PI * done))) / 2;
      }
      case 'plateau':
        return wholePower(schedule.factor, reductions);
      default:
        throw new Error(`Unknown schedule: ${JSON.stringify(schedule satisfies never)}`);
    }
  }
}

/**
 * How often the loss has stopped to fall: each time that `patience` epochs went by, and one more, since it was last
 * clearly below the best so far. As PyTorch's ReduceLROnPlateau with a relative threshold.
 *
 * @param losses one an epoch. A NaN is no progress.
 */
export function plateauReductions(
  losses: readonly number[],
  { patience, threshold }: Extract<ScheduleSettings, { kind: 'plateau' }>,
): number {
  let best = Infinity;
  let waited = 0;
  let reductions = 0;
  for (const loss of losses) {
    if (loss < best * (1 - threshold)) {
      best = loss;
      waited = 0;
    } else {
      waited += 1;
    }
    if (waited > patience) {
      reductions += 1;
      waited = 0;
    }
  }
  return reductions;
}

/**
 * Whether training is to end here: so many epochs in a row brought no loss below the lowest before them.
 *
 * @param losses one an epoch. A NaN is no progress.
 */
export function hasStopped(losses: readonly number[], patience: number): boolean {
  let best = Infinity;
  let waited = 0;
  for (const loss of losses) {
    if (loss < best) {
      best = loss;
      waited = 0;
    } else {
      waited += 1;
    }
    if (waited >= patience) return true;
  }
  return false;
}

/**
 * The loss at the end of each epoch: that of the validation images, or where there are none, the mean over the
 * epoch's training steps.
 */
export function lossesOfEpochs({ training, validation }: History, stepsPerEpoch: number): number[] {
  if (validation.length > 0) {
    return validation.filter(({ step }) => step > 0 && step % stepsPerEpoch === 0).map(({ loss }) => loss);
  }
  const losses: number[] = [];
  let sum = 0;
  let before = 0;
  for (const { step, loss } of training) {
    // A point is the mean over the steps since the one before; the last of each epoch is always recorded.
    sum += loss * (step - before);
    before = step;
    if (step % stepsPerEpoch === 0) {
      losses.push(sum / stepsPerEpoch);
      sum = 0;
    }
  }
  return losses;
}

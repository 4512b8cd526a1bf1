import { count } from '../protocol/english.ts';
import { EpochLabError } from '../protocol/errors.ts';
import {
  MAX_CONTINUATIONS,
  MAX_RATE_CHANGES,
  stepsPerEpoch,
  type TrainingSettings,
} from '../protocol/settings.ts';

/** How the settings of a run change while it goes on. Whatever was changed is written down, so that it can be repeated. */

/**
 * With another learning rate from the next step on.
 *
 * @param step that the run has come to.
 * @throws EpochLabError `wrong-state` where it was changed too often to be written down.
 */
export function withLearningRate(
  settings: TrainingSettings,
  step: number,
  learningRate: number,
): TrainingSettings {
  const before = (settings.rateChanges ?? []).filter((change) => change.step !== step);
  if (before.length >= MAX_RATE_CHANGES) {
    throw new EpochLabError(
      'wrong-state',
      `The learning rate of this run was changed ${count(MAX_RATE_CHANGES)} times, which is as often as can be. ` +
        'A schedule changes it at every step.',
    );
  }
  return { ...settings, rateChanges: [...before, { step, learningRate }] };
}

/**
 * For a run that has ended, and goes on until it has so many epochs. What it would have been with these settings from
 * the start, it is: settings that make no difference are left out.
 *
 * @param step that it has come to.
 * @param stoppedEarly whether the validation loss has ended it.
 * @throws EpochLabError `invalid-argument` where it has had so many epochs already; `wrong-state` where it was
 *   continued too often.
 */
export function withEpochs(
  settings: TrainingSettings,
  epochs: number,
  step: number,
  stoppedEarly: boolean,
): TrainingSettings {
  const anEpoch = stepsPerEpoch(settings);
  if (epochs * anEpoch <= step) {
    throw new EpochLabError(
      'invalid-argument',
      `The run has come to epoch ${count(step / anEpoch)}. Give it more epochs than that.`,
    );
  }
  const { earlyStopping, continued = [], ...others } = settings;
  const isLonger = step >= anEpoch * settings.epochs && settings.schedule?.kind === 'cosine';
  const parts = isLonger ? [...continued, settings.epochs] : continued;
  if (parts.length > MAX_CONTINUATIONS) {
    throw new EpochLabError(
      'wrong-state',
      `This run was continued ${count(MAX_CONTINUATIONS)} times, which is as often as can be. ` +
        'Train anew, with more epochs.',
    );
  }
  return {
    ...others,
    epochs,
    ...(earlyStopping && !stoppedEarly && { earlyStopping }),
    ...(parts.length > 0 && { continued: parts }),
  };
}

import type { OptimizerKind } from '../../engine/protocol/settings.ts';
import { formatCount, parseNumber } from '../i18n/index.ts';
import { tidy, type ChoiceName, type Choices, type Draft } from './draft.ts';

/** Changes of a draft that draw others after them. */

/** Rates that optimisers usually want. */
const usualRates: Record<OptimizerKind, number> = {
  sgd: 0.05,
  momentum: 0.01,
  nesterov: 0.01,
  rmsprop: 0.001,
  adam: 0.001,
  adamw: 0.001,
};

/** With another choice. Each optimiser comes with a rate of its own that works; one that was set by hand stays. */
export function withChoice<Name extends ChoiceName>(
  draft: Draft,
  name: Name,
  value: Choices[Name],
  preset: Draft,
): Draft {
  const changed = { ...draft, [name]: value };
  const usual = [preset.learningRate, ...Object.values(usualRates).map(String)];
  if (name !== 'optimizer' || !usual.includes(tidy('learningRate', draft.learningRate))) return changed;
  const optimizer = value as OptimizerKind;
  const learningRate = optimizer === preset.optimizer ? preset.learningRate : String(usualRates[optimizer]);
  return { ...changed, learningRate };
}

/** Asks for no more images than there are: a tenth of them to validate on at the most, where they are too few. */
export function withinImages(draft: Draft, available: number): Draft {
  const [train, validation] = [parseNumber(draft.trainImages), parseNumber(draft.validationImages)];
  // What is no number yet is left to whoever types it.
  if (!(train + validation > available)) return draft;
  const heldOut = Math.min(validation, Math.floor(available / 10));
  const left = available - heldOut;
  return {
    ...draft,
    trainImages: formatCount(left),
    validationImages: formatCount(heldOut),
    batchSize: formatCount(Math.min(parseNumber(draft.batchSize), left)),
  };
}

const COUNTS = ['trainImages', 'validationImages', 'batchSize'] as const;

/**
 * For another data set: no more images than it has. Where the counts are the preset's, but for what the data set before
 * was too small for, they are the preset's again.
 *
 * @param before how many images there were; null where none was open.
 */
export function forImages(draft: Draft, preset: Draft, before: number | null, available: number): Draft {
  const cut = before === null ? null : withinImages(preset, before);
  const isPresets = cut !== null && COUNTS.every((name) => draft[name] === cut[name]);
  const counts = isPresets ? Object.fromEntries(COUNTS.map((name) => [name, preset[name]])) : {};
  return withinImages({ ...draft, ...counts }, available);
}

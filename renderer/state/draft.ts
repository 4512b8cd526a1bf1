import * as v from 'valibot';
import { EpochLabError } from '../../engine/protocol/errors.ts';
import {
  checkSettingsAgainstData,
  trainingSettingsSchema,
  type TrainingSettings,
} from '../../engine/protocol/settings.ts';
import { formatCount, formatPlain, parseNumber, text } from '../i18n/index.ts';

/** The settings of the next run as they stand in their fields: as typed, sensible or not yet. */

export const fieldNames = [
  'learningRate',
  'batchSize',
  'epochs',
  'trainImages',
  'validationImages',
  'seed',
  'threads',
] as const;
export type FieldName = (typeof fieldNames)[number];

export type Draft = Readonly<Record<FieldName, string>>;
export type FieldProblems = Readonly<Partial<Record<FieldName, string>>>;

export type CheckedDraft =
  | { readonly settings: TrainingSettings; readonly problems: null }
  | { readonly settings: null; readonly problems: FieldProblems };

export function toDraft(settings: TrainingSettings): Draft {
  return {
    learningRate: formatPlain(settings.optimizer.learningRate),
    batchSize: formatCount(settings.batchSize),
    epochs: formatCount(settings.epochs),
    trainImages: formatCount(settings.trainImages),
    validationImages: formatCount(settings.validationImages),
    // A seed is a name more than an amount: its digits are not grouped.
    seed: formatPlain(settings.seed),
    threads: formatCount(settings.threads),
  };
}

/** What a field shows once it is left: the same number, written as all the others are. */
export function tidy(field: FieldName, typed: string): string {
  const value = parseNumber(typed);
  if (Number.isNaN(value)) return typed;
  return field === 'learningRate' || field === 'seed' || !Number.isInteger(value)
    ? formatPlain(value)
    : formatCount(value);
}

/** @param trainingImages images in the data set's training split; null while none is open. */
export function checkDraft(draft: Draft, trainingImages: number | null): CheckedDraft {
  const { learningRate, ...others } = draft;
  const candidate = {
    optimizer: { kind: 'sgd', learningRate: parseNumber(learningRate) },
    ...Object.fromEntries(Object.entries(others).map(([field, typed]) => [field, parseNumber(typed)])),
  };
  const result = v.safeParse(trainingSettingsSchema, candidate);
  if (!result.success) return { settings: null, problems: problemsOf(result.issues) };
  if (trainingImages === null) return { settings: result.output, problems: null };
  try {
    checkSettingsAgainstData(result.output, trainingImages);
    return { settings: result.output, problems: null };
  } catch (thrown) {
    if (!(thrown instanceof EpochLabError)) throw thrown;
    const field = toFieldName(String(thrown.details['path']));
    return { settings: null, problems: { [field]: thrown.message } };
  }
}

/** The first problem of each field. */
function problemsOf(issues: readonly v.BaseIssue<unknown>[]): FieldProblems {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const issue of issues) {
    const field = toFieldName(v.getDotPath(issue) ?? '');
    problems[field] ??= text.settings.problem(text.settings[field].label, issue.message);
  }
  return problems;
}

function toFieldName(path: string): FieldName {
  const name = path === 'optimizer.learningRate' ? 'learningRate' : path;
  const field = fieldNames.find((candidate) => candidate === name);
  if (!field) throw new Error(`There is no field for the setting "${path}".`);
  return field;
}

/** The next sensible value up or down from what a field holds: what its arrow keys and buttons do. */
export function stepField(field: FieldName, typed: string, direction: 1 | -1): string {
  const value = parseNumber(typed);
  if (Number.isNaN(value)) return typed;
  return tidy(field, String(stepValue(field, value, direction)));
}

function stepValue(field: FieldName, value: number, direction: 1 | -1): number {
  switch (field) {
    case 'learningRate':
      return stepOneTwoFive(value, direction);
    case 'batchSize':
      return stepPowerOfTwo(value, direction);
    case 'trainImages':
      return stepMultiple(value, 1000, 1, direction);
    case 'validationImages':
      return stepMultiple(value, 1000, 0, direction);
    case 'epochs':
    case 'threads':
      return stepMultiple(value, 1, 1, direction);
    case 'seed':
      return stepMultiple(value, 1, 0, direction);
    default:
      return field satisfies never;
  }
}

/** Along 0.01, 0.02, 0.05, 0.1, … */
function stepOneTwoFive(value: number, direction: 1 | -1): number {
  if (value <= 0) return 0.001;
  const exponent = Math.floor(Math.log10(value));
  const ladder: number[] = [];
  for (let power = exponent - 1; power <= exponent + 1; power++) {
    for (const digit of [1, 2, 5]) ladder.push(Number(`${digit}e${power}`));
  }
  const isNext = (rung: number) => (direction > 0 ? rung > value * (1 + 1e-9) : rung < value * (1 - 1e-9));
  return (direction > 0 ? ladder.find(isNext) : ladder.findLast(isNext)) ?? value;
}

function stepPowerOfTwo(value: number, direction: 1 | -1): number {
  if (value < 1) return 1;
  const exponent = Math.log2(value);
  return 2 ** Math.max(0, direction > 0 ? Math.floor(exponent) + 1 : Math.ceil(exponent) - 1);
}

function stepMultiple(value: number, step: number, least: number, direction: 1 | -1): number {
  const steps = value / step;
  return Math.max(least, (direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1) * step);
}

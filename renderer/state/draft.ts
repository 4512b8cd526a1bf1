import * as v from 'valibot';
import { boundsOf } from '../../engine/protocol/parse.ts';
import {
  conflictingSettings,
  findDataConflict,
  trainingSettingsSchema,
  type OptimizerKind,
  type ScheduleSettings,
  type TrainingSettings,
} from '../../engine/protocol/settings.ts';
import { formatCount, formatPlain, parseNumber, text } from '../i18n/index.ts';
import { fieldNames, type FieldName } from './field-names.ts';
import { stepValue } from './field-steps.ts';

export { fieldNames, type FieldName } from './field-names.ts';

/** The settings of the next run as they stand in their fields: as typed, sensible or not yet. */

/** What is chosen, not typed. */
export interface Choices {
  readonly optimizer: OptimizerKind;
  readonly schedule: ScheduleSettings['kind'];
  readonly clipping: 'none' | 'norm' | 'value';
  readonly split: 'stratified' | 'inOrder';
  readonly earlyStopping: 'off' | 'on';
  readonly augmentation: 'off' | 'on';
  readonly fast: 'off' | 'on';
}
export type ChoiceName = keyof Choices;
export const choiceNames = [
  'optimizer',
  'schedule',
  'clipping',
  'split',
  'earlyStopping',
  'augmentation',
  'fast',
] as const satisfies readonly ChoiceName[];

/** What a person did to a run while it went on, to be done again. */
export type Replay = Pick<TrainingSettings, 'rateChanges' | 'continued'>;

export type Draft = Readonly<Record<FieldName, string>> & Choices & { readonly replay: Replay | null };
export type FieldProblems = Readonly<Partial<Record<FieldName, string>>>;

export type CheckedDraft =
  | { readonly settings: TrainingSettings; readonly problems: null }
  | { readonly settings: null; readonly problems: FieldProblems };

interface Field {
  /** Where its value stands in the settings. */
  readonly path: string;
  /** What it holds before anybody has said anything. */
  readonly initial: number;
  /** Whether the choices leave it a meaning. */
  readonly isUsed: (choices: Choices) => boolean;
  /** 0 means "off", and is left out. */
  readonly offAtZero?: boolean;
}

const always = () => true;
const optimizerIs =
  (...kinds: OptimizerKind[]) =>
  ({ optimizer }: Choices) =>
    kinds.includes(optimizer);
const scheduleIs =
  (...kinds: ScheduleSettings['kind'][]) =>
  ({ schedule }: Choices) =>
    kinds.includes(schedule);
const augments = ({ augmentation }: Choices) => augmentation === 'on';
const ADAMS = ['adam', 'adamw'] as const;

const fields: Record<FieldName, Field> = {
  learningRate: { path: 'optimizer.learningRate', initial: 0.05, isUsed: always },
  batchSize: { path: 'batchSize', initial: 16, isUsed: always },
  epochs: { path: 'epochs', initial: 3, isUsed: always },
  momentum: { path: 'optimizer.momentum', initial: 0.9, isUsed: optimizerIs('momentum', 'nesterov') },
  smoothing: { path: 'optimizer.smoothing', initial: 0.99, isUsed: optimizerIs('rmsprop') },
  beta1: { path: 'optimizer.beta1', initial: 0.9, isUsed: optimizerIs(...ADAMS) },
  beta2: { path: 'optimizer.beta2', initial: 0.999, isUsed: optimizerIs(...ADAMS) },
  epsilon: { path: 'optimizer.epsilon', initial: 1e-8, isUsed: optimizerIs('rmsprop', ...ADAMS) },
  weightDecay: { path: 'optimizer.weightDecay', initial: 0, isUsed: always, offAtZero: true },
  clipLimit: { path: 'clipping.limit', initial: 1, isUsed: ({ clipping }) => clipping !== 'none' },
  scheduleEpochs: { path: 'schedule.epochs', initial: 1, isUsed: scheduleIs('step') },
  scheduleFactor: { path: 'schedule.factor', initial: 0.1, isUsed: scheduleIs('step', 'plateau') },
  scheduleMinimum: { path: 'schedule.minimum', initial: 0, isUsed: scheduleIs('cosine') },
  schedulePatience: { path: 'schedule.patience', initial: 2, isUsed: scheduleIs('plateau') },
  scheduleThreshold: { path: 'schedule.threshold', initial: 1e-4, isUsed: scheduleIs('plateau') },
  warmUpSteps: { path: 'warmUpSteps', initial: 0, isUsed: always, offAtZero: true },
  trainImages: { path: 'trainImages', initial: 20_000, isUsed: always },
  validationImages: { path: 'validationImages', initial: 2_000, isUsed: always },
  patience: {
    path: 'earlyStopping.patience',
    initial: 3,
    isUsed: ({ earlyStopping }) => earlyStopping === 'on',
  },
  shift: { path: 'augmentation.shift', initial: 2, isUsed: augments },
  rotate: { path: 'augmentation.rotate', initial: 10, isUsed: augments },
  scale: { path: 'augmentation.scale', initial: 0.1, isUsed: augments },
  shear: { path: 'augmentation.shear', initial: 0.1, isUsed: augments },
  elastic: { path: 'augmentation.elastic', initial: 0, isUsed: augments },
  handwriting: { path: 'augmentation.handwriting', initial: 0, isUsed: augments, offAtZero: true },
  seed: { path: 'seed', initial: 1, isUsed: always },
  threads: { path: 'threads', initial: 2, isUsed: always },
};

/** Whether a field has a meaning, as the draft's choices are. */
export function isUsed(field: FieldName, choices: Choices): boolean {
  return fields[field].isUsed(choices);
}

export function toDraft(settings: TrainingSettings): Draft {
  const { schedule, clipping, rateChanges, continued } = settings;
  const values = Object.fromEntries(
    fieldNames.map((field) => {
      const value = valueAt(settings, fields[field].path);
      return [field, show(field, typeof value === 'number' ? value : fields[field].initial)];
    }),
  ) as Record<FieldName, string>;
  return {
    ...values,
    optimizer: settings.optimizer.kind,
    schedule: schedule?.kind ?? 'constant',
    clipping: clipping?.kind ?? 'none',
    split: settings.split ?? 'inOrder',
    earlyStopping: settings.earlyStopping ? 'on' : 'off',
    augmentation: settings.augmentation ? 'on' : 'off',
    fast: settings.fast ? 'on' : 'off',
    replay:
      rateChanges || continued
        ? { ...(rateChanges && { rateChanges }), ...(continued && { continued }) }
        : null,
  };
}

function valueAt(settings: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], settings);
}

/** A seed is a name more than an amount: its digits are not grouped. */
function show(field: FieldName, value: number): string {
  return field === 'seed' || !Number.isSafeInteger(value) ? formatPlain(value) : formatCount(value);
}

/** What a field shows once it is left: the same number, written as all the others are. */
export function tidy(field: FieldName, typed: string): string {
  const value = parseNumber(typed);
  return Number.isNaN(value) ? typed : show(field, value);
}

/** @param trainingImages images in the data set's training split; null while none is open. */
export function checkDraft(draft: Draft, trainingImages: number | null): CheckedDraft {
  const result = v.safeParse(trainingSettingsSchema, toCandidate(draft));
  if (!result.success) return { settings: null, problems: problemsOf(result.issues, draft) };
  if (trainingImages === null) return { settings: result.output, problems: null };
  const conflict = findDataConflict(result.output, trainingImages);
  if (conflict === null) return { settings: result.output, problems: null };
  const field = toFieldName(conflictingSettings[conflict], draft);
  const problem = text.settings.conflict(conflict, result.output, trainingImages);
  return { settings: null, problems: { [field]: problem } };
}

/** Settings as the fields say, right or wrong; what is off is left out. */
function toCandidate(draft: Draft): unknown {
  const candidate: Record<string, unknown> = {
    optimizer: { kind: draft.optimizer },
    ...(draft.schedule !== 'constant' && { schedule: { kind: draft.schedule } }),
    ...(draft.clipping !== 'none' && { clipping: { kind: draft.clipping } }),
    ...(draft.split === 'stratified' && { split: draft.split }),
    ...(draft.earlyStopping === 'on' && { earlyStopping: {} }),
    ...(draft.augmentation === 'on' && { augmentation: {} }),
    ...(draft.fast === 'on' && { fast: true }),
    ...draft.replay,
  };
  for (const name of fieldNames) {
    const { path, isUsed: used, offAtZero = false } = fields[name];
    const value = parseNumber(draft[name]);
    // AdamW's weight decay is never "off" by being left out.
    const isOff = offAtZero && value === 0 && !(name === 'weightDecay' && draft.optimizer === 'adamw');
    if (!used(draft) || isOff) continue;
    const [first, second] = path.split('.') as [string, string?];
    if (second === undefined) candidate[first] = value;
    else candidate[first] = { ...(candidate[first] as object), [second]: value };
  }
  return candidate;
}

/** The first problem of each field. */
function problemsOf(issues: readonly v.BaseIssue<unknown>[], draft: Draft): FieldProblems {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const issue of issues) {
    const field = toFieldName(v.getDotPath(issue) ?? '', draft);
    problems[field] ??= rangeProblem(text.settings[field].label, issue.message);
  }
  return problems;
}

/** What is wrong with a number, in the language of the window. */
export function rangeProblem(label: string, message: string): string {
  const bounds = boundsOf(message);
  return text.settings.problem(label, bounds ? text.settings.mustBe(bounds) : message);
}

function toFieldName(path: string, draft: Draft): FieldName {
  const field = fieldNames.find((name) => fields[name].path === path && isUsed(name, draft));
  if (!field) throw new Error(`There is no field for the setting "${path}".`);
  return field;
}

/** The next sensible value up or down from what a field holds: what its arrow keys and buttons do. */
export function stepField(field: FieldName, typed: string, direction: 1 | -1): string {
  const value = parseNumber(typed);
  if (Number.isNaN(value)) return typed;
  return tidy(field, String(stepValue(field, value, direction)));
}

/** Whether a draft differs from another in a field or a choice that has a meaning. */
export function differs(name: FieldName | ChoiceName, draft: Draft, other: Draft): boolean {
  if ((choiceNames as readonly string[]).includes(name)) return draft[name] !== other[name];
  const field = name as FieldName;
  if (!isUsed(field, draft)) return false;
  return !isUsed(field, other)
    ? tidy(field, draft[field]) !== show(field, fields[field].initial)
    : tidy(field, draft[field]) !== other[field];
}

/** What a field would hold without a person's doing. */
export function initialOf(field: FieldName, preset: Draft): string {
  return isUsed(field, preset) ? preset[field] : show(field, fields[field].initial);
}

import type { Dataset } from '../data/dataset.ts';
import { defaultThreads } from '../host/machine.ts';
import { EpochLabError } from '../protocol/errors.ts';
import { parse } from '../protocol/parse.ts';
import type { Preset } from '../protocol/presets.ts';
import {
  optimizerKinds,
  scheduleKinds,
  trainingSettingsSchema,
  type OptimizerKind,
  type TrainingSettings,
} from '../protocol/settings.ts';
import type { Option, Options } from './command.ts';

/** Everything besides network and data that decides how a run goes, as options of the command line. */

const splitKinds = ['in-order', 'stratified'] as const;

export const hyperparameterOptions: Readonly<Record<string, Option>> = {
  epochs: { value: 'N', help: 'Times through all training images (default: the preset’s).' },
  'batch-size': { value: 'N', help: 'Images a step (default: the preset’s).' },
  optimizer: { value: 'NAME', help: `${optimizerKinds.join(', ')} (default sgd).` },
  'learning-rate': {
    value: 'RATE',
    help: 'Step size of the optimizer (default: the preset’s for sgd, 0.01 with momentum, 0.001 for the others).',
  },
  momentum: { value: 'M', help: 'momentum, nesterov: how much of the velocity is kept (default 0.9).' },
  smoothing: { value: 'A', help: 'rmsprop: how much of the mean of squares is kept (default 0.99).' },
  beta1: { value: 'B', help: 'adam, adamw: how much of the mean is kept (default 0.9).' },
  beta2: { value: 'B', help: 'adam, adamw: how much of the mean of squares is kept (default 0.999).' },
  epsilon: { value: 'E', help: 'rmsprop, adam, adamw: keeps from dividing by 0 (default 1e-8).' },
  'weight-decay': { value: 'L', help: 'How much weights are pulled towards 0 (default 0; 0.01 for adamw).' },
  'clip-norm': { value: 'N', help: 'Shorten gradients that are longer than this.' },
  'clip-value': { value: 'V', help: 'Limit each value of a gradient to this, either way.' },
  schedule: { value: 'NAME', help: `Of the learning rate: ${scheduleKinds.join(', ')} (default constant).` },
  'schedule-epochs': { value: 'N', help: 'step: epochs at one rate.' },
  'schedule-factor': { value: 'F', help: 'step, plateau: what the rate is multiplied by (default 0.1).' },
  'schedule-minimum': { value: 'F', help: 'cosine: the last rate, as a fraction of the first (default 0).' },
  'schedule-patience': { value: 'N', help: 'plateau: epochs without progress to wait for (default 10).' },
  'schedule-threshold': { value: 'F', help: 'plateau: less progress than this is none (default 0.0001).' },
  'warm-up-steps': { value: 'N', help: 'Steps in which the rate grows to its full size (default 0).' },
  shift: { value: 'PIXELS', help: 'Vary training images: move them by up to this.' },
  rotate: { value: 'DEGREES', help: 'Vary training images: turn them by up to this, either way.' },
  scale: { value: 'F', help: 'Vary training images: enlarge or shrink them by up to this fraction.' },
  shear: { value: 'F', help: 'Vary training images: slant them by up to this fraction.' },
  elastic: { value: 'PIXELS', help: 'Vary training images: crumple them by about this.' },
  handwriting: {
    value: 'F',
    help: 'Replace this fraction of the digits by such as a made-up hand draws on the pad, in many styles.',
  },
  seed: { value: 'N', help: 'Seed of all that is random (default 1).' },
  'train-images': { value: 'N', help: 'Training images to learn from (default: all that are left).' },
  'validation-images': { value: 'N', help: 'Training images to hold out, to validate on (default 0).' },
  split: {
    value: 'NAME',
    help:
      'How they are chosen: in-order learns from the first ones and holds out the last ones; stratified goes by the ' +
      'seed, with the same share of each class in both (default in-order).',
  },
  'early-stopping': {
    value: 'N',
    help: 'End the run when the validation loss has had no new low for N epochs.',
  },
  threads: {
    value: 'N',
    help: 'Threads; they change the speed alone (default: cores, less one for others).',
  },
  fast: { help: 'Faster kernels; the last bits of results then depend on the processor.' },
};

/** Which option sets which member of an optimizer's or a schedule's settings, and for which kinds it is meant. */
const ADAMS = ['adam', 'adamw'];
const optimizerMembers: Record<string, { readonly member: string; readonly kinds: readonly string[] }> = {
  momentum: { member: 'momentum', kinds: ['momentum', 'nesterov'] },
  smoothing: { member: 'smoothing', kinds: ['rmsprop'] },
  beta1: { member: 'beta1', kinds: ADAMS },
  beta2: { member: 'beta2', kinds: ADAMS },
  epsilon: { member: 'epsilon', kinds: ['rmsprop', ...ADAMS] },
  'weight-decay': { member: 'weightDecay', kinds: optimizerKinds },
};
const scheduleMembers: typeof optimizerMembers = {
  'schedule-epochs': { member: 'epochs', kinds: ['step'] },
  'schedule-factor': { member: 'factor', kinds: ['step', 'plateau'] },
  'schedule-minimum': { member: 'minimum', kinds: ['cosine'] },
  'schedule-patience': { member: 'patience', kinds: ['plateau'] },
  'schedule-threshold': { member: 'threshold', kinds: ['plateau'] },
};
const augmentations = ['shift', 'rotate', 'scale', 'shear', 'elastic', 'handwriting'];

/** @throws EpochLabError `invalid-argument` for impossible hyperparameters, naming the option. */
export function readHyperparameters(options: Options, preset: Preset, dataset: Dataset): TrainingSettings {
  const validationImages = options.number('validation-images', 0);
  const settings = {
    optimizer: readOptimizer(options, preset),
    ...readClipping(options),
    ...readSchedule(options),
    ...given(options, { 'warm-up-steps': 'warmUpSteps' }),
    ...readAugmentation(options),
    batchSize: options.number('batch-size', preset.settings.batchSize),
    epochs: options.number('epochs', preset.settings.epochs),
    trainImages: options.number('train-images', Math.max(1, dataset.info.trainImages - validationImages)),
    validationImages,
    // The order in which they come is what is left out.
    ...(options.choice('split', splitKinds, 'in-order') === 'stratified' && { split: 'stratified' }),
    ...(options.text('early-stopping') !== undefined && {
      earlyStopping: { patience: options.number('early-stopping', 0) },
    }),
    seed: options.number('seed', preset.settings.seed),
    threads: options.number('threads', defaultThreads()),
    ...(options.flag('fast') && { fast: true }),
  };
  try {
    return parse(trainingSettingsSchema, settings, 'Training settings');
  } catch (problem) {
    throw nameOption(problem, options);
  }
}

function readOptimizer(options: Options, preset: Preset) {
  const kind = options.choice('optimizer', optimizerKinds, 'sgd');
  const learningRate = options.number('learning-rate', defaultRate(kind, preset));
  return { kind, learningRate, ...membersFor(kind, optimizerMembers, options) };
}

function defaultRate(kind: OptimizerKind, preset: Preset): number {
  if (kind === 'sgd') return preset.settings.optimizer.learningRate;
  return kind === 'momentum' || kind === 'nesterov' ? 0.01 : 0.001;
}

function readClipping(options: Options) {
  const [norm, value] = [options.text('clip-norm'), options.text('clip-value')];
  if (norm !== undefined && value !== undefined) {
    throw new EpochLabError('invalid-argument', 'Give either --clip-norm or --clip-value, not both.');
  }
  if (norm !== undefined) return { clipping: { kind: 'norm', limit: options.number('clip-norm', 0) } };
  if (value !== undefined) return { clipping: { kind: 'value', limit: options.number('clip-value', 0) } };
  return {};
}

function readSchedule(options: Options) {
  const kind = options.choice('schedule', scheduleKinds, 'constant');
  const members = membersFor(kind, scheduleMembers, options);
  if (kind === 'step' && members['epochs'] === undefined) {
    throw new EpochLabError('invalid-argument', '--schedule step needs --schedule-epochs.');
  }
  // A constant rate is what is left out.
  return kind === 'constant' ? {} : { schedule: { kind, ...members } };
}

function readAugmentation(options: Options) {
  const strengths = given(options, Object.fromEntries(augmentations.map((name) => [name, name])));
  return Object.keys(strengths).length > 0 ? { augmentation: strengths } : {};
}

/** The members of settings of one kind that were given. @throws EpochLabError for one that is for other kinds. */
function membersFor(
  kind: string,
  members: typeof optimizerMembers,
  options: Options,
): Record<string, number> {
  for (const [option, { kinds }] of Object.entries(members)) {
    if (options.text(option) === undefined || kinds.includes(kind)) continue;
    throw new EpochLabError('invalid-argument', `--${option} is for ${kinds.join(', ')}, not for ${kind}.`);
  }
  return given(
    options,
    Object.fromEntries(Object.entries(members).map(([name, { member }]) => [name, member])),
  );
}

/** Those options that were given, as numbers, under the names of the settings. */
function given(options: Options, names: Readonly<Record<string, string>>): Record<string, number> {
  const found = Object.entries(names).filter(([option]) => options.text(option) !== undefined);
  return Object.fromEntries(found.map(([option, name]) => [name, options.number(option, 0)]));
}

/** "Training settings: batchSize: must be …" becomes "--batch-size must be …". */
function nameOption(problem: unknown, options: Options): unknown {
  if (!(problem instanceof EpochLabError) || typeof problem.details['path'] !== 'string') return problem;
  const path = problem.details['path'];
  const reason = problem.message.split(': ').at(-1);
  return new EpochLabError(problem.code, `--${optionOf(path, options)} ${reason}.`, problem.details);
}

function optionOf(path: string, options: Options): string {
  const [group, member] = path.includes('.')
    ? [path.slice(0, path.indexOf('.')), path.slice(path.indexOf('.') + 1)]
    : ['', path];
  if (group === 'earlyStopping') return 'early-stopping';
  if (group === 'clipping') return options.text('clip-norm') === undefined ? 'clip-value' : 'clip-norm';
  const name = member.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return group === 'schedule' ? `schedule-${name}` : name;
}

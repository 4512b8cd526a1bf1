import { describeBounds } from '../../../engine/protocol/parse.ts';
import { describeDataConflict } from '../../../engine/protocol/settings.ts';
import { formatCount } from '../format.ts';
import { byNumber, plural, steps } from './words.ts';

/** In English: the settings of a run. */

export const settings = {
  title: 'Settings',
  reset: 'Reset to preset',
  undo: 'Undo',
  redo: 'Redo',
  groups: {
    learning: 'Learning',
    images: 'Images',
    optimizer: 'Optimiser',
    schedule: 'Learning-rate schedule',
    regularisation: 'Against overfitting',
    augmentation: 'Augmentation',
    machine: 'Machine',
  },
  hints: {
    optimizer: 'How gradients become steps.',
    schedule: 'How the learning rate changes in the course of a run.',
    regularisation: 'What keeps a network from learning its images by heart.',
    augmentation: 'Each training image is varied anew each time that it comes up.',
    machine: 'What the engine may use of this computer.',
  },
  more: 'Higher',
  less: 'Lower',
  changed: (preset: string) => `Changed; the preset has ${preset}.`,
  revert: (label: string, preset: string) => `${label}: back to ${preset}`,
  changes: (count: number) => plural(count, 'change', 'changes'),
  problem: (label: string, reason: string) => `${label} ${reason}.`,
  mustBe: describeBounds,
  conflict: describeDataConflict,
  stepsAnEpoch: (perEpoch: number, total: number) =>
    `${steps(perEpoch)} an epoch, ${formatCount(total)} in all`,
  locked: 'For the next run; this one keeps its own.',
  learningRate: { label: 'Learning rate', unit: '', explanation: 'How far a step moves the weights.' },
  batchSize: { label: 'Batch size', unit: 'images', explanation: 'Images averaged for one step.' },
  epochs: { label: 'Epochs', unit: '', explanation: 'How often every training image is seen.' },
  momentum: {
    label: 'Momentum',
    unit: '',
    explanation: 'How much of the last step’s speed is kept: 0.9 averages about ten steps.',
  },
  smoothing: {
    label: 'Smoothing',
    unit: '',
    explanation: 'How slowly the mean of squared gradients forgets: 0.99 is about a hundred steps.',
  },
  beta1: {
    label: 'β₁',
    unit: '',
    explanation: 'How slowly the mean gradient forgets: 0.9 is about ten steps.',
  },
  beta2: {
    label: 'β₂',
    unit: '',
    explanation: 'How slowly the mean of squared gradients forgets: 0.999 is about a thousand steps.',
  },
  epsilon: { label: 'ε', unit: '', explanation: 'Keeps the step finite where gradients are almost 0.' },
  weightDecay: {
    label: 'Weight decay',
    unit: '',
    explanation: 'Each step also pulls the weights towards 0. 0 is off; 0.0001 is usual.',
  },
  clipLimit: {
    label: 'Limit',
    unit: '',
    explanation: 'Gradients beyond this are cut down to it, before the step.',
  },
  scheduleEpochs: {
    label: 'Every',
    unit: 'epochs',
    explanation: 'For so many epochs the rate stays the same.',
  },
  scheduleFactor: { label: 'Factor', unit: '', explanation: 'What the rate is multiplied by each time.' },
  scheduleMinimum: {
    label: 'Ends at',
    unit: 'of the rate',
    explanation: 'The last rate, as a fraction of the first.',
  },
  schedulePatience: {
    label: 'Patience',
    unit: 'epochs',
    explanation: 'Epochs without progress before the rate falls.',
  },
  scheduleThreshold: {
    label: 'Least progress',
    unit: '',
    explanation: 'Less progress than this fraction of the best loss is none.',
  },
  warmUpSteps: {
    label: 'Warm-up',
    unit: 'steps',
    explanation: 'The rate grows evenly to its size at first. 0 is off.',
  },
  trainImages: { label: 'Training images', unit: '', explanation: 'The network learns from these.' },
  validationImages: {
    label: 'Validation images',
    unit: '',
    explanation: 'Held out: looked at, never learned from.',
  },
  patience: {
    label: 'Patience',
    unit: 'epochs',
    explanation: 'Training ends when the validation loss has had no new low for this long.',
  },
  shift: { label: 'Shift', unit: 'pixels', explanation: 'Moved by up to this, either way.' },
  rotate: { label: 'Turn', unit: '°', explanation: 'Turned by up to this, either way.' },
  scale: { label: 'Size', unit: '', explanation: 'Made larger or smaller by up to this fraction.' },
  shear: { label: 'Slant', unit: '', explanation: 'Slanted by up to this fraction.' },
  elastic: {
    label: 'Crumple',
    unit: 'pixels',
    explanation: 'Places move by about this, neighbours together.',
  },
  handwriting: {
    label: 'Other hands',
    unit: '',
    explanation: 'This share of the digits is written anew by a made-up hand. 0 is off.',
  },
  dropout: {
    label: 'Dropout',
    unit: '%',
    explanation: 'Values left out at random while training, in the network’s dropout layer. 0 is off.',
    none: 'Your network has no place for it: it goes before the last dense layer.',
    several: 'Your dropout layers differ: set them in Network.',
    problem: 'must be from 0 to 95',
  },
  seed: { label: 'Seed', unit: '', explanation: 'Same seed, same curve, everywhere.' },
  threads: { label: 'Threads', unit: '', explanation: 'Changes the speed, not the result.' },
  optimizer: {
    label: 'Optimiser',
    options: {
      sgd: 'SGD',
      momentum: 'Momentum',
      nesterov: 'Nesterov',
      rmsprop: 'RMSprop',
      adam: 'Adam',
      adamw: 'AdamW',
    },
    explanations: {
      sgd: 'Straight down the slope of each batch.',
      momentum: 'Steps gather speed along the slope.',
      nesterov: 'Momentum that looks ahead.',
      rmsprop: 'Each weight’s step is divided by the usual size of its gradient.',
      adam: 'Momentum, with a step size for each weight.',
      adamw: 'Adam, with weight decay apart from the gradient.',
    },
  },
  schedule: {
    label: 'Schedule',
    options: { constant: 'Constant', step: 'In steps', cosine: 'Cosine', plateau: 'On plateaus' },
    explanations: {
      constant: 'The same rate from beginning to end.',
      step: 'The rate falls by a factor every few epochs.',
      cosine: 'The rate falls smoothly along half a cosine.',
      plateau: 'The rate falls when the loss does not.',
    },
    picture: (from: string, to: string) => `The learning rate over the run, from ${from} to ${to}.`,
    dependsOnLoss: 'Falls further whenever the loss does not.',
  },
  clipping: {
    label: 'Clipping',
    options: { none: 'Off', norm: 'By length', value: 'By value' },
    explanations: {
      none: 'Gradients are taken as they are.',
      norm: 'A gradient that is too long is shortened as a whole.',
      value: 'Each value of a gradient is cut off by itself.',
    },
  },
  split: {
    label: 'Choice',
    options: { stratified: 'Stratified', inOrder: 'In order' },
    explanations: {
      stratified: 'By chance, from the seed, with the same share of each class in both.',
      inOrder: 'The first ones to learn from, the last ones held out.',
    },
  },
  earlyStopping: {
    label: 'Early stopping',
    options: { off: 'Off', on: 'On' },
    explanations: {
      off: 'All epochs are trained.',
      on: 'Training ends when the validation loss stops falling.',
    },
  },
  augmentation: {
    label: 'Vary images',
    options: { off: 'Off', on: 'On' },
    explanations: {
      off: 'Images are shown as they are.',
      on: 'A digit that is moved or turned a little is the same digit.',
    },
    preview: 'What the network will see',
    previewLabel: 'Training images, each followed by its variations',
    original: 'as it is',
    another: 'Other images',
  },
  fast: {
    label: 'Fast build',
    options: { off: 'Off', on: 'On' },
    explanations: {
      off: 'The same bits on every computer.',
      on: 'Faster where the processor can; fingerprints then differ between computers.',
    },
  },
  replay: {
    rates: (changes: number) =>
      `Repeats ${plural(changes, 'change', 'changes')} of the learning rate that ${byNumber(changes, 'was', 'were')} made by hand.`,
    continued: 'Repeats that the run was continued.',
    drop: 'Leave out',
  },
} as const;

import { formatCount, formatDuration, formatPercent, formatPlain } from '../format.ts';
import { plural } from './words.ts';

/** In English: the frame around every place: rail, bars, messages. */

export const app = {
  name: 'Epoch Lab',
  untitled: 'No model yet',
} as const;

export const places = {
  label: 'Experiment',
  data: 'Data',
  collect: 'Collect',
  network: 'Network',
  train: 'Train',
  results: 'Results',
  explain: 'Explain',
  runs: 'Runs',
  labs: 'Labs',
  marks: {
    ready: 'ready',
    open: 'open',
    working: 'running',
    paused: 'paused',
    stale: 'belongs to another network',
    problem: 'needs attention',
  },
} as const;

export const bar = {
  unsaved: 'Trained, not saved',
  open: 'Open model…',
  save: 'Save model…',
  openShort: 'Open…',
  saveShort: 'Save…',
  nothingToSave: 'There is no model to save yet.',
  notWhileTraining: 'The weights are changing. Pause or stop first.',
  theme: (theme: string) => `Theme: ${theme}`,
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  showPad: 'Show drawing pad',
  hidePad: 'Hide drawing pad',
} as const;

export const run = {
  label: 'Training run',
  train: 'Train',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  step: 'One step',
  epoch: 'To the end of the epoch',
  ended: {
    finished: 'Training has finished',
    stopped: 'Training was stopped',
    failed: 'Training failed',
  },
  endedText: (network: string, accuracy: string | null) =>
    accuracy === null ? network : `${network}: ${accuracy} of the test images read right`,
  progress: 'Training progress',
  timeLeft: (seconds: number) => `${formatDuration(seconds)} left`,
  percent: (fraction: number) => formatPercent(fraction, 0),
  idle: 'Ready to train',
  opening: 'Opening the data set…',
  starting: 'Starting the engine…',
  noEngine: 'No engine',
  fix: (field: string) => `Check: ${field.toLowerCase()}`,
  fixNetwork: 'Check: network',
  status: {
    running: 'Training',
    paused: 'Paused',
    testing: 'Testing',
    finished: 'Finished',
    stopped: 'Stopped',
    failed: 'Failed',
  },
} as const;

export const engine = {
  notThere: 'The engine is not running.',
  notRead: 'The engine did not answer as expected',
  starting: 'Starting the engine…',
  ready: 'Engine ready',
  crashedTitle: 'The engine stopped and is being started again',
  crashedKept: 'Your settings and your drawing are kept.',
  restoredTitle: 'The engine was restarted',
  continueRun: 'Continue the run',
  restartedText: 'No run was going on. Everything is as before.',
  restartedWithoutRun:
    'The run could not be brought back. Your settings are kept: press Train to run it again.',
  failedTitle: 'The engine could not be kept running',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
} as const;

export const notices = {
  label: 'Messages',
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  earlier: (count: number) => plural(count, 'earlier message', 'earlier messages'),
} as const;

export const status = {
  label: 'What the window shows',
  dataset: (name: string, train: number, test: number) =>
    `${name} ${formatCount(train)} + ${formatCount(test)}`,
  noDataset: 'No data set',
  network: (name: string, weights: number) => `${name}, ${plural(weights, 'weight', 'weights')}`,
  seed: (seed: number) => `Seed ${formatPlain(seed)}`,
  fingerprint: 'Fingerprint',
  threads: (threads: number) => plural(threads, 'thread', 'threads'),
} as const;

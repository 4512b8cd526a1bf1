import {
  formatCount,
  formatEpoch,
  formatLoss,
  formatPercent,
  formatPlain,
  formatSignificant,
} from '../format.ts';
import { plural, steps } from './words.ts';

/** In English: files that are looked into, exports, and work that was interrupted. */

export const documents = {
  saveAs: 'Save as…',
  notRead: 'The file could not be read',
  settingsFirst: 'A setting of the run is not possible as it stands. Put it right in “Train” first.',

  noCheckpoints: 'Checkpoints cannot be written',
  saveElsewhere: 'A crash would now lose what is trained: pause, and save the model in another place.',
  checkpointsAgain: 'Checkpoints are being written again',
  windowLost: 'The window stopped and was loaded again',
  windowKept: 'Network, settings, drawing and history are as they were. A run that was going on has gone on.',
  appLost: 'Epoch Lab was not closed properly last time',
  appKept: 'Network, settings and drawing are as they were.',

  interruptedTitle: 'A training run was interrupted',
  interruptedText: (dataset: string, step: number, epoch: number, epochs: number, time: string) =>
    `On ${dataset}, kept at step ${formatCount(step)}, epoch ${formatEpoch(epoch)} of ${formatCount(epochs)} (${time}). ` +
    'It ends with the same weights as if it had never stopped.',
  unsavedTitle: 'A trained model was not saved',
  unsavedText: (dataset: string, step: number, time: string) =>
    `Trained on ${dataset} for ${steps(step)} (${time}).`,
  continueRun: 'Continue where it stopped',
  bringBack: 'Bring it back',
  discard: 'Discard',

  inspectTitle: (name: string) => `What is in ${name}`,
  kinds: {
    model: 'Model of Epoch Lab',
    checkpoint: 'Run that can be continued',
    onnx: 'ONNX export of Epoch Lab',
    weights: 'Weights of another program',
    other: 'Not a model',
  },
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${formatCount(Math.ceil(bytes / 1000))} kB`
      : `${formatPlain(Math.round(bytes / 1e5) / 10)} MB`,
  formatVersion: (version: number) => `format version ${formatPlain(version)}`,
  cannotOpen: 'This version cannot open it',
  noModel: 'It cannot be opened',
  canOpen: 'This version can open it',
  facts: {
    layers: 'Layers',
    parameters: 'Parameters',
    dataset: 'Learned from',
    classes: 'Classes',
    training: 'Training',
    optimizer: 'Optimiser',
    seed: 'Seed',
    fingerprint: 'Fingerprint',
    test: 'Test accuracy',
    curve: 'Training loss',
  },
  trained: (step: number, epoch: number, epochs: number) =>
    `${steps(step)}, epoch ${formatEpoch(epoch)} of ${formatCount(epochs)}`,
  optimizer: (name: string, rate: number, batch: number) =>
    `${name}, learning rate ${formatPlain(rate)}, batches of ${formatCount(batch)}`,
  tested: (accuracy: number, images: number) =>
    `${formatPercent(accuracy, 2)} of ${plural(images, 'image', 'images')}`,
  notTested: 'not tested',
  noFingerprint: 'none: training was not finished',
  holds: 'the weights are those it was made of',
  broken: 'the weights are not those it was made of',
  altered:
    'Its weights are not those that its fingerprint was made of: it was changed or damaged since it was saved.',
  curveLabel: (first: number, last: number) => `Loss from ${formatLoss(first)} to ${formatLoss(last)}`,
  weightsHint:
    'It does not say what network its tensors belong to. They can be put into the network as it is drawn up.',
  open: 'Open',
  importWeights: 'Put into my network',
  close: 'Close',

  exportTitle: 'Take it elsewhere',
  exportHint: 'The trained network for other programs. A class that outgrows this computer goes on there.',
  formats: {
    onnx: {
      name: 'ONNX',
      about: 'One file that most programs can run. It is run and compared before you get it.',
    },
    npz: {
      name: 'NumPy and Keras',
      about: 'The weights as arrays, with a short program for each that loads them.',
    },
    pytorch: {
      name: 'PyTorch project',
      about:
        'A folder with network, training program, weights and images: for a graphics card, or a cluster.',
    },
  },
  export: 'Export…',
  exportOf: (name: string) => `Export as ${name}…`,
  exporting: 'Exporting and checking…',
  exported: (names: readonly string[]) =>
    names.length > 3 ? `Wrote ${plural(names.length, 'file', 'files')}.` : `Wrote ${names.join(', ')}.`,
  verified: (program: string, images: number, isReal: boolean, difference: number) =>
    `Verified: ${program} gave the same logits for ${isReal ? plural(images, 'test image', 'test images') : plural(images, 'made-up image', 'made-up images')}; ` +
    `the largest difference is ${formatSignificant(difference, 2)}.`,
  notVerified: (program: string, images: number, difference: number, same: number) =>
    `Not verified: ${program} differs by up to ${formatSignificant(difference, 2)}, and names the same class for ` +
    `${formatCount(same)} of ${plural(images, 'image', 'images')}. Do not rely on this file.`,
  notChecked: 'Not run here: each program in it checks itself when it is started.',
  notExported: 'It could not be exported',
};

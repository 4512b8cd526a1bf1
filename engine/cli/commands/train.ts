import type { Dataset } from '../../data/dataset.ts';
import { fingerprint } from '../../formats/fingerprint.ts';
import { writeModelFile } from '../../formats/model-file.ts';
import { defaultThreads, openMachine } from '../../host/machine.ts';
import { KERNEL_BUILD } from '../../kernels/kernels.ts';
import type { RunStatus } from '../../protocol/contract.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { parse } from '../../protocol/parse.ts';
import { presetIds, presets, type Preset } from '../../protocol/presets.ts';
import { trainingSettingsSchema, type TrainingSettings } from '../../protocol/settings.ts';
import { Driver } from '../../training/driver.ts';
import { TrainingRun } from '../../training/training-run.ts';
import type { Command, Options } from '../command.ts';
import { datasetOption, openShippedDataset } from '../datasets.ts';
import { writeFile } from '../files.ts';
import { percent, type Output } from '../output.ts';

/** So many lines an epoch tell how it goes. */
const LOGS_PER_EPOCH = 10;
const EXIT_INTERRUPTED = 130;

export const train: Command = {
  name: 'train',
  operands: [],
  summary: 'Train a network, and test it on the test images.',
  description:
    'The same network, settings and seed give the same fingerprint on every machine, with any number of threads.\n' +
    'Ctrl+C stops early and still writes the model.',
  options: {
    preset: { value: 'NAME', help: `The network: ${presetIds.join(', ')} (default report).` },
    dataset: datasetOption,
    epochs: { value: 'N', help: 'Times through all training images (default: the preset’s).' },
    'batch-size': { value: 'N', help: 'Images a step (default: the preset’s).' },
    optimizer: { value: 'NAME', help: 'sgd (default).' },
    'learning-rate': { value: 'RATE', help: 'Step size of the optimizer (default: the preset’s).' },
    seed: { value: 'N', help: 'Seed of initial weights and shuffling (default 1).' },
    'train-images': {
      value: 'N',
      help: 'Learn from the first N training images (default: all that are left).',
    },
    'validation-images': {
      value: 'N',
      help: 'Hold out the last N training images to validate on (default 0).',
    },
    threads: {
      value: 'N',
      help: 'Threads; they change the speed alone (default: cores, less one for others).',
    },
    out: { value: 'FILE', help: 'Write the trained model there (safetensors).' },
  },
  examples: [
    'epochlab train --preset report --epochs 1 --batch-size 32 --learning-rate 0.05 --out model.safetensors',
    'epochlab train --preset lenet5 --epochs 3 --validation-images 5000 --json',
  ],

  async run({ options, output }) {
    const dataset = await openShippedDataset(options.text('dataset'));
    const preset = presets[options.choice('preset', presetIds, 'report')];
    const settings = readSettings(options, preset, dataset);
    const run = await TrainingRun.create(openMachine(), dataset, preset.network, settings);

    const { status, problem } = await drive(run, output);
    if (problem) throw problem;

    const { id, name, sha256, classes } = dataset.info;
    const parameters = run.runner.parameters();
    const print = await fingerprint({
      network: run.network,
      settings,
      datasetSha256: sha256,
      kernels: KERNEL_BUILD,
      parameters,
    });
    const out = options.text('out');
    if (out !== undefined) {
      const bytes = writeModelFile({
        network: run.network,
        settings,
        classes,
        dataset: { id, name, sha256 },
        parameters,
        history: run.history,
        test: run.test,
        fingerprint: print,
        progress: { step: run.step, epoch: run.epoch },
        kernels: KERNEL_BUILD,
      });
      writeFile(out, bytes);
    }
    report(run, status, print, output);
    if (status === 'stopped') process.exitCode = EXIT_INTERRUPTED;
  },
};

/** @throws EpochLabError `invalid-argument` for impossible hyperparameters. */
function readSettings(options: Options, preset: Preset, dataset: Dataset): TrainingSettings {
  const validationImages = options.number('validation-images', 0);
  const settings = {
    optimizer: {
      kind: options.choice('optimizer', ['sgd'], 'sgd'),
      learningRate: options.number('learning-rate', preset.settings.optimizer.learningRate),
    },
    batchSize: options.number('batch-size', preset.settings.batchSize),
    epochs: options.number('epochs', preset.settings.epochs),
    trainImages: options.number('train-images', Math.max(1, dataset.info.trainImages - validationImages)),
    validationImages,
    seed: options.number('seed', preset.settings.seed),
    threads: options.number('threads', defaultThreads()),
  };
  try {
    return parse(trainingSettingsSchema, settings, 'Training settings');
  } catch (problem) {
    throw nameOption(problem);
  }
}

/** "Training settings: batchSize: must be …" becomes "--batch-size must be …". */
function nameOption(problem: unknown): unknown {
  if (!(problem instanceof EpochLabError) || typeof problem.details.path !== 'string') return problem;
  const setting = problem.details.path.split('.').at(-1);
  const option = setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const reason = problem.message.split(': ').at(-1);
  return new EpochLabError(problem.code, `--${option} ${reason}.`, problem.details);
}

/** Trains to the end, logging on the way; Ctrl+C stops it between two steps. */
async function drive(
  run: TrainingRun,
  output: Output,
): Promise<{ readonly status: RunStatus; readonly problem: EpochLabError | null }> {
  let problem: EpochLabError | null = null;
  const log = logger(run, output);
  const driver = new Driver(
    run,
    {
      progress: () => log(),
      status: (_, reason) => (problem = reason),
      checkpoint: () => undefined,
    },
    () => new Promise((resolve) => setImmediate(resolve)),
  );
  const interrupt = () => driver.stop();
  process.once('SIGINT', interrupt);
  const status = await driver.drive();
  process.off('SIGINT', interrupt);
  return { status, problem };
}

/** Prints what the run has recorded since the last call: training points gathered to LOGS_PER_EPOCH an epoch. */
function logger(run: TrainingRun, output: Output): () => void {
  const stepsPerLog = Math.ceil(run.stepsPerEpoch / LOGS_PER_EPOCH);
  let nextPoint = 0;
  let nextValidation = 0;
  let pending = { steps: 0, loss: 0, accuracy: 0 };
  let lastStep = 0;
  return () => {
    for (; nextPoint < run.history.training.length; nextPoint++) {
      const { step, epoch, loss, accuracy } = run.history.training[nextPoint]!;
      const steps = step - lastStep;
      lastStep = step;
      pending = {
        steps: pending.steps + steps,
        loss: pending.loss + loss * steps,
        accuracy: pending.accuracy + accuracy * steps,
      };
      if (pending.steps < stepsPerLog && step % run.stepsPerEpoch !== 0) continue;
      const mean = { loss: pending.loss / pending.steps, accuracy: pending.accuracy / pending.steps };
      pending = { steps: 0, loss: 0, accuracy: 0 };
      output.result('log', { step, epoch, ...mean }, line('training', step, epoch, mean));
    }
    for (; nextValidation < run.history.validation.length; nextValidation++) {
      const { step, epoch, ...mean } = run.history.validation[nextValidation]!;
      output.result('validation', { step, epoch, ...mean }, line('validation', step, epoch, mean));
    }
  };
}

function line(what: string, step: number, epoch: number, mean: { loss: number; accuracy: number }): string {
  return (
    `epoch ${epoch.toFixed(2).padStart(6)}   step ${String(step).padStart(7)}   ` +
    `${what.padEnd(10)}   loss ${mean.loss.toFixed(4)}   accuracy ${percent(mean.accuracy).padStart(7)}`
  );
}

function report(run: TrainingRun, status: RunStatus, print: string, output: Output): void {
  const seconds = run.trainingMs / 1000;
  const imagesPerSecond = seconds > 0 ? run.trainedImages / seconds : 0;
  const result = {
    testAccuracy: run.test?.accuracy ?? null,
    testLoss: run.test?.loss ?? null,
    imagesPerSecond: Math.round(imagesPerSecond),
    seconds: Number(seconds.toFixed(3)),
    fingerprint: print,
  };
  const tested = run.test
    ? `test accuracy ${percent(run.test.accuracy)}, test loss ${run.test.loss.toFixed(4)}`
    : `stopped at step ${run.step} of ${run.totalSteps}, not tested`;
  const speed = `${result.imagesPerSecond.toLocaleString('en')} images/s, ${seconds.toFixed(1)} s`;
  const event = status === 'stopped' ? 'stopped' : 'done';
  output.result(event, result, `${tested}   (${speed}, fingerprint ${print})`);
}

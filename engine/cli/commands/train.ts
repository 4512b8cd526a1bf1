import { fingerprint } from '../../formats/fingerprint.ts';
import { writeModelFile } from '../../formats/model-file.ts';
import { openMachine } from '../../host/machine.ts';
import { KERNEL_BUILD } from '../../kernels/kernels.ts';
import type { RunStatus } from '../../protocol/contract.ts';
import type { EpochLabError } from '../../protocol/errors.ts';
import { dataShapeOf } from '../../protocol/fit-network.ts';
import { Driver } from '../../training/driver.ts';
import { TrainingRun } from '../../training/training-run.ts';
import { architectureOptions, readArchitecture } from '../architecture.ts';
import type { Command } from '../command.ts';
import { datasetOption, openNamedDataset } from '../datasets.ts';
import { checkWritable, writeFile } from '../files.ts';
import { hyperparameterOptions, readHyperparameters } from '../hyperparameters.ts';
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
    ...architectureOptions,
    dataset: datasetOption,
    ...hyperparameterOptions,
    out: { value: 'FILE', help: 'Write the trained model there (safetensors).' },
  },
  examples: [
    'epochlab train --preset report --epochs 1 --batch-size 32 --learning-rate 0.05 --out model.safetensors',
    'epochlab train --preset lenet5 --epochs 3 --validation-images 5000 --json',
    'epochlab train --model net.json --optimizer adam --schedule cosine --shift 2 --rotate 10',
  ],

  async run({ options, output }) {
    const dataset = await openNamedDataset(options.text('dataset'));
    const { network, preset } = readArchitecture(options, dataShapeOf(dataset.info));
    const settings = readHyperparameters(options, preset, dataset);
    const out = options.text('out');
    if (out !== undefined) checkWritable(out);
    const run = await TrainingRun.create(openMachine(), dataset, network, settings);

    const { status, problem } = await drive(run, output);
    const { id, name, sha256, classes } = dataset.info;
    const parameters = run.runner.parameters();
    const print = await fingerprint({
      network: run.network,
      settings,
      datasetSha256: sha256,
      kernels: KERNEL_BUILD,
      parameters,
    });
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
    // A run that diverged has kept its last good weights, and they were written.
    if (problem) throw problem;
    report(run, status, print, output);
    if (status === 'stopped') process.exitCode = EXIT_INTERRUPTED;
  },
};

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

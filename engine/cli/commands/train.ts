import { basename } from 'node:path';
import { badFile } from '../../formats/bad-file.ts';
import { fingerprint } from '../../formats/fingerprint.ts';
import { readModelFile, writeModelFile, type SavedModel } from '../../formats/model-file.ts';
import { follow, learnedFrom, modelOfRun, resumptionOf, toSavedModel } from '../../host/current-model.ts';
import { openMachine } from '../../host/machine.ts';
import type { Machine } from '../../nn/machine.ts';
import type { RunStatus } from '../../protocol/contract.ts';
import { EpochLabError, toEpochLabError } from '../../protocol/errors.ts';
import { dataShapeOf } from '../../protocol/fit-network.ts';
import { integer, parse } from '../../protocol/parse.ts';
import { MAX_THREADS } from '../../protocol/settings.ts';
import { Driver } from '../../training/driver.ts';
import { TrainingRun } from '../../training/training-run.ts';
import { architectureOptions, readArchitecture } from '../architecture.ts';
import type { Command, Options } from '../command.ts';
import { datasetOption, openDatasetOf, openNamedDataset } from '../datasets.ts';
import { checkWritable, readFile, writeFile, writeOrElsewhere } from '../files.ts';
import { hyperparameterOptions, readHyperparameters } from '../hyperparameters.ts';
import { percent, type Output } from '../output.ts';
import { count } from '../../protocol/english.ts';

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
    checkpoint: {
      value: 'FILE',
      help: 'Every few seconds, in a long run every half minute, write there all it takes to go on.',
    },
    resume: {
      value: 'FILE',
      help: 'Go on with the run of a checkpoint on its data set, to the same bits; only --threads may differ.',
    },
  },
  examples: [
    'epochlab train --preset report --epochs 1 --batch-size 32 --learning-rate 0.05 --out model.safetensors',
    'epochlab train --preset lenet5 --epochs 3 --validation-images 5000 --json',
    'epochlab train --model net.json --optimizer adam --schedule cosine --shift 2 --rotate 10',
    'epochlab train --preset lenet5 --epochs 20 --checkpoint run.safetensors --out lenet.safetensors',
    'epochlab train --resume run.safetensors --checkpoint run.safetensors --out lenet.safetensors',
  ],

  async run({ options, output }) {
    const [out, checkpoint] = [options.text('out'), options.text('checkpoint')];
    for (const path of [out, checkpoint]) if (path !== undefined) checkWritable(path);
    const run = await createRun(openMachine(), options, output);
    const { settings } = run;

    const { status, problem } = await drive(run, output, checkpoint);
    const saved = savedModelOf(run);
    const print = await fingerprint({ ...saved, settings, datasetSha256: run.dataset.sha256 });
    if (out !== undefined) writeOrElsewhere(out, writeModelFile({ ...saved, fingerprint: print }));
    // A run that diverged has kept its last good weights, and they were written.
    if (problem) throw problem;
    report(run, status, print, output);
    if (status === 'stopped') process.exitCode = EXIT_INTERRUPTED;
  },
};

/** A new run, or the one of a checkpoint. */
async function createRun(machine: Machine, options: Options, output: Output): Promise<TrainingRun> {
  const path = options.text('resume');
  if (path === undefined) {
    const dataset = await openNamedDataset(options.text('dataset'), output);
    const { network, preset } = readArchitecture(options, dataShapeOf(dataset.info));
    return TrainingRun.create(machine, dataset, network, readHyperparameters(options, preset, dataset));
  }
  const [fixed] = Object.keys({ ...architectureOptions, ...hyperparameterOptions }).filter(
    (name) => name !== 'threads' && options.has(name),
  );
  if (fixed !== undefined) {
    throw new EpochLabError(
      'invalid-argument',
      `--${fixed} is what the checkpoint says it is; leave it out.`,
    );
  }
  const saved = readModelFile(readFile(path), basename(path));
  if (!saved.memories) {
    throw badFile(
      basename(path),
      'this is a model, not a run that goes on. Name a file that --checkpoint wrote.',
    );
  }
  const dataset = await openDatasetOf(saved.dataset, options, output);
  if (!learnedFrom(saved, dataset)) {
    throw badFile(
      basename(path),
      `its run learned from ${saved.dataset.name}, not from ${dataset.info.name}.`,
    );
  }
  const threads = parse(
    integer(1, MAX_THREADS),
    options.number('threads', saved.settings.threads),
    '--threads',
  );
  return TrainingRun.create(
    machine,
    dataset,
    saved.network,
    { ...saved.settings, threads },
    resumptionOf(saved),
  );
}

function savedModelOf(run: TrainingRun): SavedModel {
  const model = modelOfRun(run);
  follow(model, run);
  return toSavedModel(model);
}

/** Trains to the end, logging on the way; Ctrl+C stops it between two steps. */
async function drive(
  run: TrainingRun,
  output: Output,
  checkpoint: string | undefined,
): Promise<{ readonly status: RunStatus; readonly problem: EpochLabError | null }> {
  let problem: EpochLabError | null = null;
  const log = logger(run, output);
  const keep = () => {
    if (checkpoint === undefined) return;
    const { memories } = run.runner.optimizerState();
    writeFile(checkpoint, writeModelFile({ ...savedModelOf(run), memories }));
    output.result('checkpoint', { step: run.step, file: checkpoint }, `checkpoint of step ${run.step}`);
  };
  // Whatever happens from now on, there is something to go on with.
  keep();
  let isKeeping = true;
  const keepOrSay = () => {
    try {
      keep();
      isKeeping = true;
    } catch (thrown) {
      if (isKeeping) output.remark(`${toEpochLabError(thrown).message} The training goes on without it.`);
      isKeeping = false;
    }
  };
  const driver = new Driver(
    run,
    {
      progress: () => log(),
      isHeard: () => true,
      status: (_, reason) => (problem = reason),
      checkpoint: keepOrSay,
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
  const speed = `${count(result.imagesPerSecond)} images/s, ${seconds.toFixed(1)} s`;
  const event = status === 'stopped' ? 'stopped' : 'done';
  output.result(event, result, `${tested}   (${speed}, fingerprint ${print})`);
}

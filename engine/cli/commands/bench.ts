import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Dataset } from '../../data/dataset.ts';
import { openMachine } from '../../host/machine.ts';
import { initialValues } from '../../nn/initialisation.ts';
import type { Machine } from '../../nn/machine.ts';
import { emptyTally, NetworkRunner } from '../../nn/network-runner.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { count } from '../../protocol/english.ts';
import { dataShapeOf, fitNetwork } from '../../protocol/fit-network.ts';
import type { NetworkSpec } from '../../protocol/network.ts';
import { integer, parse } from '../../protocol/parse.ts';
import { MAX_THREADS } from '../../protocol/settings.ts';
import { inferShapes } from '../../protocol/shapes.ts';
import { checkInput, slice } from '../../training/evaluation.ts';
import { readNetwork } from '../architecture.ts';
import type { Command, Options } from '../command.ts';
import { KernelProfile } from '../kernel-profile.ts';
import { percent } from '../output.ts';
import { datasetOption, openNamedDataset } from '../datasets.ts';

/** The benchmark models M1 to M4 stand in the project's sources; the bundle stands in out/cli. */
const MODELS = resolve(import.meta.dirname, '../../bench/models');

const PHASES = ['train', 'infer'] as const;
type Phase = (typeof PHASES)[number];

/** The same first images for everybody who is compared (bench/peers), and a whole number of batches of 1, 32 and 128. */
const IMAGES = 12_800;
/** Long enough that WebAssembly is compiled by the optimising compiler, which V8 does while the first compiler's code runs. */
const WARM_UP_SECONDS = 0.5;
/** Small, so that no weight ever diverges: NaN and denormal numbers have speeds of their own. */
const LEARNING_RATE = 0.005;
const SEED = 1;
const MAX_SECONDS = 600;

interface Case {
  readonly batchSize: number;
  readonly threads: number;
  readonly phase: Phase;
}

/** How fast networks train and infer: `bench/` compares this with other libraries. */
export const bench: Command = {
  name: 'bench',
  operands: [],
  summary: 'Measure how many images a second networks train on, and infer.',
  description:
    'Each combination of what is listed is measured by itself, on the first 12,800 images of the data set: "train" is a step\n' +
    'of stochastic gradient descent a batch, "infer" a forward pass. Speeds of one machine drift with whatever else\n' +
    'it does: bench/README.md says how to compare.',
  options: {
    models: {
      value: 'LIST',
      help: 'Of M1 (report), M2 (LeNet-5), M3 (small convnet), M4 (small VGG), or architecture files (default M1,M2,M3,M4).',
    },
    'batch-sizes': { value: 'LIST', help: 'Images a step (default 1,32,128).' },
    threads: {
      value: 'LIST',
      help: 'Threads (default 1, and 2 where there are two processors).',
    },
    dataset: datasetOption,
    phases: { value: 'LIST', help: 'train, infer (default both).' },
    fast: { help: 'The fast build of the kernels (train --fast).' },
    profile: { help: 'Tell as well how long each kernel took, on the first thread.' },
    seconds: { value: 'S', help: 'Measure each so long, after a warm-up (default 1).' },
  },
  examples: [
    'epochlab bench --models M1,M2 --batch-sizes 1,32,128 --threads 1,2 --json',
    'epochlab bench --models my-network.json --batch-sizes 32 --phases train --seconds 5',
  ],

  async run({ options, output }) {
    const models = list(options, 'models', 'M1,M2,M3,M4').map(openModel);
    const cases = readCases(options);
    const seconds = options.number('seconds', 1);
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw new EpochLabError(
        'invalid-argument',
        `--seconds must be above 0, and at most ${MAX_SECONDS}, not ${seconds}.`,
      );
    }
    const dataset = await openNamedDataset(options.text('dataset'), output);
    const fast = options.flag('fast') ? true : undefined;
    const profile = options.flag('profile') ? new KernelProfile() : null;
    const machine: Machine = { ...openMachine(), ...(profile && { watch: profile.watch }) };
    for (const { name, network: given } of models) {
      const network =
        options.text('dataset') === undefined ? given : fitNetwork(given, dataShapeOf(dataset.info));
      for (const one of cases) {
        const imagesPerSecond = Math.round(
          await measure({ machine, dataset, seconds, fast, profile }, network, one),
        );
        const { batchSize, threads, phase } = one;
        output.result(
          'bench',
          { model: name, batchSize, threads, phase, imagesPerSecond, ...(fast && { fast }) },
          `${name.padEnd(4)} ${phase.padEnd(6)} batch ${String(batchSize).padStart(4)}   ` +
            `threads ${String(threads).padStart(2)}   ${count(imagesPerSecond).padStart(9)} images/s`,
        );
        for (const row of profile?.rows() ?? []) {
          output.result(
            'profile',
            { model: name, batchSize, threads, phase, ...row },
            `     ${row.kernel.padEnd(26)} ${row.microsecondsPerImage.toFixed(1).padStart(9)} µs an image   ${percent(row.share).padStart(7)}`,
          );
        }
      }
    }
  },
};

/** What all cases are measured with. */
interface Bench {
  readonly machine: Machine;
  readonly dataset: Dataset;
  readonly seconds: number;
  readonly fast: true | undefined;
  readonly profile: KernelProfile | null;
}

/** @returns images a second. */
async function measure(
  { machine, dataset, seconds, fast, profile }: Bench,
  network: NetworkSpec,
  { batchSize, threads, phase }: Case,
): Promise<number> {
  checkInput(network, dataset);
  const classes = dataset.info.classes.length;
  const parameters = initialValues(network, inferShapes(network, classes), SEED);
  const images = Math.min(IMAGES, dataset.info.trainImages);
  const set = slice(dataset, 'train', 0, images);
  const run = { batchSize, threads, fast };
  const runner = await NetworkRunner.create(machine, network, classes, parameters, [set], run);
  try {
    const step = stepper(runner, images, batchSize, phase);
    repeat(step, WARM_UP_SECONDS);
    profile?.clear();
    return batchSize * repeat(step, seconds, () => profile?.count(batchSize));
  } finally {
    runner.release();
  }
}

/** One step on the batch of that number; the batches begin again when they are used up. */
type Step = (batch: number) => void;

function stepper(runner: NetworkRunner, count: number, batchSize: number, phase: Phase): Step {
  if (batchSize > count) {
    throw new EpochLabError(
      'invalid-argument',
      `A batch of ${batchSize} is larger than the ${count} training images of the data set.`,
    );
  }
  const batches = Math.floor(count / batchSize);
  const tally = emptyTally();
  switch (phase) {
    case 'train': {
      const images = Uint32Array.from({ length: count }, (_, i) => i);
      const sliced = Array.from({ length: batches }, (_, i) =>
        images.subarray(i * batchSize, (i + 1) * batchSize),
      );
      return (batch) => runner.trainStep(sliced[batch % batches]!, LEARNING_RATE, tally);
    }
    case 'infer':
      return (batch) => runner.evaluate((batch % batches) * batchSize, batchSize, tally);
  }
}

/** Steps a second, over at least one step and at least so many seconds. @param done is called after each step. */
function repeat(step: Step, seconds: number, done: () => void = () => undefined): number {
  const start = performance.now();
  for (let steps = 1; ; steps++) {
    step(steps - 1);
    done();
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed >= seconds) return steps / elapsed;
  }
}

function readCases(options: Options): Case[] {
  const threads = list(options, 'threads', availableParallelism() > 1 ? '1,2' : '1');
  const counts = wholeNumbers('threads', threads, MAX_THREADS);
  const batchSizes = wholeNumbers('batch-sizes', list(options, 'batch-sizes', '1,32,128'), IMAGES);
  const phases = list(options, 'phases', PHASES.join(',')).map((name) => {
    const found = PHASES.find((phase) => phase === name);
    if (found) return found;
    throw new EpochLabError('invalid-argument', `--phases must be of ${PHASES.join(', ')}, not "${name}".`);
  });
  return phases.flatMap((phase) =>
    batchSizes.flatMap((batchSize) => counts.map((count) => ({ phase, batchSize, threads: count }))),
  );
}

function list(options: Options, name: string, otherwise: string): string[] {
  return (options.text(name) ?? otherwise).split(',').map((entry) => entry.trim());
}

function wholeNumbers(name: string, entries: readonly string[], high: number): number[] {
  return entries.map((entry) => parse(integer(1, high), entry === '' ? NaN : Number(entry), `--${name}`));
}

interface Model {
  readonly name: string;
  readonly network: NetworkSpec;
}

/** @throws EpochLabError for a name that is neither a benchmark model nor a file, or a file that is no network. */
function openModel(given: string): Model {
  const builtIn = /^m[1-4]$/i.test(given);
  const name = builtIn ? given.toUpperCase() : given;
  if (!builtIn && !name.endsWith('.json')) {
    throw new EpochLabError(
      'invalid-argument',
      `--models must be of M1, M2, M3, M4, or architecture files (.json), not "${name}".`,
    );
  }
  return { name, network: readNetwork(builtIn ? join(MODELS, `${name.toLowerCase()}.json`) : name) };
}

import { openMachine } from '../../host/machine.ts';
import { initialValues } from '../../nn/initialisation.ts';
import { emptyTally, NetworkRunner } from '../../nn/network-runner.ts';
import { dataShapeOf, fitNetwork } from '../../protocol/fit-network.ts';
import { integer, parse, seedSchema } from '../../protocol/parse.ts';
import { presetIds, presets } from '../../protocol/presets.ts';
import { inferShapes } from '../../protocol/shapes.ts';
import type { Command } from '../command.ts';
import { datasetOption, openNamedDataset } from '../datasets.ts';
import { percent } from '../output.ts';

/** The report logs every so many images. */
const LOG_EVERY = 100;

/** The forward phase alone: what a network says before it has learned anything. */
export const forward: Command = {
  name: 'forward',
  operands: [],
  summary: 'Run the forward phase of an untrained network over training images.',
  description:
    'Every 100 images, prints the accuracy and the average loss over exactly those 100. A network that guesses\n' +
    'among ten classes is right about 10 % of the time, with a loss of about −ln(0.1) = 2.303.',
  options: {
    images: { value: 'N', help: 'How many training images, from the first on (default 1000).' },
    seed: { value: 'N', help: 'Seed of the initial weights (default 1).' },
    preset: { value: 'NAME', help: `The network: ${presetIds.join(', ')} (default report).` },
    dataset: datasetOption,
  },
  examples: ['epochlab forward --images 1000 --seed 1', 'epochlab forward --preset lenet5 --json'],

  async run({ options, output }) {
    const dataset = await openNamedDataset(options.text('dataset'), output);
    const { trainImages } = dataset.info;
    const preset = presets[options.choice('preset', presetIds, 'report')];
    const network = fitNetwork(preset.network, dataShapeOf(dataset.info));
    const wanted = options.number('images', Math.min(1000, trainImages));
    const images = parse(integer(1, trainImages), wanted, '--images');
    const seed = parse(seedSchema, options.number('seed', 1), '--seed');

    const classes = dataset.info.classes.length;
    const parameters = initialValues(network, inferShapes(network, classes), seed);
    const set = { pixels: dataset.train.images, labels: dataset.train.labels };
    const run = { batchSize: 1, threads: 1 };
    const runner = await NetworkRunner.create(openMachine(), network, classes, parameters, [set], run);
    for (let first = 0; first < images; first += LOG_EVERY) {
      const tally = emptyTally();
      runner.evaluate(first, Math.min(LOG_EVERY, images - first), tally);
      const done = first + tally.images;
      const accuracy = tally.correct / tally.images;
      const averageLoss = tally.lossSum / tally.images;
      output.result(
        'log',
        { images: done, accuracy, averageLoss },
        `${String(done).padStart(6)} images   accuracy ${percent(accuracy).padStart(7)}   average loss ${averageLoss.toFixed(3)}`,
      );
    }
  },
};

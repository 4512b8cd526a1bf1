import { checkGradients, type ParameterError } from '../../nn/gradient-check.ts';
import { initialValues } from '../../nn/initialisation.ts';
import { randomStream } from '../../nn/random.ts';
import { ReferenceNetwork } from '../../nn/reference-network.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { dataShapeOf } from '../../protocol/fit-network.ts';
import { unitsAtEnd, type NetworkSpec } from '../../protocol/network.ts';
import { integer, number, parse, seedSchema } from '../../protocol/parse.ts';
import { inferShapes, sizeOf } from '../../protocol/shapes.ts';
import { architectureOptions, readArchitecture } from '../architecture.ts';
import type { Command } from '../command.ts';
import { openNamedDataset } from '../datasets.ts';

/** Right gradients are below this by far, wrong ones above. */
const WRONG = 1e-4;
const EXIT_WRONG = 1;

export const gradcheck: Command = {
  name: 'gradcheck',
  operands: [],
  summary: 'Compare the gradients of a network with slopes that are measured.',
  description:
    'Moves values of each parameter a little to both sides, sees how the loss of some random images changes, and\n' +
    'compares that with the gradient of the definition, in double precision. Prints the worst of each parameter:\n' +
    'below 1e-6 it is right. Where a corner (of a ReLU, of a maximum) lies within epsilon of a value, the measured\n' +
    'slope is of both its sides: then a smaller --epsilon tells it from an error. Exit code 1 above 1e-4.',
  options: {
    ...architectureOptions,
    dataset: {
      value: 'NAME',
      help: 'Fit a preset to the images and classes of this data set (default mnist’s).',
    },
    seed: { value: 'N', help: 'Seed of weights and images (default 1).' },
    images: { value: 'N', help: 'Images of the batch (default 2).' },
    'per-parameter': { value: 'N', help: 'Values of each parameter that are checked (default 10).' },
    epsilon: { value: 'E', help: 'How far each is moved (default 1e-5).' },
  },
  examples: ['epochlab gradcheck --preset lenet5', 'epochlab gradcheck --model net.json --json'],

  async run({ options, output }) {
    const name = options.text('dataset');
    const data = name === undefined ? null : dataShapeOf((await openNamedDataset(name)).info);
    const { network } = readArchitecture(options, data);
    const seed = parse(seedSchema, options.number('seed', 1), '--seed');
    const images = parse(integer(1, 64), options.number('images', 2), '--images');
    const maxPerParameter = parse(
      integer(1, 1_000_000),
      options.number('per-parameter', 10),
      '--per-parameter',
    );
    const epsilon = parse(number(0, 1, { above: true }), options.number('epsilon', 1e-5), '--epsilon');

    let worst = 0;
    for (const error of check(network, seed, images, { maxPerParameter, epsilon })) {
      const { layer, parameter, relativeError, place, analytic, numeric } = error;
      const { kind } = network.layers[layer]!;
      // A NaN is worse than any number.
      worst = relativeError >= worst || Number.isNaN(relativeError) ? relativeError : worst;
      output.result(
        'gradcheck',
        { layer, kind, parameter, relativeError, place, analytic, numeric },
        `layer ${String(layer + 1).padStart(2)}  ${kind.padEnd(10)} ${parameter.padEnd(8)} ` +
          `worst relative error ${relativeError.toExponential(2)} at [${place.join(', ')}]`,
      );
    }
    const right = worst < WRONG;
    output.result(
      'done',
      { worst, right },
      `${right ? 'right' : 'WRONG'}: at worst ${worst.toExponential(2)}`,
    );
    if (!right) process.exitCode = EXIT_WRONG;
  },
};

function check(
  network: NetworkSpec,
  seed: number,
  count: number,
  options: Parameters<typeof checkGradients>[3],
): ParameterError[] {
  const classes = classesOf(network);
  const reference = new ReferenceNetwork(
    network,
    classes,
    initialValues(network, inferShapes(network, classes), seed),
  );
  const random = randomStream(seed, 'split');
  const size = sizeOf({ ...network.input, flat: false });
  const images = Array.from({ length: count }, () =>
    Float64Array.from({ length: size }, () => random.uniform() - 0.5),
  );
  const labels = images.map(() => random.below(classes));
  return checkGradients(reference, images, labels, options);
}

function classesOf(network: NetworkSpec): number {
  const classes = unitsAtEnd(network);
  if (classes > 0) return classes;
  throw new EpochLabError(
    'impossible-network',
    'The network has no dense layer. End it with one, with a unit for each class.',
  );
}

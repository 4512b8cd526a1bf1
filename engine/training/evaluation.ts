import type { Dataset } from '../data/dataset.ts';
import type { Machine } from '../nn/machine.ts';
import { emptyTally, NetworkRunner, type LabelledImages, type Tally } from '../nn/network-runner.ts';
import type { Evaluation, Split } from '../protocol/contract.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { NetworkSpec } from '../protocol/network.ts';

/** Shapes the memory of a runner that only evaluates; results do not depend on it. */
const EVALUATION_BATCH = 64;

/**
 * Loss and accuracy of a network over a whole split, on the calling thread, some milliseconds' work at each
 * `yield`.
 */
export async function createEvaluation(
  machine: Machine,
  dataset: Dataset,
  network: NetworkSpec,
  parameters: readonly (readonly Float32Array[])[],
  split: Split,
): Promise<Generator<void, Evaluation>> {
  checkInput(network, dataset);
  const classes = dataset.info.classes.length;
  const images = split === 'train' ? dataset.info.trainImages : dataset.info.testImages;
  if (images === 0) {
    throw new EpochLabError('invalid-argument', `${dataset.info.name} has no ${split} images.`);
  }
  const sets = [slice(dataset, split, 0, images)];
  const run = { batchSize: EVALUATION_BATCH, threads: 1 };
  const runner = await NetworkRunner.create(machine, network, classes, parameters, sets, run);
  function* work(): Generator<void, Evaluation> {
    const tally = emptyTally();
    yield* evaluateInPieces(runner, 0, images, tally);
    return toEvaluation(split, tally);
  }
  return work();
}

export function* evaluateInPieces(
  runner: NetworkRunner,
  first: number,
  count: number,
  tally: Tally,
): Generator<void, void> {
  for (let done = 0; done < count;) {
    const piece = Math.min(runner.maxEvaluated, count - done);
    runner.evaluate(first + done, piece, tally);
    done += piece;
    yield;
  }
}

export function toEvaluation(split: Split, tally: Tally): Evaluation {
  const { images, lossSum, correct } = tally;
  return { split, images, accuracy: correct / images, loss: lossSum / images };
}

/** @throws EpochLabError `impossible-network` where a network's input is not the data set's images. */
export function checkInput(network: NetworkSpec, dataset: Pick<Dataset, 'info'>): void {
  const { height, width, channels } = network.input;
  const { info } = dataset;
  if (height === info.height && width === info.width && channels === info.channels) return;
  throw new EpochLabError(
    'impossible-network',
    `The network takes images of ${height} × ${width} × ${channels}, but those of ${info.name} are ` +
      `${info.height} × ${info.width} × ${info.channels}.`,
  );
}

/** The images first .. first + count of a split, not copied. */
export function slice(dataset: Dataset, split: Split, first: number, count: number): LabelledImages {
  const { images, labels } = dataset[split];
  const { height, width, channels } = dataset.info;
  const size = height * width * channels;
  return {
    pixels: images.subarray(first * size, (first + count) * size),
    labels: labels.subarray(first, first + count),
  };
}

/** Copies of the training images with these numbers. */
export function gather(dataset: Dataset, numbers: Uint32Array): LabelledImages {
  const { images, labels } = dataset.train;
  const { height, width, channels } = dataset.info;
  const size = height * width * channels;
  const pixels = new Uint8Array(numbers.length * size);
  numbers.forEach((number, place) => {
    pixels.set(images.subarray(number * size, (number + 1) * size), place * size);
  });
  return { pixels, labels: Uint8Array.from(numbers, (number) => labels[number]!) };
}

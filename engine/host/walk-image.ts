import type { KeptDataset, KeptExamples } from '../data/kept-dataset.ts';
import { argmax } from '../nn/argmax.ts';
import { scaleImage } from '../nn/reference-network.ts';
import { EpochLabError } from '../protocol/errors.ts';
import type { WalkImage } from '../protocol/explain-calls.ts';
import type { WalkModel } from './walk-model.ts';

/** An image on its way through the network, and where it came from. */
interface SeenImage {
  readonly values: Float64Array;
  readonly label: number | null;
  readonly split: 'train' | 'test' | null;
  readonly index: number | null;
}

/**
 * @param search carries out the search for a mistake among so many images, piece by piece.
 * @throws EpochLabError where there is no such image, or it does not fit the network.
 */
export async function walkImageOf(
  image: WalkImage,
  model: WalkModel,
  dataset: () => KeptDataset,
  search: (work: Generator<void, number>, images: number) => Promise<number>,
): Promise<SeenImage> {
  const { height, width, channels } = model.network.input;
  const size = height * width * channels;
  if (image.from === 'drawing') {
    if (image.image.length !== size) {
      throw new EpochLabError(
        'invalid-argument',
        `The network takes images of ${height} × ${width} × ${channels}; this drawing has ${image.image.length} values.`,
      );
    }
    return { values: scaleImage(image.image), label: null, split: null, index: null };
  }
  const { info, [image.split]: examples } = dataset();
  if (info.height !== height || info.width !== width || info.channels !== channels)
    throw otherImages(info.name);
  const index =
    image.from === 'dataset'
      ? image.index
      : await search(nextMistake(image.after + 1, examples, model.predict), examples.labels.length);
  if (index >= examples.labels.length) {
    throw new EpochLabError(
      'invalid-argument',
      `There is no image ${index}: the split has ${examples.labels.length}.`,
    );
  }
  const [values, label] = [scaleImage(examples.image(index)), examples.labels[index]!];
  return { values, label, split: image.split, index };
}

/** The first image from `first` on that the network reads wrongly, going round to the beginning once. */
function* nextMistake(
  first: number,
  examples: KeptExamples,
  predict: (pixels: Uint8Array) => ArrayLike<number>,
): Generator<void, number> {
  const { labels } = examples;
  for (let i = 0; i < labels.length; i++) {
    const index = (first + i) % labels.length;
    if (argmax(predict(examples.image(index))) !== labels[index]) return index;
    yield;
  }
  throw new EpochLabError('wrong-state', 'The network reads every image of this split rightly.');
}

export function otherImages(dataset: string): EpochLabError {
  return new EpochLabError(
    'wrong-state',
    `The images of ${dataset} have another size than those that this network takes. Draw one, or open its data set.`,
  );
}

import { idxFiles, type Dataset } from '../data/dataset.ts';
import { ROLES, type Role } from '../data/manifest.ts';
import { imageToChannelsFirst } from '../formats/channel-order.ts';
import type { ExpectedOutput } from '../formats/expected-outputs.ts';
import type { ExportedFile } from '../formats/exported-file.ts';
import { gzip } from '../formats/gzip.ts';
import type { SavedModel } from '../formats/model-file.ts';
import { writeNpzWithLoaders } from '../formats/npz-export.ts';
import { writeOnnx } from '../formats/onnx.ts';
import { writePyTorchProject } from '../formats/pytorch-project.ts';
import { argmax } from '../nn/argmax.ts';
import type { Machine } from '../nn/machine.ts';
import { NetworkRunner } from '../nn/network-runner.ts';
import { randomStream } from '../nn/random.ts';
import type { ExportedModel, ExportFormat, Verification } from '../protocol/model-calls.ts';
import { INPUT_OFFSET, INPUT_SCALE } from '../protocol/network.ts';
import { runOnnx } from './onnx-runtime.ts';

/** A model for other programs, and whether they say the same. */

/** So many inputs go into every export with the engine's logits for them. */
const EXPECTED_OUTPUTS = 4;
const VERIFIED_IMAGES = 1000;
/**
 * Sums of some thousand terms in single precision, in another order: so far may logits be apart, against the largest
 * of them. An order of weights that was mixed up is apart by about the largest itself.
 */
const TOLERANCE = 1e-4;

interface Exporting {
  readonly machine: Machine;
  readonly version: string;
  /** What it was trained on, for the images to verify with; null where it is not at hand. */
  readonly dataset: Dataset | null;
  /** Whether a PyTorch project gets the data set. */
  readonly withData: boolean;
  /** Names the files, without extension. */
  readonly stem: string;
  /** Lets others have their turn. */
  readonly breathe: () => Promise<void>;
}

export async function exportModel(
  model: SavedModel,
  format: ExportFormat,
  given: Exporting,
): Promise<ExportedModel> {
  const { network, classes, parameters } = model;
  const run = { batchSize: 1, threads: 1 };
  const runner = await NetworkRunner.create(given.machine, network, classes.length, parameters, [], run);
  try {
    const images = imagesFor(model, given.dataset);
    const expected = images.pixels
      .slice(0, EXPECTED_OUTPUTS)
      .map((image): ExpectedOutput => ({ image, logits: Array.from(runner.logits(image)) }));
    switch (format) {
      case 'onnx': {
        const bytes = writeOnnx(model, expected, given.version);
        const verification = await verify(bytes, model, runner, images, given.breathe);
        return { format, files: [{ name: `${given.stem}.onnx`, bytes }], verification };
      }
      case 'npz':
        return { format, files: writeNpzWithLoaders(model, expected, given.stem), verification: null };
      case 'pytorch': {
        const data = given.withData && given.dataset ? await imageFiles(given.dataset) : [];
        return { format, files: writePyTorchProject(model, expected, data), verification: null };
      }
      default:
        return format satisfies never;
    }
  } finally {
    runner.release();
  }
}

/** As the project's train.py looks for them. */
const IMAGE_FILES: Readonly<Record<Role, string>> = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 'test-images-idx3-ubyte.gz',
  testLabels: 'test-labels-idx1-ubyte.gz',
};

async function imageFiles({ info, train, test }: Dataset): Promise<ExportedFile[]> {
  const contents = idxFiles(info, train, test);
  return Promise.all(
    ROLES.map(async (role) => ({ name: IMAGE_FILES[role], bytes: await gzip(contents[role]) })),
  );
}

interface TestImages {
  readonly pixels: readonly Uint8Array[];
  readonly areReal: boolean;
}

/** Test images of the data set; noise where none are at hand that the network takes. */
function imagesFor({ network }: SavedModel, dataset: Dataset | null): TestImages {
  const { height, width, channels } = network.input;
  const size = height * width * channels;
  const info = dataset?.info;
  if (dataset && info && info.testImages > 0 && size === info.height * info.width * info.channels) {
    const count = Math.min(VERIFIED_IMAGES, info.testImages);
    const pixels = Array.from({ length: count }, (_, i) =>
      dataset.test.images.slice(i * size, (i + 1) * size),
    );
    return { pixels, areReal: true };
  }
  const noise = randomStream(1, 'shuffle');
  const pixels = Array.from({ length: VERIFIED_IMAGES }, () =>
    Uint8Array.from({ length: size }, () => noise.uint32() & 255),
  );
  return { pixels, areReal: false };
}

async function verify(
  file: Uint8Array,
  { network, classes }: SavedModel,
  runner: NetworkRunner,
  { pixels, areReal }: TestImages,
  breathe: () => Promise<void>,
): Promise<Verification> {
  const size = pixels[0]!.length;
  const images = new Float32Array(pixels.length * size);
  pixels.forEach((image, index) => {
    const ordered = imageToChannelsFirst(image, network.input);
    for (let i = 0; i < size; i++) images[index * size + i] = ordered[i]! * INPUT_SCALE + INPUT_OFFSET;
  });
  const { version, logits } = await runOnnx({ file, images, shape: network.input });
  let [largestDifference, largestLogit, sameClass] = [0, 0, 0];
  for (const [index, image] of pixels.entries()) {
    const ours = runner.logits(image);
    const theirs = logits.subarray(index * classes.length, (index + 1) * classes.length);
    ours.forEach((value, i) => {
      const difference = Math.abs(value - theirs[i]!);
      // Whatever is not a number counts as infinitely far.
      if (!(difference <= largestDifference))
        largestDifference = Number.isNaN(difference) ? Infinity : difference;
      largestLogit = Math.max(largestLogit, Math.abs(value));
    });
    if (argmax(ours) === argmax(theirs)) sameClass += 1;
    if (index % 20 === 19) await breathe();
  }
  return {
    program: `ONNX Runtime ${version}`,
    images: pixels.length,
    ofTestImages: areReal,
    largestDifference,
    largestLogit,
    sameClass,
    passed: largestDifference <= TOLERANCE * Math.max(1, largestLogit),
  };
}

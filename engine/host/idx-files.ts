import { gzipSync } from 'node:zlib';
import type { Dataset, Examples } from '../data/dataset.ts';
import type { ExportedFile } from '../formats/exported-file.ts';

/** A data set as the four IDX files in which MNIST is published, compressed (engine/formats/idx.ts has the format). */

const UNSIGNED_BYTE = 8;
/** The fastest: handwriting becomes hardly smaller with more. */
const LEVEL = 1;

/** Images of more than one channel have a fourth dimension: height × width × channels. */
export function idxFilesOf({ info, train, test }: Dataset): ExportedFile[] {
  const image = [info.height, info.width, ...(info.channels > 1 ? [info.channels] : [])];
  return (
    [
      ['train', train],
      ['test', test],
    ] as [string, Examples][]
  ).flatMap(([split, { images, labels }]) => [
    {
      name: `${split}-images-idx${image.length + 1}-ubyte.gz`,
      bytes: idx([labels.length, ...image], images),
    },
    { name: `${split}-labels-idx1-ubyte.gz`, bytes: idx([labels.length], labels) },
  ]);
}

function idx(dimensions: readonly number[], values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + values.length);
  bytes.set([0, 0, UNSIGNED_BYTE, dimensions.length]);
  const view = new DataView(bytes.buffer);
  dimensions.forEach((length, index) => view.setUint32(4 + 4 * index, length));
  bytes.set(values, 4 + 4 * dimensions.length);
  return new Uint8Array(gzipSync(bytes, { level: LEVEL }));
}

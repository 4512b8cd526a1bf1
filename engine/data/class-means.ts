import type { DatasetInfo } from '../protocol/contract.ts';
import type { KeptExamples } from './kept-dataset.ts';

/** The mean of all images of each class: classes × height × width bytes. A class without images is black. */
export function meanImages({ height, width, classes }: DatasetInfo, examples: KeptExamples): Uint8Array {
  const size = height * width;
  const sums = new Float64Array(classes.length * size);
  const counts = new Float64Array(classes.length);
  const image = new Uint8Array(size);
  examples.labels.forEach((label, index) => {
    counts[label]!++;
    examples.copyImage(index, image);
    const to = label * size;
    for (let pixel = 0; pixel < size; pixel++) sums[to + pixel]! += image[pixel]!;
  });
  return Uint8Array.from(sums, (sum, place) => {
    const count = counts[Math.floor(place / size)]!;
    return count === 0 ? 0 : Math.round(sum / count);
  });
}

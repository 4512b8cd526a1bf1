import type { DatasetInfo } from '../protocol/contract.ts';
import type { Examples } from './dataset.ts';

/** The mean of all images of each class: classes × height × width bytes. A class without images is black. */
export function meanImages(
  { height, width, classes }: DatasetInfo,
  { images, labels }: Examples,
): Uint8Array {
  const size = height * width;
  const sums = new Float64Array(classes.length * size);
  const counts = new Float64Array(classes.length);
  labels.forEach((label, index) => {
    counts[label]!++;
    const [from, to] = [index * size, label * size];
    for (let pixel = 0; pixel < size; pixel++) sums[to + pixel]! += images[from + pixel]!;
  });
  return Uint8Array.from(sums, (sum, place) => {
    const count = counts[Math.floor(place / size)]!;
    return count === 0 ? 0 : Math.round(sum / count);
  });
}

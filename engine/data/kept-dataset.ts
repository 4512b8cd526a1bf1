import type { DatasetInfo } from '../protocol/contract.ts';
import type { Dataset, Examples } from './dataset.ts';
import { PackedImages } from './packed-images.ts';

/**
 * The open data set, as it lies in memory while nobody learns from it: for hours, perhaps. Single images are there at
 * once; who needs all of them unpacks them for as long.
 */
export class KeptDataset {
  readonly info: DatasetInfo;
  readonly train: KeptExamples;
  readonly test: KeptExamples;

  constructor({ info, train, test }: Dataset) {
    const size = info.height * info.width * info.channels;
    this.info = info;
    this.train = new KeptExamples(train, size);
    this.test = new KeptExamples(test, size);
  }

  /** All of it, anew: tens of megabytes, to be let go soon. */
  unpacked(): Dataset {
    return { info: this.info, train: this.train.unpacked(), test: this.test.unpacked() };
  }
}

export class KeptExamples {
  readonly labels: Uint8Array;
  readonly #images: PackedImages;

  constructor({ images, labels }: Examples, size: number) {
    this.labels = labels;
    this.#images = new PackedImages(images, size);
  }

  /** A copy of one image. */
  image(index: number): Uint8Array {
    return this.images(index, 1);
  }

  /** Copies of the images first .. first + count, one after the other. */
  images(first: number, count: number): Uint8Array {
    const images = new Uint8Array(count * this.#images.size);
    this.#images.copy(first, count, images);
    return images;
  }

  /** Writes one image into `out`, from `at` on: for who looks at one after the other. */
  copyImage(index: number, out: Uint8Array, at = 0): void {
    this.#images.copy(index, 1, out, at);
  }

  unpacked(): Examples {
    return { images: this.images(0, this.labels.length), labels: this.labels };
  }
}

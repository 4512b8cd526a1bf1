import type { DatasetId, DatasetOrigin } from './datasets.ts';

/** What a data set is, and images of it, as they travel between processes. */

export interface DatasetInfo {
  readonly id: DatasetId;
  readonly origin: DatasetOrigin;
  readonly name: string;
  /** What is in it, in a sentence or two; empty where nobody has said. */
  readonly description: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Class names, in label order. */
  readonly classes: readonly string[];
  readonly trainImages: number;
  readonly testImages: number;
  /** Number of images of each class. */
  readonly trainPerClass: readonly number[];
  readonly testPerClass: readonly number[];
  readonly licence: string;
  readonly attribution: string;
  readonly source: string;
  /** SHA-256 over the hashes of its four IDX files, hexadecimal: the same images in the same order, the same hash. */
  readonly sha256: string;
}

export interface ImageSet {
  readonly height: number;
  readonly width: number;
  /** count × height × width bytes, row by row; 0 is background. */
  readonly pixels: Uint8Array;
  /** One label an image. */
  readonly labels: Uint8Array;
  readonly indices: readonly number[];
}

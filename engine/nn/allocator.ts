import { READ_SLACK_BYTES } from '../kernels/kernels.ts';

export const FLOAT_BYTES = 4;
export const DOUBLE_BYTES = 8;
/** Of a SIMD vector: four floats. */
export const VECTOR_BYTES = 16;
/** A cache line. */
export const LINE_BYTES = 64;

export function wholeVectors(floats: number): number {
  return Math.ceil(floats / 4) * 4;
}

/** Lines of cache, rounded up to an odd number: what stands so far apart spreads over all of the cache. */
export function oddLines(bytes: number): number {
  return (Math.ceil(bytes / LINE_BYTES) | 1) * LINE_BYTES;
}

/** Hands out addresses one after the other, each on a cache line of its own, with room to read past the end. */
export class Allocator {
  constructor(public end: number) {}

  take(bytes: number): number {
    const address = this.end;
    this.end = address + Math.ceil((bytes + READ_SLACK_BYTES) / LINE_BYTES) * LINE_BYTES;
    return address;
  }
}

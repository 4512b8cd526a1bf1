import { halfFloat } from './half-float.ts';
import type { Dtype, Tensor } from './safetensors.ts';

/** Tensors of any kind of floating-point number, as single precision. */

/** @returns null for values that are no floating-point numbers of 16, 32 or 64 bits. */
export function floatValues({
  dtype,
  bytes,
}: Pick<Tensor, 'dtype' | 'bytes'>): Float32Array<ArrayBuffer> | null {
  // A copy, because the bytes may lie anywhere in the file, and numbers only at multiples of their size.
  const { buffer } = new Uint8Array(bytes);
  return readers[dtype]?.(buffer) ?? null;
}

const readers: Partial<Record<Dtype, (buffer: ArrayBuffer) => Float32Array<ArrayBuffer>>> = {
  F32: (buffer) => new Float32Array(buffer),
  F64: (buffer) => Float32Array.from(new Float64Array(buffer)),
  F16: (buffer) => Float32Array.from(new Uint16Array(buffer), halfFloat),
  // The upper half of a single.
  BF16: (buffer) => new Float32Array(Uint32Array.from(new Uint16Array(buffer), (half) => half << 16).buffer),
};

import type { BatchNormKernels } from './signatures/batch-norm.ts';
import type { ConvolutionKernels } from './signatures/convolution.ts';
import type { DenseKernels } from './signatures/dense.ts';
import type { ElementKernels } from './signatures/elements.ts';
import type { PoolKernels } from './signatures/pool.ts';
import type { StepKernels } from './signatures/step.ts';
import type { WinogradKernels } from './signatures/winograd.ts';

/**
 * The kernels: the few loops in which nearly all of the time goes, compiled from AssemblyScript (./wasm, where
 * each is documented) to WebAssembly SIMD. They work on addresses (bytes) in one shared memory and know nothing
 * of networks; `engine/nn/layers` says in plain TypeScript what each layer means, and the tests hold the
 * kernels to it.
 */
export type Kernels = BatchNormKernels &
  ConvolutionKernels &
  DenseKernels &
  ElementKernels &
  PoolKernels &
  StepKernels &
  WinogradKernels;

/** Named in every model file and fingerprint: results of different builds may differ in their last bits. */
export const KERNEL_BUILD = 'wasm-simd';
const FAST_KERNEL_BUILD = 'wasm-relaxed-simd';

/** The build that trains with these settings. */
export function kernelBuildOf(settings: { readonly fast?: true }): string {
  return settings.fast ? FAST_KERNEL_BUILD : KERNEL_BUILD;
}

/** Bytes of a page, WebAssembly's unit of memory. */
export const PAGE_BYTES = 65_536;

/** Kernels load whole vectors; this many bytes past the end of any buffer may be read, never used. */
export const READ_SLACK_BYTES = 64;

/** A memory that threads share, of fixed size and all zeros. */
export function createMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** The kernels, bound to one memory. Each thread makes its own from the same module and memory. */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

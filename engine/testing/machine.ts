import { compileKernels } from '../../scripts/kernels.mjs';
import { readFileSync } from 'node:fs';
import type { Machine } from '../nn/network-runner.ts';

/** The real kernels, on the calling thread alone. For tests of what does not depend on threads. */
export async function singleThreadMachine(): Promise<Machine> {
  const module = new WebAssembly.Module(readFileSync(await compileKernels()));
  return { module, helpers: { ensure: () => Promise.resolve(), start: () => undefined } };
}

import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Machine } from '../nn/machine.ts';
import { NodeHelperThreads } from './helper-threads.ts';

/** The kernels and threads of this machine; their files stand beside the bundle that this is part of. */
export function openMachine(): Machine {
  return {
    fastBuild: () => new Uint8Array(readFileSync(new URL('./kernels-fast.wasm', import.meta.url))),
    module: new WebAssembly.Module(readFileSync(new URL('./kernels.wasm', import.meta.url))),
    helpers: new NodeHelperThreads(new URL('./kernel-thread.js', import.meta.url)),
  };
}

/** Threads to train with unless told otherwise: one core is left to the window where there are more than two. */
export function defaultThreads(): number {
  const cores = availableParallelism();
  return Math.max(1, Math.min(8, cores > 2 ? cores - 1 : cores));
}

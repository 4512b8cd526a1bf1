import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import { compileKernels } from '../../scripts/kernels.mjs';
import { NodeHelperThreads } from '../host/helper-threads.ts';
import type { Machine } from '../nn/machine.ts';

/**
 * The real kernels, on the calling thread alone. For tests of what does not depend on threads.
 *
 * @param fast whether the fast build is needed too, which takes a while to compile.
 */
export async function singleThreadMachine({ fast = false } = {}): Promise<Machine> {
  const module = new WebAssembly.Module(new Uint8Array(readFileSync(await compileKernels())));
  const fastKernels = fast ? await compileKernels({ fast }) : '';
  const fastBuild = () => new Uint8Array(readFileSync(fastKernels));
  return { module, fastBuild, helpers: { start: () => Promise.resolve({ stop: () => undefined }) } };
}

/** The real kernels and real threads, which need a bundle to run. */
export async function threadedMachine(): Promise<Machine> {
  const { module, fastBuild } = await singleThreadMachine();
  // Nothing is left on the disk by a test that is killed.
  const bundle = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: resolve(import.meta.dirname, '../host/kernel-thread.ts'), write: false },
  });
  if (!('output' in bundle)) throw new Error('the bundle of a thread is not one');
  const code = Buffer.from(bundle.output[0].code).toString('base64');
  return {
    module,
    fastBuild,
    helpers: new NodeHelperThreads(new URL(`data:text/javascript;base64,${code}`)),
  };
}

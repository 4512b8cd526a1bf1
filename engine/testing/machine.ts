import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  const outDir = mkdtempSync(join(tmpdir(), 'epoch-lab-threads-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, '../host/kernel-thread.ts'),
      outDir,
      rolldownOptions: { output: { entryFileNames: 'kernel-thread.mjs' } },
    },
  });
  return {
    module,
    fastBuild,
    helpers: new NodeHelperThreads(pathToFileURL(join(outDir, 'kernel-thread.mjs'))),
  };
}

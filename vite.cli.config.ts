import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { kernelsBesideBundle } from './scripts/kernels.mjs';

/** The command line: one bundle for Node, its kernel thread and its kernels beside it. */
export default defineConfig({
  plugins: [kernelsBesideBundle()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/cli',
    rolldownOptions: {
      input: {
        epochlab: resolve(import.meta.dirname, 'engine/cli/index.ts'),
        'kernel-thread': resolve(import.meta.dirname, 'engine/host/kernel-thread.ts'),
      },
      output: { entryFileNames: '[name].js' },
    },
  },
});

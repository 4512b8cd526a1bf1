import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { kernelsBesideBundle } from './scripts/kernels.mjs';
import { onnxRuntimeBesideBundle } from './scripts/onnx-runtime.mjs';

/** The command line: one bundle for Node, its kernel thread and its kernels beside it. */
export default defineConfig({
  plugins: [kernelsBesideBundle(), onnxRuntimeBesideBundle()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/cli',
    rolldownOptions: {
      input: {
        epochlab: resolve(import.meta.dirname, 'engine/cli/index.ts'),
        'kernel-thread': resolve(import.meta.dirname, 'engine/host/kernel-thread.ts'),
        'onnx-thread': resolve(import.meta.dirname, 'engine/host/onnx-thread.ts'),
      },
      output: { entryFileNames: '[name].js' },
    },
  },
});

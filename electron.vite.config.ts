import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { kernelsBesideBundle } from './scripts/kernels.mjs';
import { licencesOf } from './scripts/licences/bundled.mjs';
import { onnxRuntimeBesideBundle } from './scripts/onnx-runtime.mjs';

const at = (path: string) => resolve(import.meta.dirname, path);

/** KaTeX's styles offer each font in three formats; whatever runs this reads the first, so only that is shipped. */
function woff2Alone(): Plugin {
  return {
    name: 'woff2-alone',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('katex.min.css')) return null;
      return code.replaceAll(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, '');
    },
  };
}

export default defineConfig({
  main: {
    plugins: [kernelsBesideBundle(), onnxRuntimeBesideBundle(), licencesOf('main')],
    build: {
      outDir: 'out/main',
      // Everything is bundled: the packaged app has no node_modules.
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: at('electron/main/index.ts'),
          engine: at('engine/host/index.ts'),
          // A worker thread is started by its file name, so its bundle must have one.
          'kernel-thread': at('engine/host/kernel-thread.ts'),
          'onnx-thread': at('engine/host/onnx-thread.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    plugins: [licencesOf('preload')],
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts'), importer: at('electron/preload/importer.ts') },
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [woff2Alone(), svelte(), licencesOf('window')],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // It is read from the disk: parts that are fetched when they are wanted would gain little.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: { index: at('renderer/index.html'), importer: at('renderer/importer/index.html') },
      },
      // Fonts stay files: the content security policy forbids data: URLs for them.
      assetsInlineLimit: 0,
    },
  },
});

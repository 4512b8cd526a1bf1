// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Vite plugin: puts ONNX Runtime's WebAssembly beside the bundle whose thread runs it (engine/host/onnx-thread.ts).
 *
 * @returns {import('vite').Plugin}
 */
export function onnxRuntimeBesideBundle() {
  return {
    name: 'onnx-runtime-beside-bundle',
    generateBundle() {
      // electron-vite bundles its configuration, with this file in it, so the package is found from the folder.
      const require = createRequire(join(process.cwd(), 'package.json'));
      const source = readFileSync(require.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
      this.emitFile({ type: 'asset', fileName: 'onnx-runtime.wasm', source });
    },
  };
}

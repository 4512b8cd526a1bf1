import { Worker } from 'node:worker_threads';
import { EpochLabError } from '../protocol/errors.ts';

/** ONNX Runtime (https://onnxruntime.ai), compiled to WebAssembly, in a thread of its own. */

export interface OnnxQuestion {
  readonly file: Uint8Array;
  /** Scaled, images × channels × height × width. */
  readonly images: Float32Array;
  readonly shape: { readonly height: number; readonly width: number; readonly channels: number };
}

export interface OnnxAnswer {
  readonly version: string;
  /** Images × classes. */
  readonly logits: Float32Array;
}

/** @throws EpochLabError `internal` where ONNX Runtime does not take the file or cannot be started. */
export async function runOnnx(question: OnnxQuestion): Promise<OnnxAnswer> {
  const worker = new Worker(new URL('./onnx-thread.js', import.meta.url), { workerData: question });
  try {
    return await new Promise<OnnxAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`it ended with code ${code}`)));
    });
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    throw new EpochLabError('internal', `ONNX Runtime could not run the exported file: ${reason}`);
  } finally {
    await worker.terminate();
  }
}

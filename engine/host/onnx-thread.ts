/**
 * A thread that runs one ONNX file with ONNX Runtime and ends: its memory goes with it, and the engine goes on
 * meanwhile.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import * as ort from 'onnxruntime-web/wasm';
import type { OnnxAnswer, OnnxQuestion } from './onnx-runtime.ts';

/** Images at once. */
const BATCH = 50;

async function answer({ file, images, shape }: OnnxQuestion): Promise<OnnxAnswer> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = readFileSync(new URL('./onnx-runtime.wasm', import.meta.url));
  const session = await ort.InferenceSession.create(file);
  const size = shape.channels * shape.height * shape.width;
  const count = images.length / size;
  const logits: number[] = [];
  for (let first = 0; first < count; first += BATCH) {
    const some = images.subarray(first * size, Math.min(count, first + BATCH) * size);
    const dimensions = [some.length / size, shape.channels, shape.height, shape.width];
    const result = await session.run({ image: new ort.Tensor('float32', some, dimensions) });
    logits.push(...(result['logits']!.data as Float32Array));
  }
  return { version: ort.env.versions.common, logits: Float32Array.from(logits) };
}

answer(workerData as OnnxQuestion).then(
  (result) => parentPort?.postMessage(result),
  (problem: unknown) => {
    throw problem;
  },
);

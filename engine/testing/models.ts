import type { SavedModel } from '../formats/model-file.ts';
import { initialValues } from '../nn/initialisation.ts';
import { randomStream } from '../nn/random.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes } from '../protocol/shapes.ts';

/** Models to save, export and read back, for tests. */

/** Layers of every kind, in the places where the order of channels matters. */
export const everything: NetworkSpec = {
  input: { height: 12, width: 10, channels: 2 },
  layers: [
    { kind: 'conv2d', filters: 5, kernel: 3, stride: 1, padding: 1, bias: false },
    { kind: 'batchNorm' },
    { kind: 'leakyRelu', slope: 0.1 },
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'conv2d', filters: 6, kernel: 2, stride: 2, padding: 1, bias: true },
    { kind: 'tanh' },
    { kind: 'averagePool', size: 2, stride: 1 },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'flatten' },
    { kind: 'batchNorm' },
    { kind: 'dense', units: 7, bias: false },
    { kind: 'sigmoid' },
    { kind: 'batchNorm' },
    { kind: 'flatten' },
    { kind: 'dense', units: 10, bias: true },
    { kind: 'relu' },
    { kind: 'dropout', rate: 0.5 },
  ],
  initialiser: 'torch-default',
};

/** Nothing after flatten can put the values in order. 12 classes. */
export const withoutDense: NetworkSpec = {
  input: { height: 4, width: 4, channels: 1 },
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 0, bias: true },
    { kind: 'flatten' },
    { kind: 'batchNorm' },
  ],
  initialiser: 'he-normal',
};

/** A model whose parameters are all different: what begins as zeros or ones would hide a wrong order. */
export function savedModel(network: NetworkSpec, classCount = 10): SavedModel {
  const shapes = inferShapes(network, classCount);
  const noise = randomStream(7, 'initialisation');
  const parameters = initialValues(network, shapes, 3).map((layer, index) =>
    layer.map((values, position) => {
      const isWeights = shapes[index]!.parameters[position]!.name === 'weights';
      return isWeights ? Float32Array.from(values) : Float32Array.from(values, () => 0.5 + noise.uniform());
    }),
  );
  return {
    network,
    settings: { ...presets.report.settings, threads: 1 },
    classes: Array.from({ length: classCount }, (_, i) => `class ${i}`),
    dataset: { id: 'mnist', name: 'MNIST', sha256: 'ab'.repeat(32) },
    parameters,
    history: { training: [], validation: [] },
    test: null,
    fingerprint: '3f9a-77c1',
    progress: { step: 7, epoch: 0.5 },
    kernels: 'wasm-simd',
  };
}

export function randomImages({ input }: NetworkSpec, count: number): Uint8Array[] {
  const { height, width, channels } = input;
  const noise = randomStream(5, 'shuffle');
  return Array.from({ length: count }, () =>
    Uint8Array.from({ length: height * width * channels }, () => Math.floor(noise.uniform() * 256)),
  );
}

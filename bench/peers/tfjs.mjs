// @ts-check
/**
 * TensorFlow.js (its WebAssembly backend, SIMD) as a peer: trains and infers the benchmark models.
 *
 * Requests and answers are lines of JSON, as in pytorch.py. `node bench/peers/tfjs.mjs --check` compares the
 * gradients that it trains with to those of TensorFlow.js's own slow but complete backend.
 *
 * One thread only: the backend turns its threads off in Node (`WASM_HAS_MULTITHREAD_SUPPORT`, tensorflow/tfjs issue
 * 3830), because it starts them from blobs, which Node's workers do not take.
 *
 * Training needs a kernel that the backend lacks, and gains from another written anew:
 *
 * - `Conv2DBackpropFilter`, the gradient by a convolution's kernel, is missing. It is itself a convolution. With x the
 *   input (image, row, column, channel) and g the gradient of the output (image, row, column, filter), p the padding:
 *     dW[i, j, c, f] = Σ_n Σ_r Σ_s  x[n, r + i − p, s + j − p, c] · g[n, r, s, f]
 *   so with channels as images, images as channels, and g as a kernel as large as the output, conv2d gives it.
 * - `Conv2DBackpropInput` is there as plain loops. It is a convolution of g with the turned kernel, its channels and
 *   filters exchanged; conv2d runs that in XNNPACK. For strides of 1, as in all benchmark models.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';

/**
 * The part of TensorFlow.js that is used here; it is not installed with the project.
 *
 * @typedef {{ readonly shape: number[], readonly size: number, dispose(): void, dataSync(): Float32Array }} Tensor
 * @typedef {{ assign(value: Tensor): void, dispose(): void } & Tensor} Variable
 * @typedef {'relu' | 'linear'} Activation
 * @typedef {{ x: Tensor, filter: Tensor, strides: number, pad: number, bias?: Tensor, activation: Activation }} FusedConv2d
 * @typedef {{ inputs: Record<string, Tensor>, attrs: { filterShape: number[], inputShape: number[], strides: number | number[], pad: number | 'valid' | 'same' } }} KernelCall
 * @typedef {{
 *   version_core: string,
 *   env(): { set(flag: string, value: boolean): void },
 *   setBackend(name: string): Promise<boolean>,
 *   registerKernel(kernel: { kernelName: string, backendName: string, kernelFunc: (call: KernelCall) => Tensor }): void,
 *   unregisterKernel(kernel: string, backend: string): void,
 *   tidy<T>(run: () => T): T,
 *   tensor(values: Float32Array, shape: number[]): Tensor,
 *   variable(initial: Tensor): Variable,
 *   zeros(shape: number[]): Tensor,
 *   randomNormal(shape: number[], mean: number, deviation: number, type: 'float32', seed: number): Tensor,
 *   oneHot(labels: Int32Array, classes: number): Tensor,
 *   conv2d(x: Tensor, filter: Tensor, strides: number, pad: number): Tensor,
 *   maxPool(x: Tensor, size: number, strides: number, pad: 'valid'): Tensor,
 *   transpose(x: Tensor, order: number[]): Tensor,
 *   reverse(x: Tensor, axes: number[]): Tensor,
 *   reshape(x: Tensor, shape: number[]): Tensor,
 *   add(a: Tensor, b: Tensor): Tensor,
 *   matMul(a: Tensor, b: Tensor): Tensor,
 *   relu(x: Tensor): Tensor,
 *   variableGrads(loss: () => Tensor): { value: Tensor, grads: Record<string, Tensor> },
 *   losses: { softmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor },
 *   fused: {
 *     conv2d(call: FusedConv2d): Tensor,
 *     matMul(call: { a: Tensor, b: Tensor, bias?: Tensor, activation: Activation }): Tensor,
 *   },
 *   train: { sgd(rate: number): { minimize(loss: () => Tensor, returnCost: boolean): Tensor | null } },
 * }} TensorFlow
 *
 * @typedef {{ kind: 'conv2d', filters: number, kernel: number, stride: number, padding: number, bias: boolean }
 *   | { kind: 'maxPool', size: number, stride: number }
 *   | { kind: 'dense', units: number, bias: boolean }
 *   | { kind: 'relu' } | { kind: 'flatten' }} Layer
 * @typedef {{ input: { height: number, width: number, channels: number }, layers: Layer[] }} Network
 * @typedef {{ model: string, network: Network, batchSize: number, phase: 'train' | 'infer', seconds: number }} Request
 * @typedef {{ images: Tensor, labels: Tensor }} Batch
 */

const MNIST = resolve(import.meta.dirname, '../../resources/datasets/mnist');
/** The same images as `epochlab bench` takes, and a whole number of batches of 1, 32 and 128. */
const IMAGES = 12_800;
const PIXELS = 784;
const CLASSES = 10;
const LEARNING_RATE = 0.005;
const WARM_UP_SECONDS = 0.3;
const SEED = 1;

const require = createRequire(import.meta.url);
const tf = /** @type {TensorFlow} */ (require('@tensorflow/tfjs'));
const backend = /** @type {{ setWasmPaths(folder: string): void }} */ (
  require('@tensorflow/tfjs-backend-wasm')
);
backend.setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'));

/**
 * @param {KernelCall['attrs']} attrs
 * @returns {number} rows and columns of zeros on every side
 */
function padding({ pad, strides }) {
  if ([strides].flat().some((stride) => stride !== 1)) throw new Error('Only strides of 1 are implemented.');
  if (pad === 'same') throw new Error('Only explicit padding is implemented.');
  return pad === 'valid' ? 0 : pad;
}

function registerGradientKernels() {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc({ inputs, attrs }) {
      const { x, dy } = /** @type {{ x: Tensor, dy: Tensor }} */ (inputs);
      const channelsAsImages = tf.transpose(x, [3, 1, 2, 0]);
      const gradientAsKernel = tf.transpose(dy, [1, 2, 0, 3]);
      const gradient = tf.conv2d(channelsAsImages, gradientAsKernel, 1, padding(attrs));
      const result = tf.transpose(gradient, [1, 2, 0, 3]);
      for (const done of [channelsAsImages, gradientAsKernel, gradient]) done.dispose();
      return result;
    },
  });
  tf.unregisterKernel('Conv2DBackpropInput', 'wasm');
  tf.registerKernel({
    kernelName: 'Conv2DBackpropInput',
    backendName: 'wasm',
    kernelFunc({ inputs, attrs }) {
      const { dy, filter } = /** @type {{ dy: Tensor, filter: Tensor }} */ (inputs);
      const turned = tf.reverse(filter, [0, 1]);
      const exchanged = tf.transpose(turned, [0, 1, 3, 2]);
      const [kernel = 0] = filter.shape;
      const result = tf.conv2d(dy, exchanged, 1, kernel - 1 - padding(attrs));
      turned.dispose();
      exchanged.dispose();
      return result;
    },
  });
}

/** @returns {{ images: Float32Array, labels: Uint8Array }} byte / 255 − 0.5, as everywhere */
function readMnist() {
  const unpack = (/** @type {string} */ name) => gunzipSync(readFileSync(join(MNIST, name)));
  const bytes = unpack('train-images-idx3-ubyte.gz').subarray(16, 16 + IMAGES * PIXELS);
  return {
    images: Float32Array.from(bytes, (byte) => byte / 255 - 0.5),
    labels: unpack('train-labels-idx1-ubyte.gz').subarray(8, 8 + IMAGES),
  };
}

/**
 * @param {ReturnType<typeof readMnist>} data
 * @param {number} size
 * @param {Network['input']} input
 * @param {number} most batches are made, from the first image on
 * @returns {Batch[]} tensors in the backend's memory
 */
function cutBatches({ images, labels }, size, { height, width, channels }, most) {
  return Array.from({ length: Math.min(most, Math.floor(IMAGES / size)) }, (_, i) => ({
    images: tf.tensor(images.slice(i * size * PIXELS, (i + 1) * size * PIXELS), [
      size,
      height,
      width,
      channels,
    ]),
    labels: tf.oneHot(Int32Array.from(labels.subarray(i * size, (i + 1) * size)), CLASSES),
  }));
}

/** @typedef {{ spec: Layer, weights?: Variable, bias?: Variable, rectified: boolean }} Stage */

/**
 * A network's layers with their values; a ReLU is part of the layer before it, which can be computed with it.
 *
 * @param {Network} network
 * @returns {Stage[]}
 */
function build(network) {
  let { height, width, channels } = network.input;
  let flat = 0;
  /** @type {Stage[]} */
  const stages = [];
  /** @param {Layer} spec @param {number[]} shape @param {number} fanIn @param {number | null} biases */
  const learned = (spec, shape, fanIn, biases) => {
    const weights = tf.variable(tf.randomNormal(shape, 0, Math.sqrt(2 / fanIn), 'float32', SEED));
    const bias = biases === null ? {} : { bias: tf.variable(tf.zeros([biases])) };
    stages.push({ spec, weights, ...bias, rectified: false });
  };
  for (const spec of network.layers) {
    switch (spec.kind) {
      case 'conv2d': {
        const { kernel, filters, padding, stride, bias } = spec;
        learned(spec, [kernel, kernel, channels, filters], kernel * kernel * channels, bias ? filters : null);
        height = Math.floor((height + 2 * padding - kernel) / stride) + 1;
        width = Math.floor((width + 2 * padding - kernel) / stride) + 1;
        channels = filters;
        break;
      }
      case 'maxPool':
        height = Math.floor((height - spec.size) / spec.stride) + 1;
        width = Math.floor((width - spec.size) / spec.stride) + 1;
        stages.push({ spec, rectified: false });
        break;
      case 'flatten':
        flat = height * width * channels;
        stages.push({ spec, rectified: false });
        break;
      case 'dense':
        learned(spec, [flat, spec.units], flat, spec.bias ? spec.units : null);
        flat = spec.units;
        break;
      case 'relu':
        Object.assign(stages.at(-1) ?? {}, { rectified: true });
        break;
      default:
        throw new Error(`No such layer here: ${JSON.stringify(spec)}`);
    }
  }
  return stages;
}

/**
 * @param {Stage[]} stages
 * @param {Tensor} images
 * @param {boolean} fused computes bias and ReLU with their layer, which has no gradient
 * @returns {Tensor} logits
 */
function forward(stages, images, fused) {
  let x = images;
  for (const { spec, weights, bias, rectified } of stages) {
    const activation = rectified ? 'relu' : 'linear';
    if (spec.kind === 'maxPool') {
      x = tf.maxPool(x, spec.size, spec.stride, 'valid');
    } else if (spec.kind === 'flatten') {
      const [count = 0] = x.shape;
      x = tf.reshape(x, [count, x.size / count]);
    } else if (weights && spec.kind === 'conv2d') {
      const { stride, padding: pad } = spec;
      if (fused) {
        x = tf.fused.conv2d({ x, filter: weights, strides: stride, pad, activation, ...(bias && { bias }) });
        continue;
      }
      x = tf.conv2d(x, weights, stride, pad);
    } else if (weights) {
      if (fused) {
        x = tf.fused.matMul({ a: x, b: weights, activation, ...(bias && { bias }) });
        continue;
      }
      x = tf.matMul(x, weights);
    }
    if (bias) x = tf.add(x, bias);
    if (rectified) x = tf.relu(x);
  }
  return x;
}

/**
 * @param {(batch: Batch) => void} step
 * @param {Batch[]} batches
 * @param {number} seconds
 * @returns {number} steps a second, over at least one step and so many seconds
 */
function repeat(step, batches, seconds) {
  const start = performance.now();
  for (let steps = 1; ; steps++) {
    step(at(batches, (steps - 1) % batches.length));
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed >= seconds) return steps / elapsed;
  }
}

/**
 * @param {Request} request
 * @param {ReturnType<typeof readMnist>} data
 */
function measure({ network, batchSize, phase, seconds }, data) {
  const batches = cutBatches(data, batchSize, network.input, IMAGES);
  const stages = build(network);
  const optimizer = tf.train.sgd(LEARNING_RATE);
  const loss = (/** @type {Batch} */ { images, labels }) =>
    tf.losses.softmaxCrossEntropy(labels, forward(stages, images, false));
  const step =
    phase === 'train'
      ? (/** @type {Batch} */ batch) => void optimizer.minimize(() => loss(batch), false)
      : (/** @type {Batch} */ { images }) => tf.tidy(() => void forward(stages, images, true));
  const lossNow = () => tf.tidy(() => loss(at(batches, 0)).dataSync()[0] ?? NaN);

  const before = lossNow();
  repeat(step, batches, WARM_UP_SECONDS);
  const imagesPerSecond = batchSize * repeat(step, batches, seconds);
  const learned = phase === 'train' ? { loss: [before, lossNow()] } : {};

  const variables = stages.flatMap(({ weights, bias }) => [weights, bias]).filter((v) => v !== undefined);
  const parameters = variables.reduce((sum, { size }) => sum + size, 0);
  for (const { images, labels } of batches) for (const done of [images, labels]) done.dispose();
  for (const variable of variables) variable.dispose();
  return { imagesPerSecond, parameters, ...learned };
}

/**
 * @template T
 * @param {readonly T[]} values
 * @param {number} index
 * @returns {T}
 */
function at(values, index) {
  const value = values[index];
  if (value === undefined) throw new Error(`There is no ${index} of ${values.length}.`);
  return value;
}

/** @param {Float32Array} values */
function largest(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/**
 * Prints, for each model, the largest difference of a gradient from that of the `cpu` backend, as a fraction of the
 * largest gradient of its parameter.
 *
 * @param {ReturnType<typeof readMnist>} data
 */
async function check(data) {
  for (const name of ['m1', 'm2', 'm3', 'm4']) {
    const path = resolve(import.meta.dirname, `../models/${name}.json`);
    const network = /** @type {Network} */ (JSON.parse(readFileSync(path, 'utf8')));
    const gradients = async (/** @type {string} */ backendName) => {
      await tf.setBackend(backendName);
      const { images, labels } = at(cutBatches(data, 4, network.input, 1), 0);
      const stages = build(network);
      const { grads } = tf.variableGrads(() =>
        tf.losses.softmaxCrossEntropy(labels, forward(stages, images, false)),
      );
      const values = Object.values(grads).map((gradient) => gradient.dataSync());
      for (const { weights, bias } of stages) for (const v of [weights, bias]) v?.dispose();
      return values;
    };
    const found = await gradients('wasm');
    const right = await gradients('cpu');
    const worst = right.map((values, i) => {
      const differences = values.map((value, j) => value - (found[i]?.[j] ?? NaN));
      return largest(differences) / largest(values);
    });
    console.log(name, worst.map((value) => value.toExponential(1)).join('  '));
  }
}

tf.env().set('PROD', true);
await tf.setBackend('wasm');
registerGradientKernels();
const data = readMnist();
if (process.argv.includes('--check')) {
  await check(data);
} else {
  const say = (/** @type {unknown} */ answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  say({ ready: true, version: tf.version_core, configurations: ['wasm'] });
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const request = /** @type {Request} */ (JSON.parse(line));
      say(measure(request, data));
    } catch (problem) {
      say({ error: String(problem) });
    }
  }
}

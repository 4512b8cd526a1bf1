/**
 * The kernels: the few loops in which nearly all of the time goes, compiled from AssemblyScript (./wasm, where
 * each is documented) to WebAssembly SIMD. They work on addresses (bytes) in one shared memory and know nothing
 * of networks; `engine/nn/layers` says in plain TypeScript what each layer means, and the tests hold the
 * kernels to it.
 */
export interface Kernels {
  conv2d(
    out: number,
    input: number,
    weights: number,
    bias: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filters: number,
    weightStride: number,
    kernel: number,
    stride: number,
  ): void;
  conv2dWeightGradient(
    gradient: number,
    input: number,
    outGradient: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filters: number,
    weightStride: number,
    kernel: number,
    stride: number,
  ): void;
  conv2dInputGradient(
    inGradient: number,
    outGradient: number,
    turned: number,
    patches: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filters: number,
    turnedStride: number,
    kernel: number,
    stride: number,
  ): void;
  turnWeights(
    out: number,
    weights: number,
    inputs: number,
    outputs: number,
    weightStride: number,
    outStride: number,
  ): void;
  place(
    out: number,
    input: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    frameHeight: number,
    frameWidth: number,
    offset: number,
  ): void;
  unplace(
    out: number,
    frame: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    frameHeight: number,
    frameWidth: number,
    offset: number,
  ): void;
  clear(values: number, count: number): void;
  dense(
    out: number,
    input: number,
    weights: number,
    bias: number,
    images: number,
    inputs: number,
    units: number,
    weightStride: number,
  ): void;
  keepInputs(panels: number, input: number, images: number, inputs: number, capacity: number): void;
  keepGradients(rows: number, outGradient: number, images: number, units: number): void;
  denseWeightGradient(
    gradient: number,
    panels: number,
    outGradients: number,
    images: number,
    capacity: number,
    shardBytes: number,
    first: number,
    rows: number,
    units: number,
    weightStride: number,
  ): void;
  denseInputGradient(
    out: number,
    outGradients: number,
    weights: number,
    images: number,
    inputs: number,
    weightStride: number,
  ): void;
  turnFew(
    turned: number,
    weights: number,
    first: number,
    rows: number,
    inputs: number,
    weightStride: number,
  ): void;
  stepOfFew(
    weights: number,
    turned: number,
    gradient: number,
    panel: number,
    panelBytes: number,
    outGradient: number,
    first: number,
    rows: number,
    inputs: number,
    weightStride: number,
    learningRate: number,
  ): void;
  denseFew(
    out: number,
    input: number,
    turned: number,
    bias: number,
    images: number,
    inputs: number,
    units: number,
    panels: number,
    capacity: number,
  ): void;
  denseFewInputGradient(
    out: number,
    outGradients: number,
    turned: number,
    images: number,
    inputs: number,
    units: number,
    weightStride: number,
  ): void;
  biasGradient(gradient: number, outGradient: number, rows: number, columns: number): void;
  maxPool(
    out: number,
    winners: number,
    input: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    size: number,
    stride: number,
  ): void;
  maxPoolBack(
    inGradient: number,
    outGradient: number,
    winners: number,
    images: number,
    inputSize: number,
    outSize: number,
  ): void;
  convPool(
    out: number,
    winners: number,
    input: number,
    weights: number,
    bias: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filters: number,
    weightStride: number,
    kernel: number,
    relu: boolean,
  ): void;
  convPoolWeightGradient(
    gradient: number,
    outGradient: number,
    winners: number,
    scratch: number,
    windows: number,
    filters: number,
    weightStride: number,
    kernel: number,
    segment: number,
    lineBytes: number,
  ): void;
  convPoolTurnWeights(
    out: number,
    weights: number,
    channels: number,
    filters: number,
    weightStride: number,
    kernel: number,
  ): void;
  convPoolInputGradient(
    inGradient: number,
    outGradient: number,
    winners: number,
    input: number,
    framed: number,
    scratch: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filters: number,
    kernel: number,
  ): void;
  maxPoolBackPairs(
    inGradient: number,
    outGradient: number,
    winners: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
  ): void;
  relu(values: number, count: number): void;
  reluBack(gradient: number, output: number, count: number): void;
  averagePool(
    out: number,
    input: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    size: number,
    stride: number,
  ): void;
  averagePoolBack(
    inGradient: number,
    outGradient: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    size: number,
    stride: number,
  ): void;
  leakyRelu(out: number, input: number, count: number, slope: number): void;
  leakyReluBack(inGradient: number, outGradient: number, output: number, count: number, slope: number): void;
  applySigmoid(out: number, input: number, count: number): void;
  sigmoidBack(inGradient: number, outGradient: number, output: number, count: number): void;
  applyTanh(out: number, input: number, count: number): void;
  tanhBack(inGradient: number, outGradient: number, output: number, count: number): void;
  dropout(
    out: number,
    input: number,
    images: number,
    size: number,
    position: number,
    step: number,
    layer: number,
    seed: number,
    purpose: number,
    dropped: number,
    factor: number,
  ): void;
  philox4x32(out: number, counter: number, key: number): void;
  measure(record: number, input: number, rows: number, channels: number): void;
  combine(
    moments: number,
    records: number,
    recordStride: number,
    shards: number,
    rows: number,
    lastRows: number,
    channels: number,
  ): void;
  coefficientsOfBatch(
    coefficients: number,
    moments: number,
    scale: number,
    channels: number,
    epsilon: number,
  ): void;
  coefficientsInUse(
    coefficients: number,
    runningMean: number,
    runningVariance: number,
    scale: number,
    channels: number,
    epsilon: number,
  ): void;
  runningAverages(
    runningMean: number,
    runningVariance: number,
    moments: number,
    channels: number,
    count: number,
    momentum: number,
  ): void;
  normalise(
    out: number,
    input: number,
    rows: number,
    channels: number,
    coefficients: number,
    shift: number,
  ): void;
  sumBack(
    record: number,
    input: number,
    outGradient: number,
    rows: number,
    channels: number,
    coefficients: number,
  ): void;
  batchNormGradients(scaleGradient: number, shiftGradient: number, record: number, channels: number): void;
  combineBack(
    means: number,
    records: number,
    recordStride: number,
    shards: number,
    count: number,
    channels: number,
  ): void;
  normaliseBack(
    inGradient: number,
    outGradient: number,
    input: number,
    rows: number,
    channels: number,
    coefficients: number,
    means: number,
  ): void;
  firstNotFinite(values: number, count: number): number;
  softmaxCrossEntropy(
    logits: number,
    labels: number,
    gradient: number,
    scratch: number,
    result: number,
    images: number,
    classes: number,
    scale: number,
  ): void;
  softmax(probabilities: number, logits: number, classes: number): void;
  sgd(
    weights: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    learningRate: number,
  ): void;
  sgdStep(
    weights: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  momentumStep(
    weights: number,
    velocity: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  nesterovStep(
    weights: number,
    velocity: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  rmspropStep(
    weights: number,
    meanSquare: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  adamStep(
    weights: number,
    mean: number,
    meanSquare: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  sumShards(gradients: number, shardBytes: number, shards: number, count: number): number;
  scaleBytes(out: number, bytes: number, count: number, scale: number, offset: number): void;
  winogradFactors(to: number): void;
  scaleLines(
    out: number,
    bytes: number,
    lines: number,
    line: number,
    outLine: number,
    scale: number,
    offset: number,
  ): void;
  winogradInput(
    places: number,
    placeStride: number,
    quadStride: number,
    input: number,
    scratch: number,
    size: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    tilesDown: number,
    tilesAcross: number,
    padding: number,
  ): void;
  winogradOutput(
    out: number,
    places: number,
    placeStride: number,
    quadStride: number,
    bias: number,
    scratch: number,
    size: number,
    images: number,
    height: number,
    width: number,
    filters: number,
    tilesDown: number,
    tilesAcross: number,
    rectify: boolean,
  ): void;
  winogradOutputGradient(
    places: number,
    placeStride: number,
    quadStride: number,
    outGradient: number,
    output: number,
    biasGradient: number,
    scratch: number,
    size: number,
    images: number,
    height: number,
    width: number,
    filters: number,
    tilesDown: number,
    tilesAcross: number,
  ): void;
  winogradInputGradient(
    inGradient: number,
    places: number,
    placeStride: number,
    quadStride: number,
    scratch: number,
    size: number,
    images: number,
    height: number,
    width: number,
    channels: number,
    tilesDown: number,
    tilesAcross: number,
    padding: number,
  ): void;
  winogradWeights(
    places: number,
    placeStride: number,
    weights: number,
    scratch: number,
    size: number,
    channels: number,
    filters: number,
  ): void;
  winogradTurn(
    turned: number,
    weights: number,
    placeStride: number,
    places: number,
    channels: number,
    filters: number,
  ): void;
  winogradWeightGradient(
    gradient: number,
    input: number,
    placeStride: number,
    quadStride: number,
    outGradient: number,
    outPlaceStride: number,
    outQuadStride: number,
    scratch: number,
    size: number,
    tiles: number,
    channels: number,
    filters: number,
  ): void;
  placesProduct(
    out: number,
    outPlaceStride: number,
    outQuadStride: number,
    input: number,
    placeStride: number,
    quadStride: number,
    weights: number,
    weightStride: number,
    places: number,
    tiles: number,
    inputs: number,
    outputs: number,
  ): void;
  exp(x: number): number;
  ln(x: number): number;
  sigmoid(x: number): number;
  tanh(x: number): number;
}

/** Named in every model file and fingerprint: results of different builds may differ in their last bits. */
export const KERNEL_BUILD = 'wasm-simd';
const FAST_KERNEL_BUILD = 'wasm-relaxed-simd';

/** The build that trains with these settings. */
export function kernelBuildOf(settings: { readonly fast?: true }): string {
  return settings.fast ? FAST_KERNEL_BUILD : KERNEL_BUILD;
}

/** Bytes of a page, WebAssembly's unit of memory. */
export const PAGE_BYTES = 65_536;

/** Kernels load whole vectors; this many bytes past the end of any buffer may be read, never used. */
export const READ_SLACK_BYTES = 64;

/** A memory that threads share, of fixed size and all zeros. */
export function createMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** The kernels, bound to one memory. Each thread makes its own from the same module and memory. */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

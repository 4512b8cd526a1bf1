import { PAGE_BYTES, READ_SLACK_BYTES } from '../kernels/kernels.ts';
import type { LayerSpec, NetworkSpec } from '../protocol/network.ts';
import type { ClippingSettings, OptimizerSettings } from '../protocol/settings.ts';
import {
  inferShapes,
  sizeOf,
  type LayerShape,
  type ParameterName,
  type ParameterShape,
  type Shape,
} from '../protocol/shapes.ts';
import { convPoolAt, framedWeightFloats, type ConvPool } from './conv-pool.ts';
import { seenShapes } from './seen-shapes.ts';
import {
  planUpdateBlocks,
  type DenseWeights,
  type KeptBatch,
  type TurnedWeights,
  type UpdateBlock,
} from './update-blocks.ts';
import { memoriesOf, RULE_FLOATS } from './update-rule.ts';
import { oddLines, planWinograd, suitsWinograd, type WinogradPlan } from './winograd.ts';

/**
 * Where everything of a network in training stands in memory, and what each layer does with it. A plan is plain
 * data: every thread gets the same one and runs it with its own instance of the kernels.
 *
 *   ┌─────────┬────────────┬──────────────────────────┬──────────┬────────┬───────┬────────────────────────┐
 *   │ control │ parameters │ gradients, one per shard │ memories │ images │ batch │ arenas, one per thread │
 *   └─────────┴────────────┴──────────────────────────┴──────────┴────────┴───────┴────────────────────────┘
 *
 * - The batch is cut into shards by its size alone, whatever the number of threads. A shard's gradients are kept
 *   apart until they are summed in the order of the shards: so one thread and seven give the same bits.
 * - Parameters of all layers stand in one run, so that an update is one loop; gradients have the same layout, and
 *   so has what the optimiser remembers. Rows of weights are padded with zeros to whole vectors.
 * - Of the whole batch, what dense layers need for their weights' gradients is kept (update-blocks.ts).
 * - An arena holds one shard's activations, and is used again for the next. Where a network has batch norm, its
 *   threads have to meet within a step (`meetings`); then every shard has an arena of its own.
 *
 * Addresses are bytes from the memory's start, but those inside an arena, which are bytes from the arena's.
 */
export interface NetworkPlan {
  readonly classes: number;
  readonly inputSize: number;
  readonly layers: readonly LayerPlan[];
  readonly parameters: readonly ParameterPlan[];
  /** Those that are learned stand first, in one run; running averages follow. */
  readonly parameterAddress: number;
  /** Learned floats, padding included; a multiple of 4. */
  readonly parameterFloats: number;
  readonly gradientAddress: number;
  readonly gradientBytes: number;
  readonly update: UpdatePlan;
  /** Index of each batch norm: a step goes from one to the next, and all threads meet there. */
  readonly meetings: readonly number[];
  /** The run's: the random streams within layers follow from it. */
  readonly seed: number;
  readonly shardImages: number;
  /** Without gradients, so many images go through an arena at once. */
  readonly evaluationImages: number;
  readonly control: ControlPlan;
  readonly images: ImagesPlan;
  readonly arena: ArenaPlan;
  readonly memoryBytes: number;
}

export interface ParameterPlan {
  readonly layer: number;
  readonly name: ParameterName;
  readonly learned: boolean;
  readonly address: number;
  /** The values as a matrix: rows × columns, each row `stride` floats from the one before. */
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/** How a step changes the weights. */
export interface UpdatePlan {
  readonly optimizer: OptimizerSettings;
  readonly clipping: ClippingSettings | undefined;
  /** What the optimiser remembers, one address for each of `memoriesOf` its kind; `gradientBytes` each. */
  readonly memories: readonly number[];
  /** The numbers of the step (update-rule.ts). */
  readonly rule: number;
  readonly blocks: readonly UpdateBlock[];
  /** Where the gradient's length is wanted: a double for each block, the sum of its gradients' squares. */
  readonly squares: number;
}

/** What the threads tell each other by (see team.ts). */
export interface ControlPlan {
  readonly address: number;
  /** Which images the step is about: 32-bit integers. */
  readonly indices: number;
  readonly maxIndices: number;
  /** RESULT_BYTES a shard: summed loss (f64), number classified right (i32). */
  readonly results: number;
}

/** Images as bytes, one after the other, and their labels, a byte each. The last image is a scratch one. */
export interface ImagesPlan {
  readonly pixels: number;
  readonly labels: number;
  readonly count: number;
}

export interface ArenaPlan {
  readonly address: number;
  readonly bytes: number;
  readonly input: number;
  readonly logits: number;
  readonly logitsGradient: number;
  readonly labels: number;
  /** `classes` doubles. */
  readonly probabilities: number;
}

interface Common {
  readonly index: number;
  /** Arena address of the values that come in, and that go out. */
  readonly input: number;
  readonly output: number;
  /** Arena address of ∂L/∂input; null where nobody asks for it: at the image itself. */
  readonly inputGradient: number | null;
  readonly outputGradient: number;
}

/** A convolution's padded input: a copy inside a frame of zeros. */
export interface Frame {
  readonly address: number;
  readonly height: number;
  readonly width: number;
}

interface Weights {
  readonly address: number;
  readonly stride: number;
  /** Bytes from the start of a shard's gradients. */
  readonly gradient: number;
  /** Zero where the layer has no bias. */
  readonly bias: number;
  readonly biasGradient: number;
  /** Turned weights, for the way back: arena address and row stride; null where they are not needed. */
  readonly turned: number | null;
  readonly turnedStride: number;
}

export interface Conv2dPlan extends Common {
  readonly kind: 'conv2d';
  readonly in: Shape;
  readonly out: Shape;
  readonly kernel: number;
  readonly stride: number;
  readonly weights: Weights;
  readonly padding: number;
  /** Null without padding. On the way back it holds ∂L/∂input, until its middle is cut out. */
  readonly padded: Frame | null;
  /** PATCH_LINES output lines' contributions to ∂L/∂input. */
  readonly patches: number;
  /** Set where the convolution is computed by Winograd's algorithm, which has buffers of its own. */
  readonly winograd: WinogradPlan | null;
  /** Whether it does the work of the ReLU behind it as well, both ways. */
  readonly relu: boolean;
}

/** A convolution, a ReLU before or behind the pool where there is one, and a 2×2 max-pool: computed as one. */
export interface ConvPoolPlan extends Common, ConvPool {
  readonly kind: 'convPool';
  readonly padding: number;
  readonly padded: Frame | null;
  readonly weights: Weights;
}

/** A layer that was computed with one before it. */
export interface DonePlan extends Common {
  readonly kind: 'done';
}

export interface DensePlan extends Common {
  readonly kind: 'dense';
  readonly inputs: number;
  readonly units: number;
  readonly weights: Weights;
  readonly kept: KeptBatch;
  /** Set where the layer has few units (kernels/wasm/dense-few.ts). */
  readonly turned: TurnedWeights | null;
}

export interface AveragePoolPlan extends Common {
  readonly kind: 'averagePool';
  readonly in: Shape;
  readonly out: Shape;
  readonly size: number;
  readonly stride: number;
}

/** Works in place where it can: then `input` is `output`. */
export interface LeakyReluPlan extends Common {
  readonly kind: 'leakyRelu';
  readonly size: number;
  readonly slope: number;
}

export interface SigmoidPlan extends Common {
  readonly kind: 'sigmoid' | 'tanh';
  readonly size: number;
}

/** Works in place where it can. */
export interface DropoutPlan extends Common {
  readonly kind: 'dropout';
  readonly size: number;
  readonly rate: number;
}

export interface BatchNormPlan extends Common {
  readonly kind: 'batchNorm';
  readonly channels: number;
  /** Values of one channel in one image. */
  readonly places: number;
  readonly scale: number;
  readonly shift: number;
  readonly runningMean: number;
  readonly runningVariance: number;
  /** Bytes from the start of a shard's gradients. */
  readonly scaleGradient: number;
  readonly shiftGradient: number;
  /** Arena addresses of lists with an entry for each channel: see kernels/wasm/batch-norm.ts. */
  readonly record: number;
  /** Apart from the other: some shards are on their way back while others still read that. */
  readonly backRecord: number;
  readonly moments: number;
  readonly coefficients: number;
  readonly means: number;
}

export interface MaxPoolPlan extends Common {
  readonly kind: 'maxPool';
  readonly in: Shape;
  readonly out: Shape;
  readonly size: number;
  readonly stride: number;
  readonly winners: number;
}

/** Works in place. */
export interface ReluPlan extends Common {
  readonly kind: 'relu';
  readonly size: number;
  /** Whether the convolution before it does its work. */
  readonly done: boolean;
}

/** Nothing moves: a volume is stored as the vector that it is flattened to. */
export interface FlattenPlan extends Common {
  readonly kind: 'flatten';
}

export type LayerPlan =
  | Conv2dPlan
  | ConvPoolPlan
  | DonePlan
  | DensePlan
  | MaxPoolPlan
  | AveragePoolPlan
  | ReluPlan
  | LeakyReluPlan
  | SigmoidPlan
  | DropoutPlan
  | BatchNormPlan
  | FlattenPlan;

export const RESULT_BYTES = 16;
const FLOAT_BYTES = 4;
const DOUBLE_BYTES = 8;
const INDEX_BYTES = 4;
const LINE_BYTES = 64;

/** Enough shards for many threads, and few enough that summing their gradients costs little. */
const SHARDS_WANTED = 8;
const MIN_SHARD_IMAGES = 4;
/** Bounds an arena: a large batch gets more shards instead. */
const MAX_SHARD_IMAGES = 32;
/** What a pass without gradients takes at once: few enough that their values stay in the cache. */
const IMAGES_WITHOUT_GRADIENTS = 8;
/** As in the kernel: conv2d.ts, LINES. */
const PATCH_LINES = 4;
/** Up to so many units a dense layer's vectors hold inputs instead. */
const FEW_UNITS = 16;
/** Images that one order to evaluate covers. */
const IMAGES_AN_ORDER = 256;

export interface PlanRequest {
  readonly network: NetworkSpec;
  readonly classes: number;
  readonly batchSize: number;
  readonly threads: number;
  /** How many images are kept at hand. */
  readonly images: number;
  /** Plain stochastic gradient descent where it is left out. */
  readonly optimizer?: OptimizerSettings | undefined;
  readonly clipping?: ClippingSettings | undefined;
  /** 0 where it is left out. */
  readonly seed?: number;
}

const PLAIN_SGD: OptimizerSettings = { kind: 'sgd', learningRate: 1 };

/** @throws EpochLabError `impossible-network` where the layers do not fit together. */
export function planNetwork(request: PlanRequest): NetworkPlan {
  const { network, classes, batchSize, threads, optimizer = PLAIN_SGD, clipping, seed = 0 } = request;
  const shapes = seenShapes(network.layers, inferShapes(network, classes));
  const shardImages = Math.min(
    MAX_SHARD_IMAGES,
    Math.max(MIN_SHARD_IMAGES, Math.ceil(batchSize / SHARDS_WANTED)),
  );
  const evaluationImages = IMAGES_WITHOUT_GRADIENTS;
  const arenaImages = Math.max(evaluationImages, shardImages);
  const maxIndices = Math.max(batchSize, IMAGES_AN_ORDER);
  const shards = Math.ceil(batchSize / shardImages);
  const resultSlots = Math.max(shards, Math.ceil(maxIndices / evaluationImages));

  const memory = new Allocator(PAGE_BYTES);
  const control: ControlPlan = {
    address: memory.take(controlBytes(threads)),
    indices: memory.take(maxIndices * INDEX_BYTES),
    maxIndices,
    results: memory.take(resultSlots * RESULT_BYTES),
  };

  const parameterAddress = memory.end;
  const learned = new Allocator(parameterAddress);
  const averages = new Allocator(parameterAddress + learnedBytes(shapes));
  const parameters = shapes.flatMap((shape, layer) =>
    shape.parameters.map((parameter): ParameterPlan => {
      const { rows, columns, stride, bytes } = matrixOf(parameter);
      const address = (parameter.learned ? learned : averages).take(bytes);
      return { layer, name: parameter.name, learned: parameter.learned, address, rows, columns, stride };
    }),
  );
  const gradientBytes = learned.end - parameterAddress;
  memory.take(averages.end - parameterAddress);
  const gradientAddress = memory.take(shards * gradientBytes);
  const memories = memoriesOf(optimizer.kind).map(() => memory.take(gradientBytes));

  const inputSize = sizeOf({ ...network.input, flat: false });
  const images: ImagesPlan = {
    pixels: memory.take((request.images + 1) * inputSize),
    labels: memory.take(request.images + 1),
    count: request.images,
  };

  const arena = new Allocator(0);
  const takeFloats = (count: number) => arena.take(arenaImages * count * FLOAT_BYTES);
  const input = takeFloats(inputSize);
  const layers = planLayers(
    network.layers,
    shapes,
    input,
    Math.min(shardImages, batchSize),
    arenaImages,
    arena,
    takeFloats,
    (inputs, stride) => {
      const capacity = Math.min(shardImages, batchSize);
      const shardBytes = oddLines(wholeVectors(inputs) * capacity * FLOAT_BYTES);
      return {
        panels: memory.take(shards * shardBytes),
        gradients: memory.take(stride * batchSize * FLOAT_BYTES),
        capacity,
        shardBytes,
      };
    },
    (floats) => memory.take(floats * FLOAT_BYTES),
    (layer, name) => {
      const found = parameters.find((parameter) => parameter.layer === layer && parameter.name === name);
      return found ? { ...found, gradient: found.address - parameterAddress } : null;
    },
  );
  const dense = layers.flatMap((layer): DenseWeights[] => {
    if (layer.kind !== 'dense') return [];
    const { kept, inputs, units, weights, turned } = layer;
    const first = weights.gradient / FLOAT_BYTES;
    return [{ kept, first, rows: inputs, units, stride: weights.stride, turned }];
  });
  const blocks = planUpdateBlocks(gradientBytes / FLOAT_BYTES, dense);
  const update: UpdatePlan = {
    optimizer,
    clipping,
    memories,
    rule: memory.take(RULE_FLOATS * FLOAT_BYTES),
    blocks,
    squares: memory.take(clipping?.kind === 'norm' ? blocks.length * DOUBLE_BYTES : 0),
  };
  const last = layers[layers.length - 1]!;
  const labels = arena.take(arenaImages);
  const probabilities = arena.take(classes * 8);
  const meetings = layers.flatMap(({ kind, index }) => (kind === 'batchNorm' ? [index] : []));
  const arenas = meetings.length > 0 ? Math.max(threads, shards) : threads;
  const arenaAddress = memory.take(arena.end * arenas);

  return {
    classes,
    inputSize,
    layers,
    parameters,
    parameterAddress,
    parameterFloats: gradientBytes / FLOAT_BYTES,
    gradientAddress,
    gradientBytes,
    update,
    meetings,
    seed,
    shardImages,
    evaluationImages,
    control,
    images,
    arena: {
      address: arenaAddress,
      bytes: arena.end,
      input,
      logits: last.output,
      logitsGradient: last.outputGradient,
      labels,
      probabilities,
    },
    memoryBytes: memory.end,
  };
}

function learnedBytes(shapes: readonly LayerShape[]): number {
  const measure = new Allocator(0);
  for (const { parameters } of shapes) {
    for (const parameter of parameters) if (parameter.learned) measure.take(matrixOf(parameter).bytes);
  }
  return measure.end;
}

/** A parameter as a matrix: its last dimension are the columns, all others together the rows. */
function matrixOf({ dimensions }: ParameterShape) {
  const columns = dimensions[dimensions.length - 1]!;
  const rows = dimensions.slice(0, -1).reduce((product, n) => product * n, 1);
  const stride = wholeVectors(columns);
  return { rows, columns, stride, bytes: rows * stride * FLOAT_BYTES };
}

type FindParameter = (
  layer: number,
  name: ParameterName,
) => (ParameterPlan & { readonly gradient: number }) | null;

function planLayers(
  specs: readonly LayerSpec[],
  shapes: readonly LayerShape[],
  image: number,
  shardImages: number,
  arenaImages: number,
  arena: Allocator,
  takeFloats: (count: number) => number,
  keepBatch: (inputs: number, stride: number) => KeptBatch,
  takeShared: (floats: number) => number,
  find: FindParameter,
): LayerPlan[] {
  let values = image;
  /** Where ∂L/∂values goes; null until a layer with weights makes it wanted. */
  let gradient: number | null = null;
  /** Whether the layer that made the values needs them again on the way back: then nobody may change them. */
  let kept = false;
  /** Layers that are computed with one before them: up to this one. */
  let done = 0;
  const isRelu = (index: number) => specs[index]?.kind === 'relu';
  const isWinograd = (index: number) => {
    const spec = specs[index];
    const shape = shapes[index];
    if (spec?.kind !== 'conv2d' || !shape) return false;
    return suitsWinograd(spec.kernel, spec.stride, shape.input, shape.output);
  };
  return specs.map((spec, index): LayerPlan => {
    const { input: inShape, output: outShape } = shapes[index]!;
    const input = values;
    const inputGradient = gradient;

    /** A buffer of its own for what comes out, and for its gradient where somebody below or here learns. */
    const moveOn = (out: Shape = outShape) => {
      kept = false;
      values = takeFloats(sizeOf(out));
      gradient = takeFloats(sizeOf(out));
      return { index, input, output: values, inputGradient, outputGradient: gradient };
    };
    const stayInPlace = () => {
      gradient ??= takeFloats(sizeOf(outShape));
      return { index, input, output: values, inputGradient, outputGradient: gradient };
    };
    const stayIfPossible = () => (kept ? moveOn() : stayInPlace());
    /** @param isTurned whether the way back wants the weights turned. */
    const weightsOf = (isTurned: boolean): Weights => {
      const weights = find(index, 'weights')!;
      const bias = find(index, 'bias');
      const turnedStride = wholeVectors(weights.rows);
      const wanted = isTurned && inputGradient !== null;
      return {
        address: weights.address,
        stride: weights.stride,
        gradient: weights.gradient,
        bias: bias?.address ?? 0,
        biasGradient: bias?.gradient ?? 0,
        turned: wanted ? arena.take(weights.columns * turnedStride * FLOAT_BYTES) : null,
        turnedStride,
      };
    };

    const frameOf = (padding: number): Frame | null => {
      if (padding === 0) return null;
      const [height, width] = [inShape.height + 2 * padding, inShape.width + 2 * padding];
      return { address: takeFloats(height * width * inShape.channels), height, width };
    };

    if (index < done) return { kind: 'done', ...stayInPlace() };
    switch (spec.kind) {
      case 'conv2d': {
        const { kernel, stride, padding } = spec;
        const group = suitsWinograd(kernel, stride, inShape, outShape)
          ? null
          : convPoolAt(specs, shapes, index);
        if (group !== null) {
          const { out, relu } = group;
          done = index + group.layers;
          const { channels } = inShape;
          const places = moveOn(out);
          const framed =
            inputGradient === null ? null : framedWeightFloats(kernel, channels, out.channels) * FLOAT_BYTES;
          return {
            kind: 'convPool',
            ...places,
            ...{ in: inShape, out, kernel, padding, relu },
            padded: frameOf(padding),
            height: inShape.height + 2 * padding,
            width: inShape.width + 2 * padding,
            weights: weightsOf(false),
            winners: takeFloats(sizeOf(out)),
            // Lists of windows while weights learn, of filters for the input gradient.
            scratch: arena.take(
              2 * Math.max(arenaImages * out.height * out.width, out.channels) * FLOAT_BYTES,
            ),
            framed: framed === null ? null : arena.take(framed),
          };
        }
        const shape = { in: inShape, out: outShape, kernel, stride, padding };
        const common = { kind: 'conv2d' as const, ...moveOn(), ...shape };
        const take = (floats: number) => arena.take(floats * FLOAT_BYTES);
        if (isWinograd(index)) {
          const winograd = planWinograd(inShape, outShape, padding, shardImages, arenaImages, (bytes) =>
            arena.take(bytes),
          );
          return {
            ...common,
            weights: weightsOf(false),
            padded: null,
            patches: 0,
            winograd,
            relu: isRelu(index + 1),
          };
        }
        const { channels } = inShape;
        return {
          ...common,
          weights: weightsOf(true),
          padded: frameOf(padding),
          patches:
            inputGradient === null ? 0 : take(PATCH_LINES * outShape.width * kernel * kernel * channels),
          winograd: null,
          relu: false,
        };
      }
      case 'dense': {
        const [inputs, units] = [sizeOf(inShape), outShape.channels];
        const weights = weightsOf(false);
        const kept = keepBatch(inputs, weights.stride);
        const { address, stride } = weights;
        const turned =
          units <= FEW_UNITS && inputs % 4 === 0
            ? { address: takeShared(inputs * stride), weights: address, inputs, stride }
            : null;
        return { kind: 'dense', ...moveOn(), inputs, units, weights, kept, turned };
      }
      case 'maxPool':
        return {
          kind: 'maxPool',
          ...moveOn(),
          in: inShape,
          out: outShape,
          size: spec.size,
          stride: spec.stride,
          winners: takeFloats(sizeOf(outShape)),
        };
      case 'averagePool':
        return {
          kind: 'averagePool',
          ...moveOn(),
          in: inShape,
          out: outShape,
          size: spec.size,
          stride: spec.stride,
        };
      case 'relu':
        // Where it changes a value no gradient comes back to, so it may change values that are kept.
        return { kind: 'relu', ...stayInPlace(), size: sizeOf(inShape), done: isWinograd(index - 1) };
      case 'leakyRelu':
        return { kind: 'leakyRelu', ...stayIfPossible(), size: sizeOf(inShape), slope: spec.slope };
      case 'sigmoid':
      case 'tanh': {
        const places = moveOn();
        kept = true;
        return { kind: spec.kind, ...places, size: sizeOf(inShape) };
      }
      case 'dropout':
        return { kind: 'dropout', ...stayIfPossible(), size: sizeOf(inShape), rate: spec.rate };
      case 'batchNorm': {
        const { channels } = inShape;
        const list = (count: number, bytes: number) => arena.take(count * wholeVectors(channels) * bytes);
        const scale = find(index, 'scale')!;
        const shift = find(index, 'shift')!;
        return {
          kind: 'batchNorm',
          ...moveOn(),
          channels,
          places: sizeOf(inShape) / channels,
          scale: scale.address,
          shift: shift.address,
          runningMean: find(index, 'runningMean')!.address,
          runningVariance: find(index, 'runningVariance')!.address,
          scaleGradient: scale.gradient,
          shiftGradient: shift.gradient,
          record: list(2, DOUBLE_BYTES),
          backRecord: list(2, DOUBLE_BYTES),
          moments: list(2, DOUBLE_BYTES),
          coefficients: list(3, FLOAT_BYTES),
          means: list(2, FLOAT_BYTES),
        };
      }
      case 'flatten':
        return { kind: 'flatten', ...stayInPlace() };
      default:
        return spec satisfies never;
    }
  });
}

function wholeVectors(floats: number): number {
  return Math.ceil(floats / 4) * 4;
}

/** Bytes of the control block: a cache line of orders, and one for each thread. */
export function controlBytes(threads: number): number {
  return (1 + threads) * LINE_BYTES;
}

/** Hands out addresses one after the other, each on a cache line of its own, with room to read past the end. */
class Allocator {
  constructor(public end: number) {}

  take(bytes: number): number {
    const address = this.end;
    this.end = address + Math.ceil((bytes + READ_SLACK_BYTES) / LINE_BYTES) * LINE_BYTES;
    return address;
  }
}

import { PAGE_BYTES } from '../kernels/kernels.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import type { ClippingSettings, OptimizerSettings } from '../protocol/settings.ts';
import { inferShapes, sizeOf } from '../protocol/shapes.ts';
import { Allocator, DOUBLE_BYTES, FLOAT_BYTES, LINE_BYTES, oddLines, wholeVectors } from './allocator.ts';
import type { LayerPlan } from './layer-plan.ts';
import { planParameters, type ParameterPlan } from './parameter-plan.ts';
import { planLayers } from './plan-layers.ts';
import { seenShapes } from './seen-shapes.ts';
import { planUpdateBlocks, type DenseWeights, type UpdateBlock } from './update-blocks.ts';
import { memoriesOf, RULE_FLOATS } from './update-rule.ts';

/**
 * Where everything of a network in training stands in memory, and what each layer does with it (layer-plan.ts). A plan
 * is plain data: every thread gets the same one and runs it with its own instance of the kernels.
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

export const RESULT_BYTES = 16;
const INDEX_BYTES = 4;

/** Enough shards for many threads, and few enough that summing their gradients costs little. */
const SHARDS_WANTED = 8;
const MIN_SHARD_IMAGES = 4;
/** Bounds an arena: a large batch gets more shards instead. */
const MAX_SHARD_IMAGES = 32;
/** What a pass without gradients takes at once: few enough that their values stay in the cache. */
const IMAGES_WITHOUT_GRADIENTS = 8;
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
  const { parameters, gradientBytes, bytes } = planParameters(shapes, parameterAddress);
  memory.take(bytes);
  const gradientAddress = memory.take(shards * gradientBytes);
  const memories = memoriesOf(optimizer.kind).map(() => memory.take(gradientBytes));

  const inputSize = sizeOf({ ...network.input, flat: false });
  const images: ImagesPlan = {
    pixels: memory.take((request.images + 1) * inputSize),
    labels: memory.take(request.images + 1),
    count: request.images,
  };

  const arena = new Allocator(0);
  const input = arena.take(arenaImages * inputSize * FLOAT_BYTES);
  const capacity = Math.min(shardImages, batchSize);
  const layers = planLayers({
    specs: network.layers,
    shapes,
    image: input,
    batchSize,
    shardImages: capacity,
    arenaImages,
    arena,
    keepBatch: (inputs, stride) => {
      const shardBytes = oddLines(wholeVectors(inputs) * capacity * FLOAT_BYTES);
      return {
        panels: memory.take(shards * shardBytes),
        gradients: memory.take(stride * batchSize * FLOAT_BYTES),
        capacity,
        shardBytes,
      };
    },
    takeShared: (floats) => memory.take(floats * FLOAT_BYTES),
    find: (layer, name) => {
      const found = parameters.find((parameter) => parameter.layer === layer && parameter.name === name);
      return found ? { ...found, gradient: found.address - parameterAddress } : null;
    },
  });
  const update = planUpdate({ optimizer, clipping, memories, gradientBytes, layers }, memory);
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

interface UpdateRequest extends Pick<UpdatePlan, 'optimizer' | 'clipping' | 'memories'> {
  readonly gradientBytes: number;
  readonly layers: readonly LayerPlan[];
}

function planUpdate({ gradientBytes, layers, ...rest }: UpdateRequest, memory: Allocator): UpdatePlan {
  const dense = layers.flatMap((layer): DenseWeights[] => {
    if (layer.kind !== 'dense') return [];
    const { kept, inputs, units, weights, turned } = layer;
    const first = weights.gradient / FLOAT_BYTES;
    return [{ kept, first, rows: inputs, units, stride: weights.stride, turned }];
  });
  const blocks = planUpdateBlocks(gradientBytes / FLOAT_BYTES, dense);
  return {
    ...rest,
    rule: memory.take(RULE_FLOATS * FLOAT_BYTES),
    blocks,
    squares: memory.take(rest.clipping?.kind === 'norm' ? blocks.length * DOUBLE_BYTES : 0),
  };
}

/** Bytes of the control block: a cache line of orders, and one for each thread. */
export function controlBytes(threads: number): number {
  return (1 + threads) * LINE_BYTES;
}

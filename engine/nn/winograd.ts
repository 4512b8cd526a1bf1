import type { Kernels } from '../kernels/kernels.ts';
import { sizeOf, type Shape } from '../protocol/shapes.ts';

/**
 * A 3×3 convolution by Winograd's F(m×m, 3×3); the mathematics is explained beside the kernels
 * (kernels/wasm/winograd.ts). Here is which convolutions are computed so, where their intermediate values stand,
 * and the order of the steps.
 *
 * Forwards, and back to the input, images go through in blocks: enough tiles at once for the matrix products, few
 * enough that all of a block's values stay in the cache. V and ∂M are kept of a whole shard: the gradient of the
 * weights is a sum over all its tiles.
 */
export interface WinogradPlan {
  /** m: outputs along a side of a tile. */
  readonly size: TileSize;
  readonly tilesDown: number;
  readonly tilesAcross: number;
  readonly blockImages: number;
  readonly padding: number;
  /** Set where a 2×2 max-pool follows, which is computed with it, block by block. */
  readonly pool: WinogradPool | null;
  /** (m + 2)². */
  readonly places: number;
  /** V and ∂M of a shard; M and ∂V of a block, M where ∂M will be: in the arena of the shard. */
  readonly input: Places;
  readonly outputGradient: Places;
  readonly output: Places;
  readonly inputGradient: Places;
  /** U and Uᵀ, bytes from one place's to the next's, and scratch: in the thread's own arena. */
  readonly weights: number;
  readonly turnedWeights: number;
  readonly weightStride: number;
  readonly scratch: number;
  /** In the place of a bias gradient that nobody wants. */
  readonly spare: number;
}

/** The pool behind a convolution: what goes in exists for a block of images only, and its gradient not at all. */
export interface WinogradPool {
  readonly out: Shape;
  /** Of a shard, and what comes out of the convolution for a block: in the arena of the shard. */
  readonly winners: number;
  readonly values: number;
}

/** Values of tiles: [quad of channels][place][tile][4], an address and the bytes from one to the next. */
interface Places {
  readonly address: number;
  readonly placeStride: number;
  readonly quadStride: number;
}

/** A convolution's shape, and where it is computed. */
export interface WinogradCall {
  readonly plan: WinogradPlan;
  /** Address of the thread's own arena. */
  readonly home: number;
  readonly in: Shape;
  readonly out: Shape;
}

/** As scripts/winograd/tiles.mjs prints them; the larger, the fewer multiplications and the larger the error. */
const TILE_SIZES = [4, 5, 6, 7] as const;
type TileSize = (typeof TILE_SIZES)[number];

const KERNEL = 3;
const FLOAT_BYTES = 4;
const VECTOR_BYTES = 16;
const LINE_BYTES = 64;
/** As in the kernels: factors, a tile, and a block of weight gradients at each place. */
const SCRATCH_BYTES = 2048 + 2048 + 81 * 128;
/** Channels and filters are multiples of this. */
const COLUMNS_AT_ONCE = 8;
/** Tiles a block. */
const TILES_WANTED = 16;

/** Whether a convolution is computed this way. A matter of its shape alone, as it decides the result's last bits. */
export function suitsWinograd(kernel: number, stride: number, input: Shape, output: Shape): boolean {
  return (
    kernel === KERNEL &&
    stride === 1 &&
    input.channels % COLUMNS_AT_ONCE === 0 &&
    output.channels % COLUMNS_AT_ONCE === 0
  );
}

/** The size that needs the fewest multiplications; of several, the smallest, which is the most exact. */
function tileSizeFor({ height, width }: Shape): TileSize {
  const products = (size: number) =>
    Math.ceil(height / size) * Math.ceil(width / size) * (size + KERNEL - 1) ** 2;
  return TILE_SIZES.reduce((best, size) => (products(size) < products(best) ? size : best));
}

/** Lines of cache, rounded up to an odd number: what stands so far apart spreads over all of the cache. */
export function oddLines(bytes: number): number {
  return (Math.ceil(bytes / LINE_BYTES) | 1) * LINE_BYTES;
}

/**
 * @param pooled what comes out of a 2×2 max-pool behind it; null without one.
 * @param shardImages at most so many images are trained on at once.
 * @param arenaImages at most so many images go through at once.
 * @param take reserves bytes in the arena.
 */
export function planWinograd(
  input: Shape,
  output: Shape,
  padding: number,
  pooled: Shape | null,
  shardImages: number,
  arenaImages: number,
  take: (bytes: number) => number,
): WinogradPlan {
  const size = tileSizeFor(output);
  const places = (size + KERNEL - 1) ** 2;
  const tilesDown = Math.ceil(output.height / size);
  const tilesAcross = Math.ceil(output.width / size);
  const tilesPerImage = tilesDown * tilesAcross;
  const blockImages = Math.min(arenaImages, Math.max(1, Math.round(TILES_WANTED / tilesPerImage)));
  const stridesOf = (images: number) => {
    const placeStride = oddLines(images * tilesPerImage * VECTOR_BYTES);
    return { placeStride, quadStride: oddLines(places * placeStride) };
  };
  const takePlaces = (images: number, channels: number): Places => {
    const strides = stridesOf(images);
    return { address: take((channels / 4) * strides.quadStride), ...strides };
  };
  const { channels } = input;
  const { channels: filters } = output;
  const keptImages = Math.max(shardImages, blockImages);
  const outputGradient = takePlaces(keptImages, filters);
  const weightStride = oddLines(channels * filters * FLOAT_BYTES);
  return {
    size,
    tilesDown,
    tilesAcross,
    blockImages,
    padding,
    pool: pooled && {
      out: pooled,
      winners: take(arenaImages * sizeOf(pooled) * FLOAT_BYTES),
      values: take(blockImages * sizeOf(output) * FLOAT_BYTES),
    },
    places,
    input: takePlaces(keptImages, channels),
    outputGradient,
    output: { ...outputGradient, ...stridesOf(blockImages) },
    inputGradient: takePlaces(blockImages, channels),
    weights: take(places * weightStride),
    turnedWeights: take(places * weightStride),
    weightStride,
    scratch: take(SCRATCH_BYTES),
    spare: take(filters * FLOAT_BYTES),
  };
}

/** U, for the passes to come. @param weights the convolution's weights. */
export function winogradPrepare(kernels: Kernels, call: WinogradCall, weights: number): void {
  const { plan, home } = call;
  const scratch = home + plan.scratch;
  const to = home + plan.weights;
  kernels.winogradFactors(scratch);
  kernels.winogradWeights(
    to,
    plan.weightStride,
    weights,
    scratch,
    plan.size,
    call.in.channels,
    call.out.channels,
  );
}

/** Uᵀ, for backward passes to come. To be called after `winogradPrepare`. */
export function winogradPrepareBack(kernels: Kernels, { plan, home, in: from, out }: WinogradCall): void {
  const weights = home + plan.weights;
  const turned = home + plan.turnedWeights;
  kernels.winogradTurn(turned, weights, plan.weightStride, plan.places, from.channels, out.channels);
}

/**
 * @param arena the shard's.
 * @param output what comes out of all that is computed at once.
 * @param rectify whether the ReLU that follows is computed at once.
 * @param keep V, for the way back: of at most a shard of images.
 */
export function winogradForward(
  kernels: Kernels,
  call: WinogradCall,
  arena: number,
  output: number,
  input: number,
  bias: number,
  images: number,
  rectify: boolean,
  keep: boolean,
): void {
  const { plan, home } = call;
  const { height, width, channels } = call.in;
  const { height: outHeight, width: outWidth, channels: filters } = call.out;
  const { tilesDown, tilesAcross, size, pool } = plan;
  const tilesPerImage = tilesDown * tilesAcross;
  const scratch = home + plan.scratch;
  for (let first = 0; first < images; first += plan.blockImages) {
    const block = Math.min(plan.blockImages, images - first);
    const inputPlaces = arena + plan.input.address + (keep ? first * tilesPerImage * VECTOR_BYTES : 0);
    kernels.winogradInput(
      inputPlaces,
      plan.input.placeStride,
      plan.input.quadStride,
      input + first * height * width * channels * FLOAT_BYTES,
      scratch,
      size,
      block,
      height,
      width,
      channels,
      tilesDown,
      tilesAcross,
      plan.padding,
    );
    kernels.placesProduct(
      arena + plan.output.address,
      plan.output.placeStride,
      plan.output.quadStride,
      inputPlaces,
      plan.input.placeStride,
      plan.input.quadStride,
      home + plan.weights,
      plan.weightStride,
      plan.places,
      block * tilesPerImage,
      channels,
      filters,
    );
    kernels.winogradOutput(
      pool === null ? output + first * sizeOf(call.out) * FLOAT_BYTES : arena + pool.values,
      arena + plan.output.address,
      plan.output.placeStride,
      plan.output.quadStride,
      bias,
      scratch,
      size,
      block,
      outHeight,
      outWidth,
      filters,
      tilesDown,
      tilesAcross,
      rectify,
    );
    if (pool === null) continue;
    const { height: poolHeight, width: poolWidth } = pool.out;
    const firstBytes = first * sizeOf(pool.out) * FLOAT_BYTES;
    kernels.maxPoolPairs(
      output + firstBytes,
      arena + pool.winners + firstBytes,
      arena + pool.values,
      block,
      outHeight,
      outWidth,
      filters,
      poolHeight,
      poolWidth,
    );
  }
}

/**
 * To be called after `winogradForward` has kept V of the same images.
 *
 * @param biasGradient gets ∂L/∂bias.
 * @param outputGradient ∂L/∂output; it may be changed.
 * @param output of the same, where a ReLU followed that is undone here as well; 0 otherwise.
 * @param weightGradient gets ∂L/∂weights.
 * @param inputGradient gets ∂L/∂input; null where it is not wanted.
 */
export function winogradBackward(
  kernels: Kernels,
  call: WinogradCall,
  arena: number,
  weightGradient: number,
  biasGradient: number,
  inputGradient: number | null,
  outputGradient: number,
  output: number,
  images: number,
): void {
  const { plan, home } = call;
  const { height, width, channels } = call.in;
  const { height: outHeight, width: outWidth, channels: filters } = call.out;
  const { tilesDown, tilesAcross, size, pool } = plan;
  const tilesPerImage = tilesDown * tilesAcross;
  const scratch = home + plan.scratch;
  const outputPlaces = arena + plan.outputGradient.address;
  if (pool === null) {
    kernels.winogradOutputGradient(
      outputPlaces,
      plan.outputGradient.placeStride,
      plan.outputGradient.quadStride,
      outputGradient,
      output,
      biasGradient,
      scratch,
      size,
      images,
      outHeight,
      outWidth,
      filters,
      tilesDown,
      tilesAcross,
    );
  } else {
    if (output !== 0) kernels.reluBack(outputGradient, output, images * sizeOf(pool.out));
    kernels.winogradPooledGradient(
      outputPlaces,
      plan.outputGradient.placeStride,
      plan.outputGradient.quadStride,
      outputGradient,
      arena + pool.winners,
      biasGradient,
      scratch,
      size,
      images,
      pool.out.height,
      pool.out.width,
      filters,
      tilesDown,
      tilesAcross,
    );
  }
  kernels.winogradWeightGradient(
    weightGradient,
    arena + plan.input.address,
    plan.input.placeStride,
    plan.input.quadStride,
    outputPlaces,
    plan.outputGradient.placeStride,
    plan.outputGradient.quadStride,
    scratch,
    size,
    images * tilesPerImage,
    channels,
    filters,
  );
  if (inputGradient === null) return;
  const covered = (tiles: number) => tiles * size + KERNEL - 1 - plan.padding;
  if (covered(tilesDown) < height || covered(tilesAcross) < width) {
    kernels.clear(inputGradient, images * height * width * channels);
  }
  const gradientPlaces = arena + plan.inputGradient.address;
  for (let first = 0; first < images; first += plan.blockImages) {
    const block = Math.min(plan.blockImages, images - first);
    kernels.placesProduct(
      gradientPlaces,
      plan.inputGradient.placeStride,
      plan.inputGradient.quadStride,
      outputPlaces + first * tilesPerImage * VECTOR_BYTES,
      plan.outputGradient.placeStride,
      plan.outputGradient.quadStride,
      home + plan.turnedWeights,
      plan.weightStride,
      plan.places,
      block * tilesPerImage,
      filters,
      channels,
    );
    kernels.winogradInputGradient(
      inputGradient + first * height * width * channels * FLOAT_BYTES,
      gradientPlaces,
      plan.inputGradient.placeStride,
      plan.inputGradient.quadStride,
      scratch,
      size,
      block,
      height,
      width,
      channels,
      tilesDown,
      tilesAcross,
      plan.padding,
    );
  }
}

import { sizeOf, type Shape } from '../protocol/shapes.ts';
import { FLOAT_BYTES, oddLines, VECTOR_BYTES } from './allocator.ts';

/**
 * A 3×3 convolution by Winograd's F(m×m, 3×3): the mathematics is explained beside the kernels
 * (kernels/wasm/winograd.ts), the order of the steps is in winograd-pass.ts. Here is which convolutions are computed so,
 * and where their intermediate values stand.
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

/** As scripts/winograd/tiles.mjs prints them; the larger, the fewer multiplications and the larger the error. */
const TILE_SIZES = [4, 5, 6, 7] as const;
type TileSize = (typeof TILE_SIZES)[number];

export const KERNEL = 3;
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

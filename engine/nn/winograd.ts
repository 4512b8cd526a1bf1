import type { Kernels } from '../kernels/kernels.ts';
import type { Shape } from '../protocol/shapes.ts';

/**
 * A 3×3 convolution by Winograd's F(4×4, 3×3); the mathematics is explained beside the kernels
 * (kernels/wasm/winograd.ts). Here is which convolutions are computed so, where their intermediate values stand,
 * and the order of the steps.
 *
 * Images go through in blocks: enough tiles at once for the matrix products, few enough that all of a block's
 * values stay in the cache.
 */
export interface WinogradPlan {
  readonly tilesDown: number;
  readonly tilesAcross: number;
  readonly blockImages: number;
  readonly padding: number;
  /** Arena addresses. Input images, and output gradients, of a block inside zeros; `gradientFrame` null where they fit. */
  readonly inputFrame: number;
  readonly gradientFrame: number | null;
  /** One image's input gradient, where tiles are added up. */
  readonly sumFrame: number;
  /** V, and on the way back ∂V; M, and on the way back ∂M. */
  readonly inputPlaces: number;
  readonly outputPlaces: number;
  /** U, Uᵀ and ∂U. */
  readonly weights: number;
  readonly turnedWeights: number;
  readonly weightGradient: number;
  readonly scratch: number;
}

/** A convolution's shape, and its addresses: bytes from the memory's start. */
export interface WinogradCall {
  readonly plan: WinogradPlan;
  /** Added to the plan's own addresses. */
  readonly arena: number;
  readonly in: Shape;
  readonly out: Shape;
}

const KERNEL = 3;
const STEP = 4;
const PLACES = 36;
/** Floats behind each place's values; the kernels' GAP. */
const GAP_FLOATS = 16;
const SCRATCH_FLOATS = 64 * 4;

/** Below this many channels or filters the transforms cost more than the products save. */
const MIN_CHANNELS = 8;
/** Tiles a block. */
const TILES_WANTED = 48;

/** Whether a convolution is computed this way. A matter of its shape alone, as it decides the result's last bits. */
export function suitsWinograd(kernel: number, stride: number, input: Shape, output: Shape): boolean {
  return (
    kernel === KERNEL &&
    stride === 1 &&
    input.channels % 4 === 0 &&
    output.channels % 4 === 0 &&
    Math.min(input.channels, output.channels) >= MIN_CHANNELS
  );
}

/**
 * @param arenaImages at most so many images go through at once.
 * @param take reserves floats in the arena.
 */
export function planWinograd(
  input: Shape,
  output: Shape,
  padding: number,
  arenaImages: number,
  take: (floats: number) => number,
): WinogradPlan {
  const tilesDown = Math.ceil(output.height / STEP);
  const tilesAcross = Math.ceil(output.width / STEP);
  const tilesPerImage = tilesDown * tilesAcross;
  const blockImages = Math.min(arenaImages, Math.max(1, Math.round(TILES_WANTED / tilesPerImage)));
  const tiles = blockImages * tilesPerImage;
  const framePixels = (tilesDown * STEP + 2) * (tilesAcross * STEP + 2);
  const places = (rows: number, columns: number) => take(PLACES * (rows * columns + GAP_FLOATS));
  const fits = output.height === tilesDown * STEP && output.width === tilesAcross * STEP;
  return {
    tilesDown,
    tilesAcross,
    blockImages,
    padding,
    inputFrame: take(blockImages * framePixels * input.channels),
    gradientFrame: fits ? null : take(tiles * STEP * STEP * output.channels),
    sumFrame: take(framePixels * input.channels),
    inputPlaces: places(tiles, input.channels),
    outputPlaces: places(tiles, output.channels),
    weights: places(input.channels, output.channels),
    turnedWeights: places(output.channels, input.channels),
    weightGradient: places(input.channels, output.channels),
    scratch: take(SCRATCH_FLOATS),
  };
}

/** U, for the passes to come. @param weights the convolution's weights. */
export function winogradPrepare(kernels: Kernels, call: WinogradCall, weights: number): void {
  const { plan, arena } = call;
  const channels = call.in.channels;
  const filters = call.out.channels;
  kernels.winogradWeights(arena + plan.weights, weights, arena + plan.scratch, channels, filters);
}

/** Uᵀ, for backward passes to come. To be called after `winogradPrepare`. */
export function winogradPrepareBack(kernels: Kernels, call: WinogradCall): void {
  const { plan, arena } = call;
  const from = arena + plan.weights;
  kernels.winogradTurnWeights(arena + plan.turnedWeights, from, call.in.channels, call.out.channels);
}

export function winogradForward(
  kernels: Kernels,
  call: WinogradCall,
  output: number,
  input: number,
  bias: number,
  images: number,
): void {
  const { plan, arena } = call;
  const { height, width, channels: filters } = call.out;
  const { channels } = call.in;
  const { tilesDown, tilesAcross } = plan;
  const outputPlaces = arena + plan.outputPlaces;
  const scratch = arena + plan.scratch;
  for (let first = 0; first < images; first += plan.blockImages) {
    const block = Math.min(plan.blockImages, images - first);
    const tiles = block * tilesDown * tilesAcross;
    transformInput(kernels, call, input, first, block);
    const weights = arena + plan.weights;
    kernels.winogradProduct(outputPlaces, arena + plan.inputPlaces, weights, tiles, channels, filters);
    const to = output + first * height * width * filters * 4;
    kernels.winogradOutput(
      to,
      outputPlaces,
      bias,
      scratch,
      block,
      height,
      width,
      filters,
      tilesDown,
      tilesAcross,
    );
  }
}

/**
 * @param weightGradient gets ∂L/∂weights.
 * @param inputGradient gets ∂L/∂input; null where it is not wanted.
 */
export function winogradBackward(
  kernels: Kernels,
  call: WinogradCall,
  weightGradient: number,
  inputGradient: number | null,
  outputGradient: number,
  input: number,
  images: number,
): void {
  const { plan, arena } = call;
  const { height, width, channels } = call.in;
  const { height: outHeight, width: outWidth, channels: filters } = call.out;
  const { tilesDown, tilesAcross, padding } = plan;
  const inputPlaces = arena + plan.inputPlaces;
  const outputPlaces = arena + plan.outputPlaces;
  const gradientPlaces = arena + plan.weightGradient;
  const scratch = arena + plan.scratch;
  for (let first = 0; first < images; first += plan.blockImages) {
    const block = Math.min(plan.blockImages, images - first);
    const tiles = block * tilesDown * tilesAcross;

    let gradient = outputGradient + first * outHeight * outWidth * filters * 4;
    if (plan.gradientFrame !== null) {
      const to = arena + plan.gradientFrame;
      const frameHeight = tilesDown * STEP;
      const frameWidth = tilesAcross * STEP;
      kernels.place(to, gradient, block, outHeight, outWidth, filters, frameHeight, frameWidth, 0);
      gradient = to;
    }
    kernels.winogradOutputGradient(outputPlaces, gradient, scratch, block, filters, tilesDown, tilesAcross);

    transformInput(kernels, call, input, first, block);
    const add = first > 0;
    kernels.winogradWeightProduct(gradientPlaces, inputPlaces, outputPlaces, tiles, channels, filters, add);

    if (inputGradient === null) continue;
    // V has done its part; ∂V takes its place.
    const turned = arena + plan.turnedWeights;
    kernels.winogradProduct(inputPlaces, outputPlaces, turned, tiles, filters, channels);
    kernels.winogradInputGradient(
      inputGradient + first * height * width * channels * 4,
      inputPlaces,
      arena + plan.sumFrame,
      scratch,
      block,
      height,
      width,
      channels,
      tilesDown,
      tilesAcross,
      padding,
    );
  }
  kernels.winogradWeightGradient(weightGradient, gradientPlaces, scratch, channels, filters);
}

/** V of a block of images. */
function transformInput(
  kernels: Kernels,
  call: WinogradCall,
  input: number,
  first: number,
  block: number,
): void {
  const { plan, arena } = call;
  const { height, width, channels } = call.in;
  const { tilesDown, tilesAcross, padding } = plan;
  const frame = arena + plan.inputFrame;
  const from = input + first * height * width * channels * 4;
  const frameHeight = tilesDown * STEP + 2;
  const frameWidth = tilesAcross * STEP + 2;
  kernels.place(frame, from, block, height, width, channels, frameHeight, frameWidth, padding);
  const to = arena + plan.inputPlaces;
  kernels.winogradInput(to, frame, arena + plan.scratch, block, channels, tilesDown, tilesAcross);
}

import type { LayerKind, NetworkSpec } from '../../../engine/protocol/network.ts';
import type { LayerShape, Shape } from '../../../engine/protocol/shapes.ts';

/**
 * Where the parts of a network's drawing stand. Volumes are to scale among each other: a pixel of a layer's
 * output is `scale` pixels on screen, each channel is one plane. Long vectors grow with the logarithm of their
 * length. All places are in pixels of the drawing.
 */

export type BlockKind = Exclude<LayerKind, 'relu'> | 'input' | 'softmax';

interface BlockBase {
  readonly kind: BlockKind;
  /** Index of the layer whose output it is; null for the image and the probabilities. */
  readonly layer: number | null;
  readonly shape: Shape;
  /** Its values pass through ReLU before they go on. */
  readonly relu: boolean;
  /** Middle of its column. */
  readonly centre: number;
  /** Its drawn edges. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface VolumeBlock extends BlockBase {
  readonly form: 'volume';
  /** Size of one plane. */
  readonly width: number;
  readonly height: number;
  /** From the hindmost plane to the front one: upper left corners. */
  readonly planes: readonly { readonly x: number; readonly y: number }[];
}

export interface VectorBlock extends BlockBase {
  readonly form: 'vector';
  /** One cell a value where they are few enough to be told apart; else the vector is one bar. */
  readonly cells: readonly { readonly y: number; readonly size: number }[] | null;
  /** Drawn shorter than its length asks for. */
  readonly isBroken: boolean;
}

export type Block = VolumeBlock | VectorBlock;

/** A window of the layer before, and the one value that it becomes. */
export interface Window {
  readonly from: Square;
  readonly to: Square;
}

interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

export interface Diagram {
  readonly width: number;
  /** Height of the drawing above the names. */
  readonly height: number;
  readonly blocks: readonly Block[];
  /** The windows of convolutions and poolings, by the index of the block they lead to. */
  readonly windows: ReadonlyMap<number, Window>;
}

const MAX_SCALE = 4;
const MIN_SCALE = 1;
const SCALE_STEP = 0.25;
const MAX_HEIGHT = 192;
/** Room for the name below a block. */
const MIN_VOLUME_COLUMN = 64;
const MIN_VECTOR_COLUMN = 56;
const COLUMN_GAP = 22;
/** How far each plane stands behind the next one. */
const PLANE_STEP = 4;
const MAX_DEPTH = 26;
/** More planes than this cannot be told apart. */
const MAX_PLANES = 24;
const VECTOR_WIDTH = 12;
const MAX_CELLS = 12;
const CELL_PITCH = 14;
const CELL_SIZE = 11;
/** Vectors up to this length are drawn without a break. */
const LONGEST_WHOLE_VECTOR = 128;

interface Part {
  readonly kind: BlockKind;
  readonly layer: number | null;
  readonly shape: Shape;
  readonly relu: boolean;
}

/** What is drawn: everything but ReLU, which leaves every shape as it is and is written beside its layer. */
function partsOf(network: NetworkSpec, shapes: readonly LayerShape[]): Part[] {
  const input: Shape = { ...network.input, flat: false };
  const parts: Part[] = [{ kind: 'input', layer: null, shape: input, relu: false }];
  network.layers.forEach((layer, index) => {
    if (layer.kind === 'relu') return;
    const shape = shapes[index]?.output ?? input;
    const relu = network.layers[index + 1]?.kind === 'relu';
    parts.push({ kind: layer.kind, layer: index, shape, relu });
  });
  const last = parts.at(-1)?.shape ?? input;
  return [...parts, { kind: 'softmax', layer: null, shape: last, relu: false }];
}

function depthStep(channels: number): number {
  const planes = Math.min(channels, MAX_PLANES);
  return planes > 1 ? Math.min(PLANE_STEP, MAX_DEPTH / (planes - 1)) : 0;
}

function drawnSize({ shape }: Part, scale: number): { width: number; height: number } {
  if (shape.flat) return { width: VECTOR_WIDTH, height: vectorHeight(shape.channels) };
  const depth = depthStep(shape.channels) * (Math.min(shape.channels, MAX_PLANES) - 1);
  return { width: shape.width * scale + depth, height: shape.height * scale + depth };
}

function vectorHeight(length: number): number {
  if (length <= MAX_CELLS) return length * CELL_PITCH;
  return Math.min(MAX_HEIGHT, 36 + 12 * Math.log2(length));
}

function columnsOf(parts: readonly Part[], scale: number): number[] {
  return parts.map((part) =>
    Math.max(
      part.shape.flat ? MIN_VECTOR_COLUMN : MIN_VOLUME_COLUMN,
      drawnSize(part, scale).width + COLUMN_GAP,
    ),
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export function layoutDiagram(
  network: NetworkSpec,
  shapes: readonly LayerShape[],
  availableWidth: number,
): Diagram {
  const parts = partsOf(network, shapes);
  let scale = MAX_SCALE;
  const fits = () =>
    sum(columnsOf(parts, scale)) <= availableWidth &&
    parts.every((part) => drawnSize(part, scale).height <= MAX_HEIGHT);
  while (scale > MIN_SCALE && !fits()) scale -= SCALE_STEP;

  const columns = columnsOf(parts, scale);
  const spare = Math.max(0, availableWidth - sum(columns)) / columns.length;
  const height = Math.max(...parts.map((part) => drawnSize(part, scale).height));
  let edge = 0;
  const blocks = parts.map((part, index) => {
    const column = (columns[index] ?? MIN_VECTOR_COLUMN) + spare;
    const centre = edge + column / 2;
    edge += column;
    return place(part, scale, centre, height / 2);
  });
  return { width: edge, height, blocks, windows: windowsOf(network, blocks, scale) };
}

function place(part: Part, scale: number, centre: number, middle: number): Block {
  const { width, height } = drawnSize(part, scale);
  const edges = {
    ...part,
    centre,
    left: centre - width / 2,
    right: centre + width / 2,
    top: middle - height / 2,
    bottom: middle + height / 2,
  };
  return part.shape.flat ? toVector(edges) : toVolume(edges, scale);
}

function toVolume(edges: BlockBase, scale: number): VolumeBlock {
  const { shape, left, bottom } = edges;
  const width = shape.width * scale;
  const height = shape.height * scale;
  const step = depthStep(shape.channels);
  const count = Math.min(shape.channels, MAX_PLANES);
  const planes = Array.from({ length: count }, (_, index) => {
    const behind = (count - 1 - index) * step;
    return { x: left + behind, y: bottom - height - behind };
  });
  return { ...edges, form: 'volume', width, height, planes };
}

function toVector(edges: BlockBase): VectorBlock {
  const length = edges.shape.channels;
  const cells =
    length <= MAX_CELLS
      ? Array.from({ length }, (_, index) => ({
          y: edges.top + index * CELL_PITCH + (CELL_PITCH - CELL_SIZE) / 2,
          size: CELL_SIZE,
        }))
      : null;
  return { ...edges, form: 'vector', cells, isBroken: length > LONGEST_WHOLE_VECTOR };
}

/** The window is shown a third of the way into the front plane, where it does not lie on the edge. */
function windowsOf(network: NetworkSpec, blocks: readonly Block[], scale: number): Map<number, Window> {
  const windows = new Map<number, Window>();
  blocks.forEach((block, index) => {
    const before = blocks[index - 1];
    const layer = block.layer === null ? undefined : network.layers[block.layer];
    if (before?.form !== 'volume' || block.form !== 'volume') return;
    if (layer?.kind !== 'conv2d' && layer?.kind !== 'maxPool') return;
    const size = layer.kind === 'conv2d' ? layer.kernel : layer.size;
    const padding = layer.kind === 'conv2d' ? layer.padding : 0;
    const column = Math.floor(block.shape.width / 3);
    const row = Math.floor(block.shape.height / 3);
    const front = (volume: VolumeBlock) => ({ x: volume.left, y: volume.bottom - volume.height });
    windows.set(index, {
      from: {
        x: front(before).x + (column * layer.stride - padding) * scale,
        y: front(before).y + (row * layer.stride - padding) * scale,
        side: size * scale,
      },
      to: { x: front(block).x + column * scale, y: front(block).y + row * scale, side: scale },
    });
  });
  return windows;
}

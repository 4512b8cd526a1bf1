import * as v from 'valibot';
import { MAX_IMAGE_SIDE } from './datasets.ts';
import { integer, number } from './parse.ts';

/**
 * A network as data: the stack of layers from the input image to the logits. Softmax with cross-entropy
 * always follows the last layer; it has no settings, so it is not written down.
 */

const conv2d = v.strictObject({
  kind: v.literal('conv2d'),
  /** Number of output channels. */
  filters: integer(1, 512),
  /** Side of the square kernel. */
  kernel: integer(1, 15),
  stride: v.optional(integer(1, 8), 1),
  /** Rows and columns of zeros added on every side. */
  padding: v.optional(integer(0, 14), 0),
  bias: v.optional(v.boolean(), true),
});

const maxPool = v.strictObject({
  kind: v.literal('maxPool'),
  /** Side of the square window. */
  size: integer(2, 8),
  stride: v.optional(integer(1, 8), 2),
});

const averagePool = v.strictObject({
  kind: v.literal('averagePool'),
  /** Side of the square window. */
  size: integer(2, 64),
  stride: v.optional(integer(1, 64), 2),
});

const dense = v.strictObject({
  kind: v.literal('dense'),
  units: integer(1, 4096),
  bias: v.optional(v.boolean(), true),
});

const relu = v.strictObject({ kind: v.literal('relu') });

const leakyRelu = v.strictObject({
  kind: v.literal('leakyRelu'),
  /** What is left of a negative value. */
  slope: v.optional(number(0, 1), 0.01),
});

const sigmoid = v.strictObject({ kind: v.literal('sigmoid') });
const tanh = v.strictObject({ kind: v.literal('tanh') });

const dropout = v.strictObject({
  kind: v.literal('dropout'),
  /** The share of values that are set to 0, while training only. */
  rate: v.optional(number(0, 0.95), 0.5),
});

/** Momentum and epsilon are PyTorch's defaults: engine/nn/layers/batch-norm.ts. */
const batchNorm = v.strictObject({ kind: v.literal('batchNorm') });

const flatten = v.strictObject({ kind: v.literal('flatten') });

export const layerSchema = v.variant('kind', [
  conv2d,
  maxPool,
  averagePool,
  dense,
  relu,
  leakyRelu,
  sigmoid,
  tanh,
  dropout,
  batchNorm,
  flatten,
]);

/**
 * - `report`: N(0,1)/kernel² for a convolution, N(0,1)/fan_in for a dense layer, as the report does.
 * - `he-normal`: N(0, 2/fan_in), and `he-uniform`, which has the same variance (He et al. 2015), made for ReLU.
 * - `glorot-normal`: N(0, 2/(fan_in+fan_out)), and `glorot-uniform` (Glorot and Bengio 2010).
 * - `torch-default`: U(±1/√fan_in), biases too, as PyTorch begins where it is told nothing.
 * Biases begin at zero in all others.
 */
export const initialiserSchema = v.picklist([
  'report',
  'he-normal',
  'he-uniform',
  'glorot-normal',
  'glorot-uniform',
  'torch-default',
]);

export const MAX_CHANNELS = 4;

export const networkSchema = v.strictObject({
  input: v.strictObject({
    height: integer(1, MAX_IMAGE_SIDE),
    width: integer(1, MAX_IMAGE_SIDE),
    channels: integer(1, MAX_CHANNELS),
  }),
  layers: v.pipe(
    v.array(layerSchema),
    v.minLength(1, 'must hold at least one layer'),
    v.maxLength(64, 'must hold at most 64 layers'),
  ),
  initialiser: initialiserSchema,
});

export type LayerSpec = v.InferOutput<typeof layerSchema>;
export type LayerKind = LayerSpec['kind'];
export type Initialiser = v.InferOutput<typeof initialiserSchema>;
export type NetworkSpec = v.InferOutput<typeof networkSchema>;

/** Input scaling, the same for every network: pixel byte b becomes b/255 − 0.5. */
export const INPUT_SCALE = 1 / 255;
export const INPUT_OFFSET = -0.5;

/** Units of the last dense layer: one for each class, where the network fits its data. 0 where there is no such layer. */
export function unitsAtEnd({ layers }: Pick<NetworkSpec, 'layers'>): number {
  const last = layers.findLast((layer) => layer.kind === 'dense');
  return last?.units ?? 0;
}

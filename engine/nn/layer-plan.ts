import type { Shape } from '../protocol/shapes.ts';
import type { ConvPool } from './conv-pool.ts';
import type { Frame } from './frame.ts';
import type { KeptBatch, TurnedWeights } from './update-blocks.ts';
import type { WinogradPlan } from './winograd.ts';

/**
 * What each kind of layer does, as plain data: with which kernels, and where its values stand. Addresses are bytes from
 * the memory's start, but those of values, which are bytes from the start of an arena (plan.ts).
 */

/** What is known of every layer. */
export interface Common {
  readonly index: number;
  /** Arena address of the values that come in, and that go out. */
  readonly input: number;
  readonly output: number;
  /** Arena address of ∂L/∂input; null where nobody asks for it: at the image itself. */
  readonly inputGradient: number | null;
  readonly outputGradient: number;
}

/** A layer's weights and bias, and their gradients. */
export interface Weights {
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
  /** Of the convolution itself. */
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
  /** Whether it does the work of the ReLU behind it as well, both ways; of a pool too, as its `winograd` says. */
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
  /** Set where it has, and reads what a `convPool` gives: it adds up what stands on even ground. */
  readonly windows: WindowsPlan | null;
}

/** What a dense layer knows of the windows that its inputs come from (dense-windows.ts). */
export interface WindowsPlan {
  /** In the arena of the shard. */
  readonly list: number;
  readonly out: Shape;
  /** The weights, summed over all windows: in the thread's own arena. */
  readonly sums: number;
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

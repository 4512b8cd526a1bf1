import type { Place3, TensorRequest, TieRuleName } from './explain-calls.ts';
import type { Split } from './model-info.ts';
import type { NetworkSpec } from './network.ts';
import type { OptimizerSettings } from './settings.ts';
import type { LayerShape } from './shapes.ts';

/** A walk-through as it is sent: the whole of it, and its tensors. */

/** A walk-through as a whole: all that does not depend on where in it one looks. */
export interface WalkInfo {
  /** By this number it is asked for more. The latest few are kept. */
  readonly walk: number;
  readonly network: NetworkSpec;
  readonly shapes: readonly LayerShape[];
  readonly classes: readonly string[];
  readonly image: {
    readonly split: Split | null;
    readonly index: number | null;
    /** height × width × channels values as the network sees them. */
    readonly values: Float64Array;
  };
  readonly label: number;
  /** Whether the label is the data set's or the person's, and not only what the network itself said. */
  readonly labelIsKnown: boolean;
  readonly probabilities: readonly number[];
  readonly logits: readonly number[];
  readonly predicted: number;
  readonly loss: number;
  /** Training steps that the weights have seen. */
  readonly step: number;
  readonly as: 'use' | 'training';
  readonly tieRule: TieRuleName;
  readonly layers: readonly LayerSummary[];
  readonly update: UpdateSummary;
  /** What was changed, and what it did; null where nothing was. */
  readonly variation: Variation | null;
}

/** How far one is that is being opened: which image, both passes layer by layer, and the step of the optimiser. */
export interface WalkProgress {
  readonly stage: 'search' | 'forward' | 'backward' | 'update';
  /** Layers of this stage; in a search, images. */
  readonly done: number;
  readonly total: number;
}

export interface ExplainEvents {
  /** Sent a few times a second while a walk-through is being opened that takes its time. */
  walk: WalkProgress;
}

export interface LayerSummary {
  /** The channel of the output with the largest value, shrunk to a thumbnail. */
  readonly output: Thumbnail;
  /** The same channel of ∂L/∂output. */
  readonly gradient: Thumbnail;
  /**
   * Which output value is looked at first on each way: where that channel responds most, and where the largest
   * gradient arrives at it; of a vector its largest value, of the logits that of the true class.
   */
  readonly first: { readonly forward: Place3; readonly backward: Place3 };
  /** Of a pooling layer by maximum: how many windows there are, and in how many the maximum is there twice. */
  readonly windows: number;
  readonly tied: number;
}

export interface Thumbnail {
  readonly rows: number;
  readonly columns: number;
  readonly channel: number;
  readonly values: Float32Array;
  /** Over the whole tensor. */
  readonly min: number;
  readonly max: number;
}

export interface UpdateSummary {
  readonly optimizer: OptimizerSettings;
  readonly learningRate: number;
  /** Images in a batch of the run: its gradient is a mean over them, this one is of a single image. */
  readonly batchSize: number;
  /** What the run's optimiser remembers was taken into account. Else the step is that of a fresh optimiser. */
  readonly remembers: boolean;
  /** What clipping multiplied the gradient with; 1 for nothing. */
  readonly clipFactor: number;
  /** One a layer with something to learn. */
  readonly layers: readonly {
    readonly layer: number;
    readonly values: number;
    /** √Σ g², √Σ w² and √Σ (change of w)². */
    readonly gradientNorm: number;
    readonly weightNorm: number;
    readonly stepNorm: number;
    /** √Σ (change of w)² / √Σ w²; NaN where all weights are 0. */
    readonly ratio: number;
  }[];
  /** Loss of this image after the step, and as its gradient predicts it: L + Σ g·Δw. */
  readonly lossAfter: number;
  readonly lossPredicted: number;
}

export interface Variation {
  /** What was varied. */
  readonly walk: number;
  readonly lossBefore: number;
  readonly probabilitiesBefore: readonly number[];
  readonly predictedBefore: number;
  /** Σ gradient · change: what the gradient says that the loss will move by. */
  readonly predictedChange: number;
  readonly realChange: number;
  /** For each layer the largest change of an output value. */
  readonly largestChanges: readonly number[];
}

export interface TensorView {
  readonly layer: number;
  readonly of: TensorRequest['of'];
  /** A volume's pictures, a kernel's, or a row of values. */
  readonly form: 'volume' | 'kernel' | 'vector';
  /** A vector has one row and one channel. */
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** [row, column, channel], channel running fastest. */
  readonly values: Float64Array;
  /** The first channel that is here, and how many there are in all; of a vector, columns. */
  readonly from: number;
  readonly total: number;
  /** The volume that a vector was before it was flattened, in the same order; null for other vectors. */
  readonly folded: { readonly rows: number; readonly columns: number; readonly channels: number } | null;
  /** Over the whole tensor, with what is not here. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** For each channel here, where its largest and its smallest value stand. */
  readonly peaks: readonly { readonly high: Peak; readonly low: Peak }[];
}

export interface Peak {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

import * as v from 'valibot';
import { layerSchema, networkSchema, type LayerKind, type NetworkSpec } from './network.ts';
import { integer, number } from './parse.ts';
import { optimizerSchema, trainingSettingsSchema, type OptimizerSettings } from './settings.ts';
import type { LayerShape, ParameterName } from './shapes.ts';

/**
 * What may be asked about one image on its way through a network and back: docs/explain.md. A walk-through is
 * opened once, for an image and the weights of that moment; everything else is asked of it by its number. All
 * numbers are those of the reference layers, in double precision.
 *
 * Places are [row, column, channel] in a volume and [0, 0, index] in a vector; the last index runs fastest.
 * Layers are numbered from 0, parameters named as in `LayerShape`.
 */

/** So many values of one tensor are sent at most; what is left out is said. */
export const MAX_TENSOR_VALUES = 65_536;
/** So many terms of one sum are sent at most. */
export const MAX_TERMS = 1024;
/** So many terms of a long sum are written out one by one, the largest; of all others the sum is told. */
export const MAIN_TERMS = 12;
/** So many images are looked at for one filter. */
export const MAX_SURVEY_IMAGES = 500;

const bytes = v.pipe(
  v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes'),
  v.check((value) => value.byteLength <= 256 * 256 * 4, 'is too large'),
);
const split = v.picklist(['train', 'test']);
const walk = integer(1, Number.MAX_SAFE_INTEGER);
const layer = integer(0, 63);
const index = integer(0, 20_000_000);
const place = v.tuple([index, index, index]);
const parameterName = v.picklist([
  'weights',
  'bias',
  'scale',
  'shift',
  'runningMean',
  'runningVariance',
] satisfies ParameterName[]);
const position = v.pipe(v.array(index), v.minLength(1), v.maxLength(4));
const amount = number(-1e6, 1e6);
const tieRule = v.picklist(['first-maximum', 'every-maximum']);

const imageSchema = v.variant('from', [
  v.strictObject({ from: v.literal('dataset'), split, index }),
  /** The first image after `after` that the network reads wrongly; `after` −1 begins with the first. */
  v.strictObject({ from: v.literal('mistake'), split, after: integer(-1, 20_000_000) }),
  /** height × width × channels bytes, as `readDrawing` gives them. */
  v.strictObject({ from: v.literal('drawing'), image: bytes }),
]);

const changeSchema = v.variant('kind', [
  /** One weight is moved by an amount. */
  v.strictObject({ kind: v.literal('weight'), layer, parameter: parameterName, place: position, by: amount }),
  /** One pixel of the image, as the network sees it, is moved by an amount. */
  v.strictObject({ kind: v.literal('pixel'), place, by: amount }),
  /** All weights of a filter for one of its input channels are set, row by row. */
  v.strictObject({
    kind: v.literal('filter'),
    layer,
    filter: index,
    channel: index,
    values: v.pipe(v.array(amount), v.minLength(1), v.maxLength(225)),
  }),
]);

const tensorSchema = v.strictObject({
  layer,
  /**
   * Of the layer: what goes in and comes out; on the way back what arrives (`outputGradient`), the local derivative
   * of the output with respect to the input, what leaves (`inputGradient`). Of one parameter: its values, its
   * gradient, the values after the update and the step to them. `products`: what each input adds to one output of
   * a dense layer. `outputChange`: in a variation, by how much the output moved.
   */
  of: v.picklist([
    'input',
    'output',
    'outputGradient',
    'localDerivative',
    'inputGradient',
    'parameter',
    'parameterGradient',
    'parameterStep',
    'parameterAfter',
    'products',
    'outputChange',
  ]),
  parameter: v.optional(parameterName, 'weights'),
  /** Of weights: those of this filter or unit alone, one picture for each input channel. */
  unit: v.exactOptional(index),
  /** Of a convolution's weights: those that look at this input channel, one picture for each filter. */
  inputChannel: v.exactOptional(index),
  /** First channel, and how many. */
  from: v.optional(index, 0),
  count: v.optional(integer(1, 4096), 4096),
});

export const explainCalls = {
  /** Sends an image through the network and back, and keeps every value on the way. */
  explainOpen: v.strictObject({
    image: imageSchema,
    /** The true class. Left out, it is the data set's; for a drawing, what the network says. */
    label: v.exactOptional(index),
    weights: v.optional(
      v.variant('from', [
        /** Those of this moment, also in the middle of a run. */
        v.strictObject({ from: v.literal('current') }),
        /** Those that a run with these settings would begin with. */
        v.strictObject({
          from: v.literal('untrained'),
          network: networkSchema,
          settings: trainingSettingsSchema,
        }),
      ]),
      { from: 'current' },
    ),
    /** As in use (dropout lets all through, batch norm takes its running averages), or as in training. */
    as: v.optional(v.picklist(['use', 'training']), 'use'),
    tieRule: v.optional(tieRule, 'first-maximum'),
  }),
  /** The same walk-through with something changed: by how much everything moves. */
  explainVary: v.strictObject({
    walk,
    changes: v.pipe(v.array(changeSchema), v.minLength(1), v.maxLength(64)),
  }),
  /** Takes the step of the update, and walks through again with the weights after it. */
  explainAdvance: v.strictObject({ walk }),
  /** Tensors of a walk-through, for one step of it. */
  explainTensors: v.strictObject({
    walk,
    tensors: v.pipe(v.array(tensorSchema), v.minLength(1), v.maxLength(12)),
  }),
  /** What one output value of a layer is made of, and where its gradient goes. */
  explainValue: v.strictObject({
    walk,
    layer,
    place,
    /** Of long sums: the terms of this input channel. Left out, those of the channel that adds most. */
    channel: v.exactOptional(index),
  }),
  /** Which outputs read one input value, and its gradient as the sum over them. */
  explainInput: v.strictObject({ walk, layer, place }),
  /** Every place where a weight was used, its gradient as the sum over them, and its update. */
  explainWeight: v.strictObject({ walk, layer, parameter: parameterName, place: position }),
  /** Softmax, the loss and its derivative, for one class. */
  explainClass: v.strictObject({ walk, class: index }),
  /** Central differences against the gradient: for one weight, or for a layer. */
  explainCheck: v.strictObject({
    walk,
    layer,
    /** Left out, all learned parameters of the layer. */
    weight: v.exactOptional(v.strictObject({ parameter: parameterName, place: position })),
    tieRule: v.optional(tieRule, 'first-maximum'),
    epsilon: v.optional(number(1e-9, 1e-1), 1e-5),
    /** At most so many weights, evenly spread over the layer. */
    limit: v.optional(integer(1, 1_000_000), 1000),
  }),
  /** An image that a filter or unit responds to as strongly as can be found. */
  explainExcite: v.strictObject({
    walk,
    layer,
    channel: index,
    seed: v.optional(integer(0, 2 ** 32 - 1), 1),
    steps: v.optional(integer(1, 200), 40),
  }),
  /** How strongly a filter or unit responds to the first images of a split, sorted by class. */
  explainSurvey: v.strictObject({
    walk,
    layer,
    channel: index,
    split: v.optional(split, 'test'),
    count: v.optional(integer(1, MAX_SURVEY_IMAGES), 100),
  }),
  /** A layer's or an optimiser's definition, as it stands in the engine. `softmax` is the end of every network. */
  explainSource: v.strictObject({
    kind: v.picklist([
      ...layerSchema.options.map(({ entries }) => entries.kind.literal),
      ...optimizerSchema.options.map(({ entries }) => entries.kind.literal),
      'softmax',
    ]),
  }),
} as const;

export type TensorRequest = v.InferOutput<typeof tensorSchema>;
export type WalkChange = v.InferOutput<typeof changeSchema>;
export type WalkImage = v.InferOutput<typeof imageSchema>;
export type TieRuleName = v.InferOutput<typeof tieRule>;
export type SourceKind = LayerKind | OptimizerSettings['kind'] | 'softmax';
export type Place3 = readonly [row: number, column: number, channel: number];

export interface ExplainResults {
  explainOpen: WalkInfo;
  explainVary: WalkInfo;
  explainAdvance: WalkInfo;
  explainTensors: readonly TensorView[];
  explainValue: ValueOrigin;
  explainInput: InputUses;
  explainWeight: WeightUses;
  explainClass: ClassSteps;
  explainCheck: CheckResult;
  explainExcite: ExcitingImage;
  explainSurvey: Survey;
  explainSource: LayerSource;
}

/** A walk-through as a whole: all that does not depend on where in it one looks. */
export interface WalkInfo {
  /** By this number it is asked for more. The latest few are kept. */
  readonly walk: number;
  readonly network: NetworkSpec;
  readonly shapes: readonly LayerShape[];
  readonly classes: readonly string[];
  readonly image: {
    readonly split: 'train' | 'test' | null;
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

interface Origin {
  readonly layer: number;
  readonly place: Place3;
  readonly value: number;
  /** ∂L/∂value. */
  readonly gradient: number;
  /** The part of the input that the value is made of, first and last place, both included; may reach outside. */
  readonly field: { readonly from: readonly [number, number]; readonly to: readonly [number, number] } | null;
}

export type ValueOrigin =
  | (Origin & {
      readonly kind: 'sum';
      readonly bias: number | null;
      /** In the order of the sum; those of one input channel where there are too many, else all. */
      readonly terms: readonly Term[];
      readonly channel: number | null;
      readonly totalTerms: number;
      /** The sum of the terms that are not listed. */
      readonly rest: number;
      /** The sum of all terms but the MAIN_TERMS largest. */
      readonly smaller: number;
      /** Of a convolution: the sum of the terms of each input channel. */
      readonly channelSums: readonly number[];
    })
  | (Origin & {
      readonly kind: 'maximum';
      readonly window: readonly WindowCell[];
    })
  | (Origin & {
      readonly kind: 'mean';
      readonly window: readonly WindowCell[];
    })
  | (Origin & {
      readonly kind: 'function';
      readonly input: number;
      /** Where the input stands: the same place, or the one that it had before it was flattened. */
      readonly source: Place3;
      /** ∂output/∂input. */
      readonly derivative: number;
      readonly inputGradient: number;
      /** Of a batch norm: the numbers of its formula. */
      readonly norm: {
        readonly mean: number;
        readonly variance: number;
        readonly scale: number;
        readonly shift: number;
        /** ∂L/∂γ and ∂L/∂β. */
        readonly scaleGradient: number;
        readonly shiftGradient: number;
      } | null;
    });

export interface Term {
  readonly input: Place3;
  /** Outside of the input's edges, where padding puts zeros. */
  readonly outside: boolean;
  readonly x: number;
  /** Where the weight stands: [row, column, input channel, filter] or [input, unit]. */
  readonly weight: readonly number[];
  readonly w: number;
  readonly product: number;
  /** On the way back: ∂L/∂y · w, which goes to the input, and ∂L/∂y · x, which goes to the weight. */
  readonly toInput: number;
  readonly toWeight: number;
}

export interface WindowCell {
  readonly input: Place3;
  readonly value: number;
  /** Holds the window's maximum; more than one where it ties. */
  readonly isMaximum: boolean;
  /** What this window sends back to the cell. */
  readonly receives: number;
}

export interface InputUses {
  readonly layer: number;
  readonly place: Place3;
  readonly value: number;
  readonly gradient: number;
  readonly uses: readonly {
    readonly output: Place3;
    /** ∂L/∂output there. */
    readonly gradient: number;
    /** ∂output/∂input. */
    readonly derivative: number;
    readonly product: number;
  }[];
  readonly totalUses: number;
  /** The sum over the uses that are not listed. */
  readonly rest: number;
  /** The sum over all uses but the MAIN_TERMS largest. */
  readonly smaller: number;
}

export interface WeightUses {
  readonly layer: number;
  readonly parameter: ParameterName;
  readonly place: readonly number[];
  readonly value: number;
  readonly gradient: number;
  readonly after: number;
  readonly uses: readonly {
    readonly output: Place3;
    /** Null for a bias, which no input meets: its x is 1. */
    readonly input: Place3 | null;
    readonly x: number;
    readonly gradient: number;
    readonly product: number;
  }[];
  readonly totalUses: number;
  readonly rest: number;
  readonly smaller: number;
  /** For a convolution's weight: x · ∂L/∂output at every place of the feature map, row by row. */
  readonly map: { readonly rows: number; readonly columns: number; readonly values: Float64Array } | null;
}

/** Softmax and cross-entropy, number by number, as seen from class k; c is the true class. */
export interface ClassSteps {
  readonly class: number;
  readonly label: number;
  readonly logits: readonly number[];
  /** The largest logit, which is taken off each so that e^t cannot overflow. */
  readonly largest: number;
  /** e^(t − largest). */
  readonly exponentials: readonly number[];
  /** S. */
  readonly sum: number;
  readonly probabilities: readonly number[];
  readonly loss: number;
  /** −1/p_c. */
  readonly lossByProbability: number;
  /** ∂p_c/∂t_k for each k: −e_c·e_k/S² for k ≠ c, e_c·(S − e_c)/S² for k = c. */
  readonly probabilityByLogits: readonly number[];
  /** The product of the two for each k. */
  readonly chained: readonly number[];
  /** p − y, as the engine takes it. */
  readonly gradient: readonly number[];
  /** How far `chained` and `gradient` are apart at most. */
  readonly difference: number;
  /** Over all classes: 1, 0 and 0 but for rounding. */
  readonly sums: {
    readonly probabilities: number;
    readonly probabilityByLogits: number;
    readonly gradient: number;
  };
}

export interface CheckedWeight {
  readonly parameter: ParameterName;
  readonly place: readonly number[];
  readonly analytic: number;
  readonly numeric: number;
  readonly relativeError: number;
}

export interface CheckResult {
  readonly layer: number;
  readonly tieRule: TieRuleName;
  readonly epsilon: number;
  readonly checked: number;
  readonly total: number;
  readonly worst: CheckedWeight;
  /** ‖analytic − numeric‖ / max(‖analytic‖, ‖numeric‖) over all that were checked. */
  readonly distance: number;
  /** At most a thousand of them, evenly spread. */
  readonly points: readonly CheckedWeight[];
  /** L(w + ε) and L(w − ε), where a single weight was checked. */
  readonly losses: { readonly above: number; readonly below: number } | null;
}

export interface ExcitingImage {
  readonly layer: number;
  readonly channel: number;
  /** As the network sees images, each value from −0.5 to 0.5. */
  readonly values: Float64Array;
  /** The mean of the channel: of the noise that it began with, of the image that was found, of this image. */
  readonly before: number;
  readonly after: number;
  readonly ofThisImage: number;
}

export interface Survey {
  readonly layer: number;
  readonly channel: number;
  readonly split: 'train' | 'test';
  readonly height: number;
  readonly width: number;
  /** Sorted by class, and within a class by the strength of the response, strongest first. */
  readonly images: readonly {
    readonly index: number;
    readonly label: number;
    /** Mean and largest value of the channel. */
    readonly mean: number;
    readonly max: number;
  }[];
  /** Of each class, the mean over its images; NaN for a class without images. */
  readonly classMeans: readonly number[];
  /** Their pixels in the same order. */
  readonly pixels: Uint8Array;
  readonly min: number;
  readonly max: number;
}

export interface LayerSource {
  /** "engine/nn/layers/conv2d.ts", "engine/nn/optimizers/adam.ts" */
  readonly file: string;
  readonly text: string;
  /** First and last line of each way, counted from 1. */
  readonly forward: { readonly from: number; readonly to: number };
  readonly backward: { readonly from: number; readonly to: number };
}

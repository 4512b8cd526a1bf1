import * as v from 'valibot';
import { MAX_IMAGE_SIDE } from './datasets.ts';
import { bytesUpTo } from './files.ts';
import { splitSchema } from './model-info.ts';
import { layerSchema, MAX_CHANNELS, networkSchema, type LayerKind } from './network.ts';
import { integer, number, seedSchema } from './parse.ts';
import { optimizerKinds, trainingSettingsSchema, type OptimizerSettings } from './settings.ts';
import type { ParameterName } from './shapes.ts';

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
/** A weight or a pixel is set or moved by no more. */
export const MAX_CHANGE = 1e6;
const amount = number(-MAX_CHANGE, MAX_CHANGE);
const tieRule = v.picklist(['first-maximum', 'every-maximum']);

const imageSchema = v.variant('from', [
  v.strictObject({ from: v.literal('dataset'), split: splitSchema, index }),
  /** The first image after `after` that the network reads wrongly; `after` −1 begins with the first. */
  v.strictObject({
    from: v.literal('mistake'),
    split: splitSchema,
    after: integer(-1, 20_000_000),
  }),
  /** height × width × channels bytes, as `readDrawing` gives them. */
  v.strictObject({ from: v.literal('drawing'), image: bytesUpTo(MAX_IMAGE_SIDE ** 2 * MAX_CHANNELS) }),
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
    seed: v.optional(seedSchema, 1),
    steps: v.optional(integer(1, 200), 40),
  }),
  /** How strongly a filter or unit responds to the first images of a split, sorted by class. */
  explainSurvey: v.strictObject({
    walk,
    layer,
    channel: index,
    split: v.optional(splitSchema, 'test'),
    count: v.optional(integer(1, MAX_SURVEY_IMAGES), 100),
  }),
  /** A layer's or an optimiser's definition, as it stands in the engine. `softmax` is the end of every network. */
  explainSource: v.strictObject({
    kind: v.picklist([
      ...layerSchema.options.map(({ entries }) => entries.kind.literal),
      ...optimizerKinds,
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

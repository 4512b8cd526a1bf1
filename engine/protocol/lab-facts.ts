import * as v from 'valibot';
import { integer, number } from './parse.ts';
import { learningRateSchema } from './settings.ts';

/**
 * What a lab may ask about the student's own network, image and run. A fact is computed by the engine
 * (engine/labs/facts.ts) when the answer is checked, from the state that the student sees; no lab file holds a
 * number that the engine can compute.
 */

const index = integer(0, 1_000_000);
/** Place of a layer in the stack, counting from 0; softmax is no layer of the stack. */
const layer = integer(0, 63);
/** A cell of a volume: row, column and channel, each from 0. */
const cell = { row: index, column: index, channel: v.optional(index, 0) };
const classLabel = integer(0, 255);
/** A square of weights, row by row. */
export const kernelSchema = v.pipe(
  v.array(v.pipe(v.array(number(-100, 100)), v.minLength(1), v.maxLength(7))),
  v.minLength(1),
  v.maxLength(7),
  v.check(
    (rows) => rows.every((row) => row.length === rows.length),
    'must be a square of numbers, a list of rows',
  ),
);

export const numberFactSchema = v.variant('fact', [
  /** A number that is the same for everybody: the count of something in the text. */
  v.strictObject({ fact: v.literal('constant'), value: number(-1e12, 1e12) }),
  /** ln n. */
  v.strictObject({ fact: v.literal('logarithm'), of: number(0, 1e9, { above: true }) }),
  /** −ln p, in nats. */
  v.strictObject({ fact: v.literal('cross-entropy'), probability: number(0, 1, { above: true }) }),

  /** Height, width, channels or all values of a layer's output. */
  v.strictObject({
    fact: v.literal('output-size'),
    layer,
    of: v.picklist(['height', 'width', 'channels', 'values']),
  }),
  /** Learned values of one layer, or of the whole network. */
  v.strictObject({ fact: v.literal('parameters'), layer: v.exactOptional(layer) }),
  v.strictObject({ fact: v.literal('classes') }),

  /** The image as the network sees it: pixel/255 − 0.5. */
  v.strictObject({ fact: v.literal('pixel'), ...cell }),
  /** A kernel laid on the image with its top left corner at the cell: products, summed. */
  v.strictObject({ fact: v.literal('correlation'), kernel: kernelSchema, row: index, column: index }),
  /** One value of a layer's output. */
  v.strictObject({ fact: v.literal('activation'), layer, ...cell }),
  v.strictObject({ fact: v.literal('logit'), class: classLabel }),
  v.strictObject({ fact: v.literal('probability'), class: classLabel }),
  /** −ln of the probability of the image's true class. */
  v.strictObject({ fact: v.literal('loss') }),

  /** ∂L/∂logit of one class, p − y. */
  v.strictObject({ fact: v.literal('logit-gradient'), class: classLabel }),
  /** ∂L/∂ of one value of a layer's output. */
  v.strictObject({ fact: v.literal('activation-gradient'), layer, ...cell }),
  /** ∂L/∂ of one weight, by its place in the layer's list of weights (conv2d: row, column, channel, filter). */
  v.strictObject({ fact: v.literal('weight-gradient'), layer, weight: index }),
  /** The slope of the loss at one weight, measured by a central difference. */
  v.strictObject({ fact: v.literal('measured-slope'), layer, weight: index }),
  v.strictObject({ fact: v.literal('weight'), layer, weight: index }),
  /** The weight after one step of SGD on this image alone, w − η · ∂L/∂w. */
  v.strictObject({
    fact: v.literal('updated-weight'),
    layer,
    weight: index,
    learningRate: learningRateSchema,
  }),
  /** The learning rate from which on one step of SGD on this image alone makes its loss larger instead of smaller. */
  v.strictObject({ fact: v.literal('rising-rate') }),

  /** Steps of an epoch, ⌈images / batch size⌉, of the last run. */
  v.strictObject({ fact: v.literal('steps-per-epoch') }),
  v.strictObject({ fact: v.literal('total-steps') }),
  /** The step at which the last run stopped being finite. */
  v.strictObject({ fact: v.literal('broken-step') }),
  /** Epochs done at the lowest validation loss of the last run. */
  v.strictObject({ fact: v.literal('best-validation-epoch') }),
  /** The last recorded value of a curve of the last run. */
  v.strictObject({
    fact: v.literal('curve-end'),
    curve: v.picklist(['training', 'validation']),
    of: v.picklist(['loss', 'accuracy']),
  }),
  v.strictObject({ fact: v.literal('test-accuracy') }),
  v.strictObject({ fact: v.literal('test-loss') }),
]);
export type NumberFact = v.InferOutput<typeof numberFactSchema>;

export const cellFactSchema = v.variant('fact', [
  /** The cell of a pool's input whose value went on: the first maximum of the window. */
  v.strictObject({ fact: v.literal('pool-winner'), layer, ...cell }),
  /** Where a channel of a layer's output is largest. */
  v.strictObject({ fact: v.literal('strongest-cell'), layer, channel: v.optional(index, 0) }),
  /** The cell with the most ink. */
  v.strictObject({ fact: v.literal('brightest-pixel') }),
]);
export type CellFact = v.InferOutput<typeof cellFactSchema>;

/** What must be true of the last run, or of the network as it stands, for a goal to be reached. */
export const goalSchema = v.pipe(
  v.strictObject({
    measure: v.picklist([
      'test-accuracy',
      'validation-accuracy',
      'validation-loss',
      'training-loss',
      'parameters',
    ]),
    atLeast: v.exactOptional(number(0, 1e9)),
    atMost: v.exactOptional(number(0, 1e9)),
    /** Only with at most so many learned values. */
    parametersAtMost: v.exactOptional(integer(1, 20_000_000)),
  }),
  v.check(
    ({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined,
    'must have atLeast, atMost, or both',
  ),
);
export type Goal = v.InferOutput<typeof goalSchema>;

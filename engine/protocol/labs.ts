import * as v from 'valibot';
import { cellFactSchema, goalSchema, kernelSchema, numberFactSchema } from './lab-facts.ts';
import { splitSchema } from './model-info.ts';
import { networkSchema } from './network.ts';
import { integer, number, text } from './parse.ts';
import { presetIds } from './presets.ts';
import { trainingSettingsSchema } from './settings.ts';

/**
 * A lab as data: what the front matter of a lab file says, and what its text was taken apart into. docs/labs.md
 * describes the file for people; engine/labs/lab-file.ts reads it.
 */

export const LAB_FORMAT = 'epoch-lab-lab';
export const LAB_VERSION = 1;

export const labIdSchema = v.pipe(
  v.string('must be a name'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a name of small letters, digits and hyphens'),
);

/** The places of the window that a step may lead to. */
export const labPlaces = ['data', 'network', 'train', 'results', 'explain', 'runs'] as const;
export const labPlaceSchema = v.picklist(labPlaces);

/** The image that a step is about. */
export const labImageSchema = v.strictObject({
  split: v.optional(splitSchema, 'test'),
  index: integer(0, 10_000_000),
});
export type LabImage = v.InferOutput<typeof labImageSchema>;

/** What a lab, a step or a "start here" file sets up in the window. What is left out stays as it is. */
export const labStartSchema = v.strictObject({
  dataset: v.exactOptional(text(64)),
  network: v.exactOptional(
    v.union([v.picklist(presetIds), networkSchema], `must be one of ${presetIds.join(', ')}, or a network`),
  ),
  /** Threads are the machine's own, and change nothing about the result. */
  settings: v.exactOptional(v.partial(v.omit(trainingSettingsSchema, ['threads']))),
  /** `untrained`: freshly drawn weights of this network and seed, before the first step. */
  weights: v.exactOptional(v.literal('untrained')),
});
export type LabStart = v.InferOutput<typeof labStartSchema>;

/** What the app notices a student do. */
export const labTaskSchema = v.variant('done', [
  v.strictObject({ done: v.literal('opened'), place: labPlaceSchema }),
  v.strictObject({ done: v.literal('drawn') }),
  /** A run came to its end, after at least so many epochs. */
  v.strictObject({ done: v.literal('trained'), epochs: v.optional(integer(1, 10_000), 1) }),
  /** So many runs came to their ends since the step was opened. */
  v.strictObject({ done: v.literal('runs'), count: integer(1, 20) }),
  v.strictObject({ done: v.literal('diverged') }),
  v.strictObject({
    done: v.literal('changed'),
    what: v.picklist(['network', 'settings', 'seed', 'dataset']),
  }),
  /** Ticked by the student. */
  v.strictObject({ done: v.literal('said') }),
]);
export type LabTask = v.InferOutput<typeof labTaskSchema>;

export const labQuestionSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('number'),
    answer: numberFactSchema,
    /** How far off an answer may be, in the answer's own unit. */
    tolerance: number(0, 1e9),
    /** The same as a fraction of the right answer; the wider of the two counts. */
    relativeTolerance: v.exactOptional(number(0, 1)),
    unit: v.exactOptional(text(24)),
  }),
  /** One of the options in the text. */
  v.strictObject({ kind: v.literal('choice'), answer: labIdSchema }),
  /** A cell of a picture: of the image, or of one channel of a layer's output. */
  v.strictObject({
    kind: v.literal('cell'),
    picture: v.variant('of', [
      v.strictObject({ of: v.literal('image') }),
      v.strictObject({
        of: v.literal('layer'),
        layer: integer(0, 63),
        channel: v.optional(integer(0, 4095), 0),
      }),
    ]),
    answer: cellFactSchema,
  }),
  v.strictObject({ kind: v.literal('goal'), goal: goalSchema }),
  /** The fingerprint of the student's own network, copied from the status line. */
  v.strictObject({ kind: v.literal('fingerprint') }),
  /** Free text, for the teacher to read. */
  v.strictObject({ kind: v.literal('text'), minimumWords: v.optional(integer(0, 500), 1) }),
]);
export type LabQuestion = v.InferOutput<typeof labQuestionSchema>;

/** A guess before the deed: kept, never marked. */
export const labPredictionSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('number') }),
  v.strictObject({ kind: v.literal('choice') }),
  v.strictObject({ kind: v.literal('text') }),
]);

/** A live figure of the lab itself, computed by the engine. */
export const labFigureSchema = v.variant('kind', [
  /** A kernel that can be slid over the image and changed; the products and their sum beside it. */
  v.strictObject({ kind: v.literal('kernel'), kernel: v.exactOptional(kernelSchema) }),
  /** −ln p, with p to be dragged. */
  v.strictObject({ kind: v.literal('cross-entropy') }),
  /** The probabilities of the image and ∂L/∂logits below them. */
  v.strictObject({ kind: v.literal('softmax') }),
]);

export const labStepSchema = v.strictObject({
  id: labIdSchema,
  place: v.exactOptional(labPlaceSchema),
  image: v.exactOptional(labImageSchema),
  figure: v.exactOptional(labFigureSchema),
  start: v.exactOptional(labStartSchema),
  predict: v.exactOptional(labPredictionSchema),
  task: v.exactOptional(labTaskSchema),
  question: v.exactOptional(labQuestionSchema),
});

export const labHeaderSchema = v.strictObject({
  format: v.literal(LAB_FORMAT, `must be "${LAB_FORMAT}"`),
  version: integer(1, 1_000_000),
  id: labIdSchema,
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'must be a language such as "en"')),
  title: text(120),
  summary: text(400),
  minutes: integer(1, 600),
  image: v.exactOptional(labImageSchema),
  start: v.exactOptional(labStartSchema),
  steps: v.pipe(v.array(labStepSchema), v.minLength(1, 'must have a step'), v.maxLength(40)),
});
export type LabHeader = v.InferOutput<typeof labHeaderSchema>;

/** A translation has the texts alone; steps, checks and starting states are those of the original. */
export const labTranslationHeaderSchema = v.strictObject({
  format: v.literal(LAB_FORMAT, `must be "${LAB_FORMAT}"`),
  version: integer(1, 1_000_000),
  translates: labIdSchema,
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'must be a language such as "hi"')),
  title: text(120),
  summary: text(400),
});

export interface LabOption {
  readonly id: string;
  /** Markdown. */
  readonly text: string;
}

/** The words of a step, each Markdown. */
export interface LabStepText {
  readonly title: string;
  readonly text: string;
  readonly predict: string | null;
  readonly predictOptions: readonly LabOption[];
  readonly task: string | null;
  readonly question: string | null;
  readonly options: readonly LabOption[];
  /** Up to three, each giving away more. */
  readonly hints: readonly string[];
  readonly explanation: string | null;
  /** For the teacher who presents. */
  readonly notes: string | null;
}

export type LabStep = v.InferOutput<typeof labStepSchema> & { readonly words: LabStepText };

export interface Lab {
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly image: LabImage | null;
  readonly start: LabStart | null;
  /** Markdown, before the first step. */
  readonly introduction: string;
  readonly steps: readonly LabStep[];
  /** SHA-256 of what the checks and texts of the original are made of, so that a marking table can tell editions apart. */
  readonly sha256: string;
}

export type LabSummary = Pick<Lab, 'id' | 'language' | 'title' | 'summary' | 'minutes'> & {
  readonly steps: number;
};

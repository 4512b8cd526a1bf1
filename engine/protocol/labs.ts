import * as v from 'valibot';
import { cellFactSchema, goalSchema, kernelSchema, numberFactSchema } from './lab-facts.ts';
import { networkSchema } from './network.ts';
import { integer, number } from './parse.ts';
import { presetIds } from './presets.ts';
import { trainingSettingsSchema } from './settings.ts';

/**
 * A lab as data: what the front matter of a lab file says, and what its text was taken apart into. docs/labs.md
 * describes the file for people; engine/labs/lab-file.ts reads it.
 */

export const LAB_FORMAT = 'epoch-lab-lab';
export const LAB_VERSION = 1;

const id = v.pipe(
  v.string('must be a name'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a name of small letters, digits and hyphens'),
);
const line = (longest: number) => {
  const message = `must be a text of 1 to ${longest} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(longest, message));
};

/** The places of the window that a step may lead to. */
export const labPlaces = ['data', 'network', 'train', 'results', 'explain', 'runs'] as const;
export const labPlaceSchema = v.picklist(labPlaces);

/** The image that a step is about. */
export const labImageSchema = v.strictObject({
  split: v.optional(v.picklist(['train', 'test']), 'test'),
  index: integer(0, 10_000_000),
});
export type LabImage = v.InferOutput<typeof labImageSchema>;

/** What a lab, a step or a "start here" file sets up in the window. What is left out stays as it is. */
export const labStartSchema = v.strictObject({
  dataset: v.exactOptional(line(64)),
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
    unit: v.exactOptional(line(24)),
  }),
  /** One of the options in the text. */
  v.strictObject({ kind: v.literal('choice'), answer: id }),
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
  id,
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
  id,
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'must be a language such as "en"')),
  title: line(120),
  summary: line(400),
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
  translates: id,
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'must be a language such as "hi"')),
  title: line(120),
  summary: line(400),
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

const shortText = v.pipe(v.string(), v.maxLength(20_000));

/** What a student answers. */
export const labAnswerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('number'), value: number(-1e300, 1e300) }),
  v.strictObject({ kind: v.literal('choice'), option: id }),
  v.strictObject({ kind: v.literal('cell'), row: integer(0, 4096), column: integer(0, 4096) }),
  v.strictObject({ kind: v.literal('goal') }),
  v.strictObject({ kind: v.literal('fingerprint'), typed: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ kind: v.literal('text'), text: shortText }),
]);
export type LabAnswer = v.InferOutput<typeof labAnswerSchema>;

/** Where and when, for the record. */
const time = v.pipe(v.string(), v.isoTimestamp('must be a time such as "2025-06-25T10:00:00.000Z"'));

export const labAttemptSchema = v.strictObject({
  answer: labAnswerSchema,
  /** Null for free text, which nobody but a person can mark. */
  correct: v.nullable(v.boolean()),
  at: time,
  /** Fingerprint of the network at that moment, where it had one. */
  fingerprint: v.nullable(v.pipe(v.string(), v.maxLength(64))),
});

export const labStepProgressSchema = v.strictObject({
  id,
  opened: v.nullable(time),
  completed: v.nullable(time),
  /** Of what was expected before the deed. */
  prediction: v.nullable(shortText),
  taskDone: v.boolean(),
  hintsShown: integer(0, 3),
  attempts: v.pipe(v.array(labAttemptSchema), v.maxLength(1000)),
  /** How often the step was begun anew, its answers cleared. */
  restarts: v.exactOptional(integer(0, 1_000_000)),
});
export type LabStepProgress = v.InferOutput<typeof labStepProgressSchema>;

/** A configuration that was trained in the course of a lab. */
export const labRunSchema = v.strictObject({
  at: time,
  step: id,
  network: networkSchema,
  settings: trainingSettingsSchema,
  dataset: v.pipe(v.string(), v.maxLength(200)),
  fingerprint: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  status: v.picklist(['finished', 'stopped', 'failed']),
  testAccuracy: v.nullable(number(0, 1)),
  /** Epoch and loss, thinned out. */
  training: v.pipe(v.array(v.tuple([v.number(), v.nullable(v.number())])), v.maxLength(400)),
  validation: v.pipe(v.array(v.tuple([v.number(), v.nullable(v.number())])), v.maxLength(400)),
});
export type LabRun = v.InferOutput<typeof labRunSchema>;

/** So many states of the walk-through go into a hand-in. */
export const MAX_LAB_PAGES = 12;
const MAX_PICTURE_CHARACTERS = 600_000;

/** A state of the walk-through that the student has put into the hand-in. */
export const labPageSchema = v.strictObject({
  at: time,
  step: id,
  title: v.pipe(v.string(), v.maxLength(300)),
  /** What the picture shows, in words. */
  caption: v.pipe(v.string(), v.maxLength(4000)),
  /** PNG in base64. */
  picture: v.pipe(
    v.string(),
    v.maxLength(MAX_PICTURE_CHARACTERS, 'is too large'),
    v.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64'),
  ),
});
export type LabPage = v.InferOutput<typeof labPageSchema>;

export const labProgressSchema = v.strictObject({
  lab: id,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256')),
  /** Drawn at the lab's first opening; what a copy of a hand-in cannot hide. */
  attempt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')),
  started: time,
  step: integer(0, 39),
  steps: v.pipe(v.array(labStepProgressSchema), v.maxLength(40)),
  runs: v.pipe(v.array(labRunSchema), v.maxLength(200)),
  pages: v.exactOptional(v.pipe(v.array(labPageSchema), v.maxLength(MAX_LAB_PAGES))),
});
export type LabProgress = v.InferOutput<typeof labProgressSchema>;

const askedOptions = v.pipe(
  v.array(v.strictObject({ id, text: v.pipe(v.string(), v.maxLength(2000)) })),
  v.maxLength(40),
);

/** What a step was about, in the words that the student read: a hand-in is read without its lab. */
export const askedStepSchema = v.strictObject({
  id,
  title: v.pipe(v.string(), v.maxLength(300)),
  /** Markdown; null where nothing was asked. */
  question: v.nullable(shortText),
  options: askedOptions,
  predictOptions: askedOptions,
});
export type AskedStep = v.InferOutput<typeof askedStepSchema>;

export interface LabVerdict {
  /** Null where only a person can tell. */
  readonly correct: boolean | null;
  /** What the engine found, as text, to be shown once the answer is right or given up. */
  readonly expected: string | null;
  /** Where an answer went wrong, when that can be told: "The sign is the other way round." */
  readonly remark: LabRemark | null;
}

export type LabRemark =
  | 'sign'
  | 'percent'
  | 'close'
  | 'swapped-cell'
  | 'neighbouring-cell'
  | 'no-run'
  | 'not-yet'
  | 'too-large-network'
  | 'too-short';

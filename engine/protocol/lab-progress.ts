import * as v from 'valibot';
import { labIdSchema } from './labs.ts';
import { networkSchema } from './network.ts';
import { integer, number } from './parse.ts';
import { trainingSettingsSchema } from './settings.ts';

/** What a student has done in a lab: answers, attempts, runs and pages, as progress and hand-ins keep them. */

/** What the fields of an answer take: the engine would refuse more. */
export const MAX_LAB_NUMBER = 1e300;
export const MAX_LAB_TEXT = 20_000;
export const MAX_TYPED_FINGERPRINT = 64;

const shortText = v.pipe(v.string(), v.maxLength(MAX_LAB_TEXT));

/** What a student answers. */
export const labAnswerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('number'), value: number(-MAX_LAB_NUMBER, MAX_LAB_NUMBER) }),
  v.strictObject({ kind: v.literal('choice'), option: labIdSchema }),
  v.strictObject({ kind: v.literal('cell'), row: integer(0, 4096), column: integer(0, 4096) }),
  v.strictObject({ kind: v.literal('goal') }),
  v.strictObject({
    kind: v.literal('fingerprint'),
    typed: v.pipe(v.string(), v.maxLength(MAX_TYPED_FINGERPRINT)),
  }),
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

/** Of each step the last ones are kept, and of the lab's runs too. */
export const MAX_LAB_ATTEMPTS = 1000;
export const MAX_LAB_RUNS = 200;

export const labStepProgressSchema = v.strictObject({
  id: labIdSchema,
  opened: v.nullable(time),
  completed: v.nullable(time),
  /** Of what was expected before the deed. */
  prediction: v.nullable(shortText),
  taskDone: v.boolean(),
  hintsShown: integer(0, 3),
  attempts: v.pipe(v.array(labAttemptSchema), v.maxLength(MAX_LAB_ATTEMPTS)),
  /** How often the step was begun anew, its answers cleared. */
  restarts: v.exactOptional(integer(0, 1_000_000)),
});
export type LabStepProgress = v.InferOutput<typeof labStepProgressSchema>;

/** A configuration that was trained in the course of a lab. */
export const labRunSchema = v.strictObject({
  at: time,
  step: labIdSchema,
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
  step: labIdSchema,
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
  lab: labIdSchema,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256')),
  /** Drawn at the lab's first opening; what a copy of a hand-in cannot hide. */
  attempt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')),
  started: time,
  step: integer(0, 39),
  steps: v.pipe(v.array(labStepProgressSchema), v.maxLength(40)),
  runs: v.pipe(v.array(labRunSchema), v.maxLength(MAX_LAB_RUNS)),
  pages: v.exactOptional(v.pipe(v.array(labPageSchema), v.maxLength(MAX_LAB_PAGES))),
});
export type LabProgress = v.InferOutput<typeof labProgressSchema>;

const askedOptions = v.pipe(
  v.array(v.strictObject({ id: labIdSchema, text: v.pipe(v.string(), v.maxLength(2000)) })),
  v.maxLength(40),
);

/** What a step was about, in the words that the student read: a hand-in is read without its lab. */
export const askedStepSchema = v.strictObject({
  id: labIdSchema,
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

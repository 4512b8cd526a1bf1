import * as v from 'valibot';
import { bytesUpTo, fileSchema, MAX_FILE_BYTES } from './files.ts';
import { kernelSchema } from './lab-facts.ts';
import {
  askedStepSchema,
  labAnswerSchema,
  labProgressSchema,
  type AskedStep,
  type LabProgress,
  type LabVerdict,
} from './lab-progress.ts';
import { labImageSchema, labQuestionSchema, type Lab } from './labs.ts';
import { networkSchema } from './network.ts';
import { integer } from './parse.ts';
import { trainingSettingsSchema } from './settings.ts';

/** What may be asked about labs: reading their files, marking answers, live figures, hand-ins. */

/** A file's within a folder, with the folders between, "9b/mira.epochlab-handin". */
const relativeName = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const name = v.pipe(v.string(), v.maxLength(200));

/** Whose facts: those of the network as it is now, or as a run with these settings would begin. */
const weightsSchema = v.variant('from', [
  v.strictObject({ from: v.literal('current') }),
  v.strictObject({
    from: v.literal('untrained'),
    network: networkSchema,
    settings: trainingSettingsSchema,
  }),
]);
export type LabWeights = v.InferOutput<typeof weightsSchema>;

export const labCalls = {
  /** Takes a lab file apart; with a translation, in its words. */
  readLab: v.strictObject({ file: fileSchema, translation: v.nullable(fileSchema) }),
  /** A lab and its translations, and everything that is wrong with them, for their author. */
  examineLab: v.strictObject({
    file: fileSchema,
    translations: v.pipe(v.array(fileSchema), v.maxLength(20)),
  }),
  /** Marks an answer by the facts of this moment. */
  checkLabAnswer: v.strictObject({
    question: labQuestionSchema,
    answer: labAnswerSchema,
    image: v.nullable(labImageSchema),
    weights: weightsSchema,
  }),
  /** A kernel laid on an image with its top left corner at a cell, and everywhere else. */
  labKernel: v.strictObject({
    image: labImageSchema,
    kernel: kernelSchema,
    row: integer(0, 255),
    column: integer(0, 255),
  }),
  /** Probabilities of an image and ∂L/∂logits. */
  labSoftmax: v.strictObject({ image: labImageSchema, weights: weightsSchema }),
  /** One channel of a layer's output, or the image itself with `layer` −1, for a question about its cells. */
  labPicture: v.strictObject({
    image: labImageSchema,
    weights: weightsSchema,
    layer: integer(-1, 63),
    channel: integer(0, 4095),
  }),
  writeHandIn: v.strictObject({
    student: name,
    group: name,
    labTitle: name,
    application: name,
    /** ISO 8601, in UTC. */
    written: v.pipe(v.string(), v.isoTimestamp()),
    asked: v.pipe(v.array(askedStepSchema), v.maxLength(40)),
    progress: labProgressSchema,
    /** Name, "loss-1.svg", and the picture. */
    charts: v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}\.svg$/)),
          svg: v.pipe(v.string(), v.maxLength(2_000_000)),
        }),
      ),
      v.maxLength(40),
    ),
    withModel: v.boolean(),
  }),
  readHandIn: fileSchema,
  /** The model in a hand-in. */
  readHandInModel: fileSchema,
  /** A folder of hand-ins as a marking table; some could not even be opened. */
  markHandIns: v.strictObject({
    files: v.pipe(
      v.array(v.strictObject({ name: relativeName, bytes: bytesUpTo(MAX_FILE_BYTES) })),
      v.maxLength(2000),
    ),
    /** One more tells of those that were left out. */
    unread: v.pipe(
      v.array(v.strictObject({ fileName: relativeName, problem: v.string() })),
      v.maxLength(2001),
    ),
  }),
} as const;

export interface LabResults {
  readLab: Lab;
  examineLab: ExaminedLab;
  checkLabAnswer: LabVerdict;
  labKernel: KernelView;
  labSoftmax: SoftmaxView;
  labPicture: PictureView;
  writeHandIn: Uint8Array;
  readHandIn: HandInView;
  readHandInModel: Uint8Array;
  markHandIns: MarkingTable;
}

export interface ExaminedLab {
  /** Null where its file has mistakes. */
  readonly lab: Lab | null;
  /** The same lab in the words of each translation that can be read; what one lacks stays in the original's. */
  readonly translations: readonly Lab[];
  readonly problems: readonly LabProblem[];
}

export interface LabProblem {
  readonly fileName: string;
  /** In the file, from 1. */
  readonly line: number;
  readonly message: string;
}

export interface PictureView {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly values: Float32Array;
}

export interface KernelView {
  readonly image: PictureView;
  /** The sum at every place where the kernel fits. */
  readonly sums: PictureView;
  /** Row by row: pixels under the kernel, and each times its weight. */
  readonly pixels: readonly number[];
  readonly products: readonly number[];
  readonly sum: number;
}

export interface SoftmaxView {
  readonly classes: readonly string[];
  readonly label: number;
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
  readonly gradients: readonly number[];
  readonly loss: number;
}

/** What a student hands in, besides pictures and a model. */
export interface HandIn {
  readonly student: string;
  readonly group: string;
  readonly labTitle: string;
  /** "Epoch Lab 0.1.0" */
  readonly application: string;
  /** ISO 8601, in UTC. */
  readonly written: string;
  readonly asked: readonly AskedStep[];
  readonly progress: LabProgress;
}

/** A hand-in as it was read. */
export interface HandInView extends HandIn {
  /** Whether name, answers and all else are what the app wrote, byte for byte. */
  readonly isIntact: boolean;
  readonly hasModel: boolean;
}

export interface MarkedStep {
  readonly id: string;
  readonly title: string;
  /**
   * - `right` at the first attempt, or `right-later`;
   * - `wrong`: tried, and never right;
   * - `text`: there is something to read;
   * - `done`: nothing was asked, and it was completed;
   * - `open`: not reached, or left.
   */
  readonly mark: 'right' | 'right-later' | 'wrong' | 'text' | 'done' | 'open';
  readonly attempts: number;
  readonly hints: number;
  /** The last answer, as text. */
  readonly answer: string;
}

export interface MarkedHandIn {
  readonly fileName: string;
  readonly student: string;
  readonly group: string;
  readonly lab: string;
  readonly labTitle: string;
  /** Which edition of the lab's text. */
  readonly edition: string;
  readonly started: string;
  readonly written: string;
  /** Between start and hand-in. */
  readonly minutes: number;
  readonly steps: readonly MarkedStep[];
  readonly right: number;
  readonly asked: number;
  /** Of the last finished run. */
  readonly fingerprint: string | null;
  readonly isIntact: boolean;
  readonly hasModel: boolean;
  /** Names of the files that this one seems to be a copy of, or to be copied from. */
  readonly copies: readonly string[];
}

export interface UnreadHandIn {
  readonly fileName: string;
  readonly problem: string;
}

export interface MarkingTable {
  readonly rows: readonly MarkedHandIn[];
  readonly unread: readonly UnreadHandIn[];
  /** As a file for spreadsheets. */
  readonly csv: Uint8Array;
}

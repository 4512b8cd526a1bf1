import * as v from 'valibot';
import { networkSchema } from '../../engine/protocol/network.ts';
import { trainingSettingsSchema } from '../../engine/protocol/settings.ts';

/**
 * A run that has ended, as it is kept: everything about it but its curves and its weights, which are files of their
 * own. Only note, colour, star and group are ever changed afterwards.
 */

/** "20261128-072344-9f3c0a": the time it began, and chance, so that two instances never choose the same. */
export const runIdSchema = v.pipe(v.string(), v.regex(/^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$/));

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How well it did. A loss may be infinite, which JSON does not know: then it is null. */
const scoreSchema = v.nullable(v.strictObject({ accuracy: v.nullable(finite), loss: v.nullable(finite) }));

const fileSchema = v.strictObject({
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

export const RUN_COLOURS = 10;
export const MAX_NOTE_LENGTH = 2000;

const notes = {
  note: text(MAX_NOTE_LENGTH),
  /** One of the series' colours. */
  colour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(RUN_COLOURS - 1)),
  star: v.boolean(),
  /** Runs of one sweep have a group in common. */
  group: v.nullable(text(60)),
};

export const runRecordSchema = v.strictObject({
  version: v.literal(1),
  id: runIdSchema,
  /** Milliseconds since 1970. */
  startedAt: count,
  endedAt: count,
  /** Time spent training and testing, without pauses. */
  seconds: v.pipe(v.number(), v.minValue(0)),
  status: v.picklist(['finished', 'stopped', 'failed']),
  problem: v.nullable(text(2000)),
  network: networkSchema,
  settings: trainingSettingsSchema,
  datasetName: text(200),
  datasetSha256: v.nullable(text(64)),
  parameterCount: count,
  step: count,
  epoch: v.pipe(v.number(), v.minValue(0)),
  /** The last points of its curves. */
  training: scoreSchema,
  validation: scoreSchema,
  test: scoreSchema,
  fingerprint: v.nullable(text(20)),
  kernels: v.nullable(text(50)),
  environment: v.strictObject({
    app: text(50),
    system: text(200),
    processor: text(200),
    cores: count,
  }),
  ...notes,
  /** A curve that came from a file, to be compared with: it has no weights. */
  reference: v.boolean(),
  curves: fileSchema,
  model: v.nullable(fileSchema),
});
export type RunRecord = v.InferOutput<typeof runRecordSchema>;
/** A run that is about to be kept. */
export type NewRun = Omit<RunRecord, 'version' | 'id' | 'curves' | 'model'>;

export const runChangesSchema = v.strictObject({
  note: v.exactOptional(notes.note),
  colour: v.exactOptional(notes.colour),
  star: v.exactOptional(notes.star),
  group: v.exactOptional(notes.group),
});
export type RunChanges = v.InferOutput<typeof runChangesSchema>;

const MAX_POINTS = 200_000;
const column = v.pipe(v.array(v.nullable(v.number())), v.maxLength(MAX_POINTS));
const columns = v.pipe(
  v.strictObject({ step: column, epoch: column, loss: column, accuracy: column }),
  v.check(
    ({ step, epoch, loss, accuracy }) =>
      [epoch, loss, accuracy].every(({ length }) => length === step.length),
    'must have columns of one length',
  ),
);

/** Curves, a list a quantity; null where a value is not finite. */
export const runCurvesSchema = v.strictObject({ training: columns, validation: columns });
export type RunCurves = v.InferOutput<typeof runCurvesSchema>;

/** The form of a curve that travels from one computer to another: a teacher's, to be laid under the students'. */
export const referenceFileSchema = v.strictObject({
  format: v.literal('epoch-lab-curve', 'is not that of a reference curve'),
  version: v.literal(1),
  run: v.omit(runRecordSchema, ['curves', 'model', 'reference']),
  curves: runCurvesSchema,
});
export type ReferenceFile = v.InferOutput<typeof referenceFileSchema>;

/** A run on disk that cannot be read: it is named, and left as it is. */
export interface DamagedRun {
  readonly id: string;
  readonly problem: string;
}

export interface RunList {
  readonly runs: readonly RunRecord[];
  readonly damaged: readonly DamagedRun[];
}

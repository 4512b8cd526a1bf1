/**
 * The one error type that crosses a boundary. `message` is written for the person in front of the window:
 * what happened, why, and what to do. Everything else that is thrown is a defect and arrives as `internal`.
 */
export type ErrorCode =
  /** An argument, a hyperparameter or a layer setting is impossible. */
  | 'invalid-argument'
  /** The layers of a network do not fit together. */
  | 'impossible-network'
  /** A file is damaged, truncated, of the wrong kind, or from a newer version. */
  | 'bad-file'
  /** A file that should be there is not, or cannot be read or written. */
  | 'file-unavailable'
  /** The call makes no sense now: no data set is open, a training run is already going on. */
  | 'wrong-state'
  /** A NaN or an infinity began in a training run. */
  | 'diverged'
  /** The caller cancelled. */
  | 'cancelled'
  /** The process at the other end is gone. */
  | 'disconnected'
  /** A defect of the program. */
  | 'internal';

export class EpochLabError extends Error {
  override readonly name = 'EpochLabError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Where it went wrong: a file name, a byte offset, a layer's index, the name of a setting. */
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
  }
}

/** Anything that was thrown, as an error that may cross a boundary. */
export function toEpochLabError(thrown: unknown): EpochLabError {
  if (thrown instanceof EpochLabError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new EpochLabError('internal', `Something went wrong inside Epoch Lab: ${message}`);
}

/** What a call ends with that nobody waits for any more. */
export function cancelled(): EpochLabError {
  return new EpochLabError('cancelled', 'This was cancelled.');
}

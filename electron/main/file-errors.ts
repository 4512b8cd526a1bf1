import { basename } from 'node:path';
import { EpochLabError } from '../../engine/protocol/errors.ts';

/** What the operating system says about a file, in words for the person who chose it. */

export type FileAction = 'read' | 'write';

const reasons: Readonly<Record<string, (action: FileAction) => string>> = {
  ENOENT: (action) =>
    action === 'read'
      ? 'it is not there any more. Was it moved, or renamed?'
      : 'its folder is not there any more. Choose another place.',
  ENOTDIR: () => 'a part of its path is not a folder. Choose another place.',
  EISDIR: () => 'it is a folder, not a file.',
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: () => 'the disk can only be read. Choose another place.',
  ENOSPC: () => 'the disk is full. Make room, or choose another place.',
  EDQUOT: () => 'your share of the disk is used up. Make room, or choose another place.',
  EFBIG: () => 'the disk does not accept files of this size. Choose another place.',
  EBUSY: () => 'another program is using it. Close that program and try again.',
  ETXTBSY: () => 'another program is using it. Close that program and try again.',
  ENAMETOOLONG: () => 'its name is too long. Choose a shorter one.',
  EMFILE: () => 'too many files are open. Close some programs and try again.',
  ENFILE: () => 'too many files are open. Close some programs and try again.',
  EIO: () => 'the disk reported a fault.',
};

function forbidden(action: FileAction): string {
  return action === 'read'
    ? 'you are not allowed to read it.'
    : 'you are not allowed to write there. Choose another place.';
}

/** @returns an EpochLabError `file-unavailable` with `details.file` and `details.reason`, the system's code. */
export function fileError(thrown: unknown, path: string, action: FileAction): EpochLabError {
  if (thrown instanceof EpochLabError) return thrown;
  const file = basename(path);
  const code = codeOf(thrown);
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const reason = known?.(action) ?? `the system reported ${code}.`;
  const verb = action === 'read' ? 'opened' : 'saved';
  return new EpochLabError('file-unavailable', `“${file}” could not be ${verb}: ${reason}`, {
    file,
    reason: code,
  });
}

/** The system's code of an error, such as "ENOENT"; of any other, its message. */
export function codeOf(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

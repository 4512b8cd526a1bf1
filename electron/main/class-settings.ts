import { app } from 'electron';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import * as v from 'valibot';
import { EpochLabError, toEpochLabError } from '../../engine/protocol/errors.ts';
import { labProgressSchema } from '../../engine/protocol/lab-progress.ts';
import { labPlaces, labStartSchema } from '../../engine/protocol/labs.ts';
import type { ClassSettings } from '../shared/lab-calls.ts';
import { languageSchema, type Language } from '../shared/languages.ts';
import { readFileCapped } from './files.ts';
import { parseJson } from './json.ts';
import { programFolder } from './program-folder.ts';

/**
 * What a teacher sets for all machines of a class, in one file: `epoch-lab-class.json` (docs/labs.md). It
 * is looked for where the variable EPOCH_LAB_CLASS says, then beside the program, then where the system keeps what
 * is for all of its users.
 */

const FILE_NAME = 'epoch-lab-class.json';
const MAX_BYTES = 1_000_000;

const places = [...labPlaces, 'collect', 'labs'] as const;

export const classFileSchema = v.strictObject({
  format: v.literal('epoch-lab-class'),
  version: v.pipe(v.number(), v.maxValue(1, 'is newer than this Epoch Lab')),
  /** For whoever has not chosen one. */
  language: v.exactOptional(languageSchema),
  /** Opened at the start. */
  lab: v.exactOptional(labProgressSchema.entries.lab),
  start: v.exactOptional(labStartSchema),
  /** Where hand-ins go; relative to the file itself. */
  handIns: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
  hide: v.exactOptional(
    v.pipe(
      v.array(v.picklist(places)),
      v.check((hidden) => new Set(hidden).size < places.length, 'must leave one place at least'),
    ),
  ),
});

export interface ClassFolder {
  readonly settings: ClassSettings;
  readonly language: Language | null;
  /** The folder that hand-ins are saved in; null where none is set. */
  readonly handIns: string | null;
}

/** @param note told what is wrong with a file that is there and cannot be used: the app starts in any case. */
export async function findClassSettings(note: (line: string) => void): Promise<ClassFolder> {
  let problem: string | null = null;
  for (const path of candidates()) {
    try {
      const file = parseJson(classFileSchema, await readFileCapped(path, MAX_BYTES), path);
      const { language = null, lab = null, start = null, hide = [], handIns } = file;
      const folder =
        handIns === undefined ? null : isAbsolute(handIns) ? handIns : resolve(dirname(path), handIns);
      return { settings: { lab, start, hide, problem }, language, handIns: folder };
    } catch (thrown) {
      const isAbsent = thrown instanceof EpochLabError && thrown.details['reason'] === 'ENOENT';
      // Whoever names a file wants to know that it is not there.
      if (isAbsent && path !== process.env['EPOCH_LAB_CLASS']) continue;
      note(`class settings are not used: ${String(thrown)}`);
      problem ??= toEpochLabError(thrown).message;
    }
  }
  return { settings: { lab: null, start: null, hide: [], problem }, language: null, handIns: null };
}

function candidates(): string[] {
  const { EPOCH_LAB_CLASS: named, ProgramData: programData } = process.env;
  const shared =
    process.platform === 'win32'
      ? join(programData ?? 'C:\\ProgramData', 'Epoch Lab')
      : process.platform === 'darwin'
        ? '/Library/Application Support/Epoch Lab'
        : '/etc/epoch-lab';
  return [
    ...(named === undefined ? [] : [named]),
    join(
      programFolder({
        executable: app.getPath('exe'),
        platform: process.platform,
        variables: process.env,
      }),
      FILE_NAME,
    ),
    join(shared, FILE_NAME),
  ];
}

import * as v from 'valibot';
import { labProgressSchema, type LabProgress } from '../../engine/protocol/lab-progress.ts';
import { labStartSchema, type Lab, type LabStart, type LabSummary } from '../../engine/protocol/labs.ts';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import type { ExaminedLab, HandInView, MarkingTable } from '../../engine/protocol/lab-calls.ts';
import { labCalls } from '../../engine/protocol/lab-calls.ts';
import { localeSchema } from './languages.ts';
import type { Chosen } from './chosen.ts';

/** What the window may ask of main about labs, and what main tells it of them. */

const nothing = v.undefined();
const labId = labProgressSchema.entries.lab;
const { student, group, labTitle, charts, withModel, asked, progress } = labCalls.writeHandIn.entries;

const ofFolder = v.strictObject({ fileName: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) });

export const labAppCalls = {
  /** The labs that ship, in order, with how far this person has come. */
  listLabs: v.strictObject({ locale: localeSchema }),
  openLab: v.strictObject({ id: labId, locale: localeSchema }),
  /** Asks for a lab file and opens it; it is opened again whenever it is changed, for whoever writes it. */
  openLabFile: nothing,
  /** Asks for a place, writes a copy of the template there, and opens it. */
  newLab: nothing,
  /** Of a lab that ships, or of one that was opened as a file: two that bear one name do not share their progress. */
  saveLabProgress: v.strictObject({ progress: labProgressSchema, isFile: v.boolean() }),
  /** Asks for a place and writes a hand-in there. */
  saveHandIn: v.strictObject({ student, group, labTitle, charts, withModel, asked, progress }),
  /** Asks for a folder and reads all hand-ins in it. */
  openHandIns: nothing,
  /** One of the folder that was opened last, whole, by its name in the table. */
  readHandIn: ofFolder,
  /** Makes the model in one of them the current one. */
  openHandInModel: ofFolder,
  /** Asks for a place and writes the marking table of the folder that was opened last, as CSV. */
  saveMarks: nothing,
  /** Asks for a place and writes a "start here" file there. */
  saveStart: v.strictObject({ start: labStartSchema }),
  /** Asks for a "start here" file. */
  openStart: nothing,
  /** What the teacher has set for this class; all null where nothing was. */
  classSettings: nothing,
} as const;

export interface LabAppResults {
  listLabs: readonly ListedLab[];
  openLab: OpenedLab;
  openLabFile: Chosen<OpenedLab>;
  newLab: Chosen<OpenedLab>;
  saveLabProgress: undefined;
  saveHandIn: Chosen<{ readonly fileName: string }>;
  openHandIns: Chosen<MarkingTable & { readonly folder: string }>;
  readHandIn: HandInView;
  openHandInModel: ModelInfo;
  saveMarks: Chosen<{ readonly fileName: string }>;
  saveStart: Chosen<{ readonly fileName: string }>;
  openStart: Chosen<{ readonly fileName: string; readonly start: LabStart }>;
  classSettings: ClassSettings;
}

export interface ListedLab extends LabSummary {
  /** Steps that were completed; null for a lab that was not begun. */
  readonly completed: number | null;
}

export interface OpenedLab extends Omit<ExaminedLab, 'lab'> {
  readonly lab: Lab;
  /** What was kept of this lab; null when it is opened for the first time. */
  readonly progress: LabProgress | null;
  /** Name of the file; null for a lab that ships. */
  readonly fileName: string | null;
}

/** A lab file that is being written was saved: as it is now, or what is wrong with it. */
export interface LabFileChange extends ExaminedLab {
  readonly fileName: string;
}

export interface ClassSettings {
  /** The lab that is opened at the start. */
  readonly lab: string | null;
  readonly start: LabStart | null;
  /** Places that are left out of the rail. */
  readonly hide: readonly string[];
  /** Why a file that is there is not used. */
  readonly problem: string | null;
}

import * as v from 'valibot';
import type { DatasetInfo } from '../../engine/protocol/contract.ts';
import type { LabStart } from '../../engine/protocol/labs.ts';
import { datasetIdSchema } from '../../engine/protocol/datasets.ts';
import { classSetAppCalls, type ClassSetAppResults, type ReadClassSets } from './class-set-calls.ts';
import { commands, type Command } from './commands.ts';
import { runsCalls, type RunsEvents, type RunsResults } from './runs-calls.ts';
import { labAppCalls, type LabAppResults, type LabFileChange, type OpenedLab } from './lab-calls.ts';
import type { RunRecord } from './run-record.ts';
import {
  datasetAppCalls,
  type DatasetAppEvents,
  type DatasetAppResults,
  type ImportSource,
} from './dataset-calls.ts';
import { takeawayCalls, type TakeawayResults } from './takeaway-calls.ts';
import { languageSchema, type Language, type Locale } from './languages.ts';
import { noticeCalls, type NoticeResults } from './notice-calls.ts';
import { documentCalls, type DocumentEvents, type DocumentResults } from './document-calls.ts';

/**
 * The app's contract: what the window may ask of the main process, and what main tells it. Main is the only
 * process with paths, so everything that touches a file goes through here; training and predictions go
 * straight to the engine over the port that main brokers.
 */

const nothing = v.undefined();

export const themeSchema = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof themeSchema>;

/** Sizes of panels that a person has set, in pixels at 100 %, by the panel's name. */
export const panelsSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)),
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4000)),
);

const preferenceChangesSchema = v.strictObject({
  theme: v.exactOptional(themeSchema),
  language: v.exactOptional(languageSchema),
  projector: v.exactOptional(v.boolean()),
  panels: v.exactOptional(panelsSchema),
});
export type PreferenceChanges = v.InferOutput<typeof preferenceChangesSchema>;

export const appCalls = {
  /** Reads a data set that ships or is kept, and opens it in the engine. */
  openDataset: v.strictObject({ id: datasetIdSchema }),
  ...classSetAppCalls,
  /** The text of the licences of all that is shipped. */
  licences: nothing,
  preferences: nothing,
  /** Puts the ones that are given into effect and remembers them. */
  changePreferences: preferenceChangesSchema,
  /** Which commands are of no use at this moment, so that the menus show it. */
  setCommandsAvailable: v.strictObject({ disabled: v.array(v.picklist(commands)) }),
  /** The window is drawn and listens: hand it a port to the engine. */
  connectEngine: nothing,
  /** Starts an engine that was given up once more. */
  retryEngine: nothing,
  /** The window is set up: open whatever else than a model the app was started with. */
  openWaitingFile: nothing,
  ...runsCalls,
  ...labAppCalls,
  ...noticeCalls,
  ...datasetAppCalls,
  ...takeawayCalls,
  ...documentCalls,
} as const;

export type AppCalls = typeof appCalls;
export type AppCallName = keyof AppCalls;

export type { Chosen } from './chosen.ts';

export interface AppResults
  extends
    ClassSetAppResults,
    DatasetAppResults,
    DocumentResults,
    LabAppResults,
    NoticeResults,
    RunsResults,
    TakeawayResults {
  openDataset: DatasetInfo;
  licences: string;
  preferences: Preferences;
  changePreferences: Preferences;
  setCommandsAvailable: undefined;
  connectEngine: undefined;
  retryEngine: undefined;
  openWaitingFile: undefined;
}

export interface AppEvents extends DatasetAppEvents, DocumentEvents, RunsEvents {
  /** The engine's process came, went, or could not be kept alive. The port itself follows `ready`. */
  engine: EngineProcessState;
  /** They were changed: in the window itself, or by the menu. */
  preferences: Preferences;
  /** A menu command that the window carries out. */
  command: Command;
  /** A lab file that is open was saved by whoever writes it. */
  labFile: LabFileChange;
  /** A file was opened from outside the window that is no model; or could not be, and why. */
  openedFile: DropResult | { readonly kind: 'refused'; readonly message: string };
}

export type EngineProcessState =
  | { readonly status: 'starting' }
  /** `restored`: it was restarted after a crash and holds the last checkpoint of the run. */
  | { readonly status: 'ready'; readonly restarted: boolean; readonly restored: boolean }
  | { readonly status: 'crashed'; readonly message: string }
  /** It crashed too often in a short time; main has given up until it is asked to try again. */
  | { readonly status: 'failed'; readonly message: string };

export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  /** The language in effect. */
  readonly locale: Locale;
  /** Large type and thick lines, for a class that looks from the back row. */
  readonly projector: boolean;
  readonly panels: Readonly<Record<string, number>>;
  readonly appVersion: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
}

/** What the preload script exposes to the window as `window.epochLab`. */
export interface AppBridge {
  call(name: AppCallName, argument: unknown): Promise<CallOutcome>;
  /** Hands files that were dropped on the window to main: the page itself never learns their paths. */
  drop(files: readonly DroppedFile[]): Promise<CallOutcome>;
  on(listener: (name: keyof AppEvents, payload: unknown) => void): void;
}

/** Electron keeps only the message of a thrown error, so errors travel as data. */
export type CallOutcome =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly details: Readonly<Record<string, string | number>>;
    };

/** A file of the DOM, which this room does not see. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/** What files that were dropped turned out to be. A model is told of by `opened` or `notOpened`. */
export type DropResult =
  | { readonly kind: 'model' }
  | { readonly kind: 'lab'; readonly opened: OpenedLab }
  | { readonly kind: 'start'; readonly fileName: string; readonly start: LabStart }
  | { readonly kind: 'reference'; readonly run: RunRecord }
  | { readonly kind: 'class-set'; readonly read: ReadClassSets }
  | { readonly kind: 'dataset'; readonly source: ImportSource };

export { CALL_CHANNEL, DROP_CHANNEL, ENGINE_PORT_CHANNEL, EVENT_CHANNEL } from './channels.ts';

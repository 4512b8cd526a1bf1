import * as v from 'valibot';
import type { ModelInfo } from '../../engine/protocol/contract.ts';
import {
  exportFormatSchema,
  type ExportFormat,
  type ModelSummary,
  type Verification,
} from '../../engine/protocol/model-calls.ts';
import { networkSchema } from '../../engine/protocol/network.ts';
import { trainingSettingsSchema } from '../../engine/protocol/settings.ts';
import type { Chosen } from './chosen.ts';

/**
 * Models as files, and work that was interrupted: what the window may ask of main, and what main tells it. Paths stay
 * in main; a file that was looked into, and a run that can be continued, are named by a number.
 */

const nothing = v.undefined();
const named = v.strictObject({ id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

/** The model that ships with the app. */
export const STARTER_FILE = 'starter.safetensors';

/** What the window keeps of itself, as text: design, settings, drawing, place. */
export const MAX_SESSION_LENGTH = 4_000_000;

export const documentCalls = {
  /** Asks for a model file and opens it in the engine. */
  openModel: nothing,
  /** Opens the trained model that ships with the app, so that the pad reads digits from the first minute. */
  openStarterModel: nothing,
  /** Writes the current model to its file; asks for a place where it has none. */
  saveModel: nothing,
  /** Asks for a place and writes the current model there. */
  saveModelAs: nothing,
  /** Asks for a file and says what is in it. */
  inspectModel: nothing,
  /** Opens a file that was looked into. */
  openInspected: named,
  /** Puts the weights of a file that was looked into into a network. */
  importInspected: v.strictObject({
    ...named.entries,
    network: networkSchema,
    settings: trainingSettingsSchema,
  }),
  /** Asks for a place and writes the current model there for another program. */
  exportModel: v.strictObject({ format: exportFormatSchema }),
  document: nothing,
  /** Keeps what the window is about, should it or the computer stop. */
  keepSession: v.strictObject({ session: v.pipe(v.string(), v.maxLength(MAX_SESSION_LENGTH)) }),
  /** What was kept, if the window before this one did not end in an orderly way. */
  session: nothing,
  /** Work of an earlier start that did not end in an orderly way, the newest first. */
  interruptedRuns: nothing,
  /** Brings such work back: a run paused, a finished model as the current one. Its data set must be open. */
  continueInterrupted: named,
  discardInterrupted: named,
} as const;

export interface OpenedModel {
  readonly fileName: string;
  readonly model: ModelInfo;
}

/** `id` names the file to `openInspected` and `importInspected`. */
export interface InspectedFile {
  readonly id: number;
  readonly summary: ModelSummary;
}

export interface DocumentResults {
  openModel: Chosen<OpenedModel>;
  openStarterModel: ModelInfo;
  saveModel: Chosen<{ readonly fileName: string }>;
  saveModelAs: Chosen<{ readonly fileName: string }>;
  inspectModel: Chosen<InspectedFile>;
  openInspected: OpenedModel;
  importInspected: OpenedModel;
  exportModel: Chosen<{
    readonly format: ExportFormat;
    readonly names: readonly string[];
    readonly verification: Verification | null;
  }>;
  document: DocumentState;
  keepSession: undefined;
  session: KeptSession;
  interruptedRuns: readonly InterruptedRun[];
  continueInterrupted: ModelInfo | null;
  discardInterrupted: undefined;
}

export interface DocumentEvents {
  document: DocumentState;
  /** A file was opened from outside the window: by a double-click, from the list of recent ones, by a drop. */
  opened: OpenedModel;
  /** It could not be; what is in it, where that can be said. */
  notOpened: { readonly message: string; readonly file: InspectedFile | null };
  /** It was to be saved before the window closes, and could not be: the window stays. */
  notSaved: { readonly message: string };
  /** Checkpoints cannot be written, and why; null when they can again. */
  checkpointsFail: { readonly message: string | null };
}

/** What is open, as the title says it. */
export interface DocumentState {
  /** The file's name; null for work that is in none. */
  readonly fileName: string | null;
  /** Everything that was trained is in the file. */
  readonly isSaved: boolean;
}

export interface KeptSession {
  readonly session: string | null;
  /** Why it is needed: the page was loaded anew, its process died, or the app did not end in an orderly way. */
  readonly because: 'nothing' | 'reload' | 'window-lost' | 'app-lost';
}

export interface InterruptedRun {
  readonly id: number;
  /** When its last checkpoint was written, in milliseconds since 1970. */
  readonly savedAt: number;
  /** There is something left to train. */
  readonly isGoing: boolean;
  readonly summary: ModelSummary;
}

import * as v from 'valibot';
import type { DatasetInfo, ModelInfo } from '../../engine/protocol/contract.ts';
import { datasetIdSchema } from '../../engine/protocol/datasets.ts';

/**
 * The app's contract: what the window may ask of the main process, and what main tells it. Main is the only
 * process with paths, so everything that touches a file goes through here; training and predictions go
 * straight to the engine over the port that main brokers.
 */

const nothing = v.undefined();

export const themeSchema = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof themeSchema>;

export const appCalls = {
  /** Reads a shipped data set and opens it in the engine. */
  openDataset: v.strictObject({ id: datasetIdSchema }),
  /** Asks for a model file and opens it in the engine. */
  openModel: nothing,
  /** Opens the trained model that ships with the app, so that the pad reads digits from the first minute. */
  openStarterModel: nothing,
  /** Asks for a place and writes the current model there. */
  saveModel: nothing,
  preferences: nothing,
  setTheme: v.strictObject({ theme: themeSchema }),
  /** The window is drawn and listens: hand it a port to the engine. */
  connectEngine: nothing,
} as const;

export type AppCalls = typeof appCalls;
export type AppCallName = keyof AppCalls;

/** A dialog that was closed without choosing is an outcome, not an error. */
export type Chosen<T> = { readonly cancelled: true } | ({ readonly cancelled: false } & T);

export interface AppResults {
  openDataset: DatasetInfo;
  openModel: Chosen<{ readonly fileName: string; readonly model: ModelInfo }>;
  openStarterModel: ModelInfo;
  saveModel: Chosen<{ readonly fileName: string }>;
  preferences: Preferences;
  setTheme: Preferences;
  connectEngine: undefined;
}

export interface AppEvents {
  /** The engine's process came, went, or could not be kept alive. The port itself follows `ready`. */
  engine: EngineProcessState;
  /** They were changed: in the window itself, or by the menu. */
  preferences: Preferences;
  /** A menu command that the window carries out. */
  command: Command;
}

export type EngineProcessState =
  | { readonly status: 'starting' }
  /** `restored`: it was restarted after a crash and holds the last checkpoint of the run. */
  | { readonly status: 'ready'; readonly restarted: boolean; readonly restored: boolean }
  | { readonly status: 'crashed'; readonly message: string }
  /** It crashed too often in a short time; main has given up until the app is started again. */
  | { readonly status: 'failed'; readonly message: string };

export type Command = 'open-model' | 'save-model' | 'train' | 'pause' | 'stop' | 'clear-pad';

export interface Preferences {
  readonly theme: Theme;
  readonly appVersion: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
}

/** What the preload script exposes to the window as `window.epochLab`. */
export interface AppBridge {
  call(name: AppCallName, argument: unknown): Promise<CallOutcome>;
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

export { CALL_CHANNEL, ENGINE_PORT_CHANNEL, EVENT_CHANNEL } from './channels.ts';

import type * as v from 'valibot';
import type {
  AppCallName,
  AppCalls,
  AppEvents,
  AppResults,
  CallOutcome,
  DropResult,
} from '../../electron/shared/contract.ts';
import { EpochLabError, type ErrorCode } from '../../engine/protocol/errors.ts';

/** The main process as typed calls and events. */

type Parameters<Name extends AppCallName> =
  undefined extends v.InferInput<AppCalls[Name]> ? [] : [argument: v.InferInput<AppCalls[Name]>];

/** @throws EpochLabError with what main answered. */
export async function askApp<Name extends AppCallName>(
  name: Name,
  ...[argument]: Parameters<Name>
): Promise<AppResults[Name]> {
  return valueOf(await window.epochLab.call(name, argument)) as AppResults[Name];
}

/** Files that were dropped on the window. @throws EpochLabError with what main answered. */
export async function dropOnApp(files: readonly File[]): Promise<DropResult> {
  return valueOf(await window.epochLab.drop(files)) as DropResult;
}

/** Main is typed by the same contract: who asks knows the type of the answer. */
function valueOf(outcome: CallOutcome): unknown {
  if (!outcome.ok) throw new EpochLabError(outcome.code as ErrorCode, outcome.message, outcome.details);
  return outcome.value;
}

type Listeners = { readonly [Name in keyof AppEvents]: (payload: AppEvents[Name]) => void };

export function listenToApp(listeners: Listeners): void {
  window.epochLab.on((name, payload) => {
    // Main is typed by the same contract.
    (listeners[name] as (payload: unknown) => void)(payload);
  });
}

import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { EpochLabError, toEpochLabError } from '../../engine/protocol/errors.ts';
import { parse } from '../../engine/protocol/parse.ts';
import type { Contract, Handlers } from '../../engine/protocol/rpc.ts';
import {
  appCalls,
  CALL_CHANNEL,
  EVENT_CHANNEL,
  type AppCallName,
  type AppCalls,
  type AppEvents,
  type AppResults,
  type CallOutcome,
} from '../shared/contract.ts';

/** The only user of ipcMain: every call from a window passes the same checks here. */

export type AppHandlers = Handlers<Contract<AppCalls, AppResults, AppEvents>>;
type AnyHandler = (argument: unknown, context: { signal: AbortSignal }) => unknown;

/**
 * Answers the calls of the app's contract.
 *
 * @param isOurWindow whether web contents belong to the window that may call.
 * @param origin the only origin whose pages may call.
 */
export function answerAppCalls(
  handlers: AppHandlers,
  isOurWindow: (contents: WebContents) => boolean,
  origin: string,
): void {
  // Nothing in this contract can be cancelled.
  const { signal } = new AbortController();

  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, argument: unknown): Promise<CallOutcome> => {
    try {
      if (!isOurWindow(event.sender) || !isMainFrameOf(event.senderFrame, origin)) {
        throw new EpochLabError('invalid-argument', 'Only the window of Epoch Lab may ask for this.');
      }
      if (!isCallName(name)) {
        throw new EpochLabError('invalid-argument', `There is no call "${String(name)}".`);
      }
      const parsed: unknown = parse(appCalls[name], argument, name);
      const handler = handlers[name] as AnyHandler;
      return { ok: true, value: await handler(parsed, { signal }) };
    } catch (thrown) {
      const { code, message, details } = toEpochLabError(thrown);
      return { ok: false, code, message, details };
    }
  });
}

/** Tells a window something. Does nothing once it is gone. */
export function sendAppEvent<Name extends keyof AppEvents>(
  contents: WebContents,
  name: Name,
  payload: AppEvents[Name],
): void {
  if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, payload);
}

function isCallName(name: unknown): name is AppCallName {
  return typeof name === 'string' && Object.hasOwn(appCalls, name);
}

function isMainFrameOf(frame: WebFrameMain | null, origin: string): boolean {
  return frame !== null && frame.parent === null && frame.origin === origin;
}

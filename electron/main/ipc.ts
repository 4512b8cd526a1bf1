import { ipcMain, type IpcMainInvokeEvent, type WebContents, type WebFrameMain } from 'electron';
import * as v from 'valibot';
import { EpochLabError, toEpochLabError } from '../../engine/protocol/errors.ts';
import { parse } from '../../engine/protocol/parse.ts';
import type { Contract, Handlers } from '../../engine/protocol/rpc.ts';
import {
  appCalls,
  CALL_CHANNEL,
  DROP_CHANNEL,
  EVENT_CHANNEL,
  type AppCallName,
  type AppCalls,
  type AppEvents,
  type AppResults,
  type CallOutcome,
  type DropResult,
} from '../shared/contract.ts';

/** The only user of ipcMain: every call from a window passes the same checks here. */

export type AppHandlers = Handlers<Contract<AppCalls, AppResults, AppEvents>>;
type AnyHandler = (argument: unknown, context: { signal: AbortSignal }) => unknown;

/**
 * Answers the calls of the app's contract.
 *
 * @param isOurWindow whether web contents belong to the window that may call.
 * @param origin the only origin whose pages may call.
 * @param onDrop told of files that were dropped on the window.
 */
export function answerAppCalls(
  handlers: AppHandlers,
  isOurWindow: (contents: WebContents) => boolean,
  origin: string,
  onDrop: (paths: readonly string[]) => Promise<DropResult>,
): void {
  // Nothing in this contract can be cancelled.
  const { signal } = new AbortController();

  const answer = async (event: IpcMainInvokeEvent, act: () => unknown): Promise<CallOutcome> => {
    try {
      if (!isOurWindow(event.sender) || !isMainFrameOf(event.senderFrame, origin)) {
        throw new EpochLabError('invalid-argument', 'Only the window of Epoch Lab may ask for this.');
      }
      return { ok: true, value: await act() };
    } catch (thrown) {
      const { code, message, details } = toEpochLabError(thrown);
      return { ok: false, code, message, details };
    }
  };

  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, argument: unknown) =>
    answer(event, () => {
      if (!isCallName(name)) {
        throw new EpochLabError('invalid-argument', `There is no call "${String(name)}".`);
      }
      const parsed: unknown = parse(appCalls[name], argument, name);
      const handler = handlers[name] as AnyHandler;
      return handler(parsed, { signal });
    }),
  );

  ipcMain.handle(DROP_CHANNEL, (event, paths: unknown) =>
    answer(event, () => onDrop(parse(pathsSchema, paths, 'The dropped files'))),
  );
}

/** Things that are no files, such as a piece of text, come without a path. */
const pathsSchema = v.pipe(
  v.array(v.string()),
  v.transform((paths) => paths.filter((path) => path !== '')),
  v.minLength(1, 'are none'),
  v.maxLength(10_000, 'are too many; drop their folder'),
);

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

import * as v from 'valibot';
import { cancelled, EpochLabError, toEpochLabError } from './errors.ts';
import { parse } from './parse.ts';
import type { AnyContract, Argument, CallName, EventName, Result, RpcPort } from './rpc-types.ts';
import { requestSchema, type Reply, type Request } from './rpc-wire.ts';

/**
 * The serving end of a port. It trusts nothing that comes in: messages and arguments are checked, and
 * whatever goes wrong is answered as data, so that no message can bring the process down.
 */

export interface CallContext {
  /** Aborted when the caller cancels, and when its port closes. */
  readonly signal: AbortSignal;
}

/** One handler for every call of the contract; one that is missing does not compile. */
export type Handlers<C extends AnyContract> = {
  readonly [Name in CallName<C>]: (
    argument: Argument<C, Name>,
    context: CallContext,
  ) => Result<C, Name> | Promise<Result<C, Name>>;
};

export interface Server<C extends AnyContract> {
  /** Tells this port's client. Does nothing once the port is closed. @throws when `payload` cannot be cloned. */
  emit<Name extends EventName<C>>(name: Name, payload: C['events'][Name]): void;
  /** Events that the client has not taken yet. */
  readonly unheard: number;
  /** Called once, when the port has closed from either side; at once when it has already. */
  onClose(listener: () => void): void;
  /** Aborts the calls going on and closes the port. */
  close(): void;
}

/**
 * Answers the calls that come in over `port`. To serve several clients, serve several ports with the same
 * handlers.
 *
 * @param calls the schema of each call's argument; a call without a schema here is refused.
 */
export function serve<C extends AnyContract>(
  port: RpcPort,
  calls: C['calls'],
  handlers: Handlers<C>,
): Server<C> {
  const running = new Map<number, AbortController>();
  const closeListeners: (() => void)[] = [];
  let closed = false;
  let unheard = 0;

  const send = (reply: Reply): void => {
    if (!closed) port.post(reply);
  };

  const sendError = (id: number, thrown: unknown): void => {
    const { code, message, details } = toEpochLabError(thrown);
    try {
      send({ kind: 'err', id, code, message, details });
    } catch {
      // The port itself is broken: there is nobody left to tell.
    }
  };

  const invoke = async (name: string, arg: unknown, signal: AbortSignal): Promise<unknown> => {
    const schema = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (schema === undefined) throw new EpochLabError('invalid-argument', `There is no call "${name}".`);
    const argument = parse(schema, arg, name);
    // `name` is a key of `calls`, and `argument` was parsed by that key's schema.
    const handler = handlers[name as CallName<C>] as (
      argument: unknown,
      context: CallContext,
    ) => Promise<unknown>;
    return handler(argument, { signal });
  };

  const answer = async (request: Extract<Request, { kind: 'call' }>): Promise<void> => {
    const { id, name, arg } = request;
    // A second call under the same id could not be told from the first in the answer.
    if (running.has(id)) return;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await invoke(name, arg, controller.signal);
      send({ kind: 'ok', id, value });
    } catch (thrown) {
      // Also reached when the value could not be cloned.
      sendError(id, controller.signal.aborted ? cancelled() : thrown);
    } finally {
      running.delete(id);
    }
  };

  const finish = (): void => {
    if (closed) return;
    closed = true;
    for (const controller of running.values()) controller.abort(cancelled());
    for (const listener of closeListeners) listener();
  };

  port.onClose(finish);
  port.onMessage((message) => {
    const request = v.safeParse(requestSchema, message);
    if (!request.success || closed) return;
    switch (request.output.kind) {
      case 'call':
        void answer(request.output);
        return;
      case 'cancel':
        running.get(request.output.id)?.abort(cancelled());
        return;
      case 'heard':
        unheard = Math.max(0, unheard - 1);
        return;
      default:
        request.output satisfies never;
    }
  });

  return {
    emit: (name, payload) => {
      send({ kind: 'event', name, data: payload });
      unheard++;
    },
    get unheard() {
      return unheard;
    },
    onClose: (listener) => {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close: () => {
      finish();
      port.close();
    },
  };
}

import * as v from 'valibot';
import { cancelled, EpochLabError } from './errors.ts';
import type { AnyContract, CallerArgument, CallName, EventName, Result, RpcPort } from './rpc-types.ts';
import { replySchema, type Reply, type Request } from './rpc-wire.ts';

/** The calling end of a port. */

export interface CallOptions {
  /** Aborting it cancels the call at the other end and rejects with `cancelled` at once. */
  readonly signal?: AbortSignal | undefined;
}

/** A call without an argument may leave it out. */
export type CallParameters<C extends AnyContract, Name extends CallName<C>> =
  undefined extends CallerArgument<C, Name>
    ? [argument?: CallerArgument<C, Name>, options?: CallOptions]
    : [argument: CallerArgument<C, Name>, options?: CallOptions];

export interface Client<C extends AnyContract> {
  /**
   * @throws EpochLabError whatever the other end threw; `cancelled` after an abort; `disconnected` when the
   *   port closes before the answer, or has closed already.
   */
  call<Name extends CallName<C>>(
    name: Name,
    ...parameters: CallParameters<C, Name>
  ): Promise<Result<C, Name>>;
  /** Events that nobody listens to are lost. @returns a function that stops listening. */
  on<Name extends EventName<C>>(name: Name, listener: (payload: C['events'][Name]) => void): () => void;
  /** Called once, when the port has closed from either side; at once when it has already. */
  onClose(listener: () => void): void;
  /** Closes the port; calls still going on reject with `disconnected`. */
  close(): void;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: EpochLabError): void;
}

/** Connects to the server at the other end of `port`. */
export function connect<C extends AnyContract>(port: RpcPort): Client<C> {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const closeListeners: (() => void)[] = [];
  let nextId = 0;
  let closed = false;

  const receive = (reply: Reply): void => {
    switch (reply.kind) {
      case 'ok':
        pending.get(reply.id)?.resolve(reply.value);
        return;
      case 'err':
        pending.get(reply.id)?.reject(new EpochLabError(reply.code, reply.message, reply.details));
        return;
      case 'event':
        try {
          for (const listener of [...(listeners.get(reply.name) ?? [])]) listener(reply.data);
        } finally {
          // A listener may have closed the port.
          if (!closed) port.post({ kind: 'heard' } satisfies Request);
        }
        return;
      default:
        reply satisfies never;
    }
  };

  const finish = (): void => {
    if (closed) return;
    closed = true;
    for (const call of [...pending.values()]) call.reject(disconnected());
    for (const listener of closeListeners) listener();
  };

  const send = (name: string, arg: unknown, signal: AbortSignal | undefined): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(disconnected());
        return;
      }
      if (signal?.aborted) {
        reject(cancelled());
        return;
      }
      const id = nextId++;
      const settle = (): void => {
        pending.delete(id);
        signal?.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        settle();
        port.post({ kind: 'cancel', id } satisfies Request);
        reject(cancelled());
      };
      // Throws, and so rejects, when the argument cannot be cloned: nothing is pending yet.
      port.post({ kind: 'call', id, name, arg } satisfies Request);
      signal?.addEventListener('abort', abort, { once: true });
      pending.set(id, {
        resolve: (value) => {
          settle();
          resolve(value);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
    });

  port.onClose(finish);
  port.onMessage((message) => {
    const reply = v.safeParse(replySchema, message);
    if (reply.success && !closed) receive(reply.output);
  });

  return {
    call: async <Name extends CallName<C>>(name: Name, ...[argument, options]: CallParameters<C, Name>) =>
      // The server is typed by the same contract.
      (await send(name, argument, options?.signal)) as Result<C, Name>,
    on: (name, listener) => {
      const ofName = listeners.get(name) ?? new Set();
      listeners.set(name, ofName);
      // Wrapped, so that a function given twice is called twice and each is stopped by itself.
      const entry = (payload: unknown): void => listener(payload as C['events'][typeof name]);
      ofName.add(entry);
      return () => ofName.delete(entry);
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

function disconnected(): EpochLabError {
  return new EpochLabError('disconnected', 'The part of Epoch Lab that does this is no longer running.');
}

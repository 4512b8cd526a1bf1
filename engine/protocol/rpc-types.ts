import type * as v from 'valibot';

/**
 * What both ends of a remote call agree on, as types. A contract is a map *call name → argument schema*, an
 * interface *call name → result* and an interface *event name → payload*; everything else is inferred.
 */

export type CallSchemas = Readonly<Record<string, v.GenericSchema>>;

/** Every call needs a result: a contract with one missing does not compile. */
export interface Contract<
  Calls extends CallSchemas,
  Results extends Record<keyof Calls, unknown>,
  Events extends object,
> {
  readonly calls: Calls;
  readonly results: Results;
  readonly events: Events;
}

/** Any contract, as a bound of type parameters. */
export interface AnyContract {
  readonly calls: CallSchemas;
  readonly results: object;
  readonly events: object;
}

export type CallName<C extends AnyContract> = keyof C['calls'] & string;
export type EventName<C extends AnyContract> = keyof C['events'] & string;

/** What a handler gets: the argument after parsing, defaults filled in. */
export type Argument<C extends AnyContract, Name extends CallName<C>> = v.InferOutput<C['calls'][Name]>;
export type Result<C extends AnyContract, Name extends CallName<C>> = C['results'][Name & keyof C['results']];

/** What a caller gives: the argument before parsing, where defaults may be left out. */
export type CallerArgument<C extends AnyContract, Name extends CallName<C>> = Immutable<
  v.InferInput<C['calls'][Name]>
>;

/** Callers may pass what they hold as read-only: an argument is copied, never changed. */
type Immutable<T> = T extends Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Immutable<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Immutable<T[Key]> }
      : T;

/**
 * One end of a pair of ports. The DOM's MessagePort, Electron's MessagePortMain and others are adapted to it
 * in the rooms that may see them, in a line a member; see rpc.ts.
 */
export interface RpcPort {
  /** Sends a structured clone. @throws when the message cannot be cloned. */
  post(message: unknown): void;
  /** Sets the one listener; messages that came before are kept for it. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the other end, or the process that held it, is gone. */
  onClose(listener: () => void): void;
  close(): void;
}

/**
 * Cancellation, as Node, Electron and browsers all have it. Here for the rooms of the engine that see neither
 * the DOM nor Node; everywhere else the environment's own, wider declarations are in use.
 */

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

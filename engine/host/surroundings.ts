import type { Machine } from '../nn/machine.ts';
import type { EngineEvents } from '../protocol/contract.ts';

/** What the engine takes from its process. */
export interface Surroundings {
  readonly machine: Machine;
  readonly threads: number;
  readonly version: string;
  /**
   * Lets the event loop handle what has arrived, and what comes within so many milliseconds. A resolved promise
   * would not: it runs before messages do.
   */
  readonly breathe: (restMs?: number) => Promise<void>;
  /** Whether all who are connected keep up with what they are told; a window that has little of the processor may not. */
  readonly isHeard: () => boolean;
  /** Tells everybody who is connected. */
  emit<Name extends keyof EngineEvents>(name: Name, payload: EngineEvents[Name]): void;
}

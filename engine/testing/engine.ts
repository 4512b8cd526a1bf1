import { Engine } from '../host/engine.ts';
import type { Surroundings } from '../host/surroundings.ts';
import type { Machine } from '../nn/machine.ts';
import { singleThreadMachine } from './machine.ts';

/** Of a call that nobody cancels. */
export const context = { signal: new AbortController().signal };

/**
 * The engine on the calling thread alone.
 *
 * @param emit hears its events.
 * @param helpers instead of such as do nothing.
 */
export async function singleThreadEngine(
  emit: Surroundings['emit'],
  helpers?: Machine['helpers'],
): Promise<Engine> {
  const machine = await singleThreadMachine();
  return new Engine({
    machine: helpers ? { ...machine, helpers } : machine,
    threads: 1,
    version: '0',
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    isHeard: () => true,
    emit,
  });
}

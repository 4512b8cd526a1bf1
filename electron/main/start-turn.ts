import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Starts of one application at the same moment, one at a time. */

const AGAIN_AFTER_MS = 20;

/**
 * Waits for this start's turn. It is held by a folder, which the system lets one process alone make.
 *
 * @param userData what the starts have in common.
 * @param patienceMs after which it goes on, whoever has the turn: it may have ended before it could give it back. The
 *   next one need not wait then.
 * @returns what ends the turn.
 */
export async function takeTurn(userData: string, patienceMs: number): Promise<() => Promise<void>> {
  const turn = join(userData, 'starting');
  const deadline = performance.now() + patienceMs;
  while (!(await make(turn)) && performance.now() < deadline) await delay(AGAIN_AFTER_MS);
  return () => rmdir(turn).catch(() => undefined);
}

/** @returns whether it was made; where no folder can be made, nobody is to wait for it. */
async function make(turn: string): Promise<boolean> {
  try {
    await mkdir(join(turn, '..'), { recursive: true });
    await mkdir(turn);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code !== 'EEXIST';
  }
}

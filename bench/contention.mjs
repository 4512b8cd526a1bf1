// @ts-check
/** Whether somebody else wanted the processors meanwhile: then a measurement says more about them than about itself. */
import { readFileSync } from 'node:fs';

/**
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<T & { contention: number }>} with the part of the time during which some process had to wait for a
 *   processor; 0 where the system does not tell
 */
export async function withContention(run) {
  const start = performance.now();
  const before = waitedMs();
  const result = await run();
  const contention = (waitedMs() - before) / (performance.now() - start);
  return { ...result, contention: Math.max(0, Math.min(1, contention)) };
}

/** Linux's pressure stall information: milliseconds since it started during which somebody waited for a processor. */
function waitedMs() {
  try {
    const [, microseconds = '0'] =
      /^some .*total=(\d+)/m.exec(readFileSync('/proc/pressure/cpu', 'utf8')) ?? [];
    return Number(microseconds) / 1000;
  } catch {
    return 0;
  }
}

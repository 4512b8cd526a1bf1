// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether `target` is missing, or older than any source under `sources` (files or folders). Tests and build
 * outputs do not count as sources.
 *
 * @param {string} target
 * @param {readonly string[]} sources
 */
export function isStale(target, sources) {
  const built = statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.some((source) => newest(source) > built);
}

/**
 * @param {string} path
 * @returns {number} milliseconds since the epoch
 */
function newest(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  const inside = readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== 'build' && !/\.test\.\w+$/.test(name))
    .map(({ name }) => newest(join(path, name)));
  return Math.max(0, ...inside);
}

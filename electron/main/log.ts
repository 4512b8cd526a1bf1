import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A log file for whoever helps when something goes wrong. Nothing of it leaves the machine. */

export type Log = (source: LogSource, line: string) => void;
export type LogSource = 'main' | 'engine' | 'window';

/** A file larger than this at the start of the app makes room for a new one; one old file is kept. */
const MAX_BYTES = 1_000_000;

/**
 * Opens the log of a folder. Lines also go to standard error. A log that cannot be written is done without:
 * it must never be the reason why the app does not work.
 */
export function openLog(folder: string): Log {
  const path = join(folder, 'epoch-lab.log');
  tryTo(() => mkdirSync(folder, { recursive: true }));
  tryTo(() => {
    if (statSync(path).size > MAX_BYTES) renameSync(path, join(folder, 'epoch-lab.old.log'));
  });
  return (source, line) => {
    const text = `${new Date().toISOString()} [${source}] ${line}\n`;
    tryTo(() => appendFileSync(path, text));
    tryTo(() => process.stderr.write(`[${source}] ${line}\n`));
  };
}

/** What was thrown, with where it came from. */
export function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

function tryTo(action: () => void): void {
  try {
    action();
  } catch {
    // See openLog.
  }
}

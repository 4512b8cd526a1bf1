// @ts-check
/** Builds the command line once: tests in several processes that each found it out of date would build over each other. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export function setup() {
  execFileSync(process.execPath, [join(import.meta.dirname, 'epochlab.mjs'), '--version'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

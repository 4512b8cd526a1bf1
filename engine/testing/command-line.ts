import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** The command line as a person starts it, in a process of its own, built first where its sources have changed. */

export const root = resolve(import.meta.dirname, '../..');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function epochlab(...args: string[]): Promise<Outcome> {
  return epochlabUnder([], ...args);
}

/** @param nodeOptions of the Node that runs it. */
export function epochlabUnder(nodeOptions: readonly string[], ...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [...nodeOptions, 'scripts/epochlab.mjs', ...args],
      { cwd: root },
      (problem, stdout, stderr) => {
        done({ code: problem ? Number(problem.code) : 0, stdout, stderr });
      },
    );
  });
}

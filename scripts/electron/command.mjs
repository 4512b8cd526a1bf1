// @ts-check
/** Runs other programs, keeping our own standard output clean for results. */
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Options
 * @property {number} [timeoutMs] after which the program is ended
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {boolean} [show] whether its output goes to standard error instead of into the result
 */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<{ code: number | null, output: string }>} `code` is null where it did not end by itself;
 *   `output` holds standard output and standard error together
 */
export function runCommand(program, args, { timeoutMs, env, cwd, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: show ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      ...(env === undefined ? {} : { env }),
      ...(cwd === undefined ? {} : { cwd }),
    });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: `Error: ${error.message}` }));
    child.on('close', (code, signal) => {
      if (signal) output += `\nError: ${program} was ended by ${signal}`;
      resolve({ code, output });
    });
  });
}

/**
 * The line of a program's output that says best why it failed.
 *
 * @param {string} output
 */
export function reasonIn(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const thrown = lines.find((line) => /^(npm error )?\w*Error: /.test(line));
  const reported = lines.find((line) => /error/i.test(line));
  return (thrown ?? reported ?? lines.at(-1) ?? 'no reason given').trim();
}

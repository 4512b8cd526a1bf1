// @ts-check
import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command a program of node_modules/.bin or of the system, and its arguments
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {boolean} [show] let it print while it runs; otherwise only what a failed step printed is shown
 */

export const root = resolve(import.meta.dirname, '..');
const binaries = resolve(root, 'node_modules/.bin');

/**
 * Runs steps, `atOnce` at a time, and goes on after a failure: a report of everything that is wrong is worth
 * more than the first thing.
 *
 * @param {readonly Step[]} steps
 * @param {{ atOnce?: number }} [options]
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSteps(steps, { atOnce = 1 } = {}) {
  const tally = { passed: 0, failed: 0 };
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const passed = await runStep(step);
      tally[passed ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return tally;
}

/** @param {Step} step */
async function runStep({ name, command, env, show = false }) {
  const started = performance.now();
  if (show) console.log(`── ${name}`);
  const [program, ...args] = command;
  if (program === undefined) throw new Error(`Step "${name}" has no command.`);
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`, ...env },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    // What npm puts into .bin there are scripts, which only a shell starts.
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
  child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
  /** @type {boolean} */
  const passed = await new Promise((done) => {
    child.on('error', (problem) => {
      output += problem.message;
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!passed && !show) console.log(output);
  return passed;
}

/**
 * The closing line of a script that ran steps, and its exit code.
 *
 * @param {{ passed: number, failed: number }} tally
 */
export function conclude({ passed, failed }) {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

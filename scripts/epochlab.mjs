// @ts-check
/**
 * Runs the engine's command line, building it first where its sources have changed. What the build says goes to
 * standard error: standard output belongs to the command.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isStale } from './freshness.mjs';
import { root } from './steps.mjs';

const program = join(root, 'out/cli/epochlab.js');

const sources = [
  'engine',
  'package.json',
  'package-lock.json',
  'vite.cli.config.ts',
  'scripts/kernels.mjs',
  'scripts/winograd',
  'scripts/onnx-runtime.mjs',
];
if (
  isStale(
    program,
    sources.map((path) => join(root, path)),
  )
) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const options = ['build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, [vite, ...options], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}

// In this very process, so that a signal reaches the command and its exit code is this one's.
await import(pathToFileURL(program).href);

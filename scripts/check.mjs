// @ts-check
/** `npm run check`: everything that can be said about the sources without running the product. */
import { fileURLToPath } from 'node:url';
import { conclude, runSteps } from './steps.mjs';

const environments = [
  'engine/tsconfig.json',
  'engine/tsconfig.node.json',
  'electron/tsconfig.json',
  'electron/preload/tsconfig.json',
  'renderer/importer/tsconfig.json',
  'e2e/tsconfig.json',
  'tsconfig.tools.json',
];

/** @type {import('./steps.mjs').Step[]} */
export const checks = [
  // The slowest first, so that the others run beside it.
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  ...environments.map((project) => ({ name: `types: ${project}`, command: ['tsc', '-p', project] })),
  {
    name: 'types: renderer',
    command: [
      'svelte-check',
      '--tsconfig',
      'renderer/tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human',
    ],
  },
  { name: 'format', command: ['prettier', '--check', '.', '--log-level', 'warn'] },
  {
    name: 'import rules',
    command: ['depcruise', 'engine', 'electron', 'renderer', 'scripts', 'e2e', '--output-type', 'err'],
  },
  { name: 'unused code and dependencies', command: ['knip'] },
];

/** So many of them run side by side. */
export const AT_ONCE = 2;

if (process.argv[1] === fileURLToPath(import.meta.url)) conclude(await runSteps(checks, { atOnce: AT_ONCE }));

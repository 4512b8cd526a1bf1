// @ts-check
/**
 * `node scripts/nightly.mjs`: what takes too long for every day. Each step is a part of the tests, with more of it.
 * Names of steps as arguments run these alone.
 */
import { conclude, runSteps } from './steps.mjs';

const FUZZ_RUNS = '100000';
/** On the command line, and sessions of eight kills each of the application. */
const [KILLS, KILL_SESSIONS] = ['100', '14'];

/** @type {import('./steps.mjs').Step[]} */
const steps = [
  {
    name: 'damaged pictures and data sets',
    command: [
      'vitest',
      'run',
      'engine/formats/picture.test.ts',
      'engine/data/import/fuzz.test.ts',
      'engine/data/class-set/class-set.test.ts',
    ],
    env: { EPOCH_LAB_FUZZ_RUNS: FUZZ_RUNS },
    show: true,
  },
  {
    name: 'damaged models',
    command: ['vitest', 'run', 'engine/formats/model-fuzz.test.ts'],
    env: { EPOCH_LAB_FUZZ_RUNS: FUZZ_RUNS },
    show: true,
  },
  {
    name: 'kills of the command line',
    command: ['vitest', 'run', 'engine/cli/kills.test.ts'],
    env: { EPOCH_LAB_KILLS: KILLS },
    show: true,
  },
  {
    name: 'kills of the application',
    command: ['node', 'scripts/e2e.mjs', 'kills.spec.ts'],
    env: { EPOCH_LAB_KILL_SESSIONS: KILL_SESSIONS },
    show: true,
  },
  {
    name: 'commands of the documents',
    command: ['vitest', 'run', 'scripts/documents'],
    env: { EPOCH_LAB_DOCUMENTS: '1' },
    show: true,
  },
];

const wanted = process.argv.slice(2);
conclude(await runSteps(steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))));

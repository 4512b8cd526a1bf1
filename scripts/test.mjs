// @ts-check
/** `npm test`: the checks, the unit tests, and the end-to-end tests in the real Electron. */
import { availableParallelism } from 'node:os';
import { AT_ONCE, checks } from './check.mjs';
import { endToEnd } from './e2e.mjs';
import { hasDisplay } from './electron/libraries.mjs';
import { conclude, runSteps } from './steps.mjs';

const before = await runSteps(checks, { atOnce: AT_ONCE });
const units = await runSteps([{ name: 'unit tests', command: ['vitest', 'run'], show: true }]);
// Much of such a test is waiting for one processor. A person's own screen has room for one app at a time.
const windows = await endToEnd([], hasDisplay(process.env) ? 1 : Math.min(2, availableParallelism()));

conclude({
  passed: before.passed + units.passed + windows.passed,
  failed: before.failed + units.failed + windows.failed,
});

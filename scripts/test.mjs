// @ts-check
/** `npm test`: the checks, the unit tests, and the end-to-end tests in the real Electron. */
import { checks } from './check.mjs';
import { endToEndSteps } from './e2e.mjs';
import { conclude, runSteps } from './steps.mjs';

const before = await runSteps(checks, { atOnce: 2 });
const units = await runSteps([{ name: 'unit tests', command: ['vitest', 'run'], show: true }]);
const endToEnd = await runSteps(await endToEndSteps());

conclude({
  passed: before.passed + units.passed + endToEnd.passed,
  failed: before.failed + units.failed + endToEnd.failed,
});

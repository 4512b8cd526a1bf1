// @ts-check
/**
 * `npm run test:e2e`: builds the application and drives it, in a real Electron, without a network and, where there is
 * no display, on a virtual one. Arguments are passed on to Playwright: `npm run test:e2e -- pad.spec.ts`.
 */
import { fileURLToPath } from 'node:url';
import { electronEnvironment } from './electron/environment.mjs';
import { ensureLibraries, hasDisplay } from './electron/libraries.mjs';
import { resolveElectron } from './electron/resolve.mjs';
import { withoutNetwork } from './no-network.mjs';
import { conclude, runSteps } from './steps.mjs';

/**
 * @param {readonly string[]} [args] for Playwright
 * @param {number} [parts] the test files in so many parts, side by side: each on a screen of its own, for two windows
 *   on one would take the focus from each other, and in a network of its own, or what one does is counted as the other's
 */
export async function endToEnd(args = [], parts = 1) {
  const log = (/** @type {string} */ line) => console.log(line);
  const electron = await resolveElectron({ log });
  await ensureLibraries(electron.executable, { headless: !hasDisplay(process.env), log });
  const env = electronEnvironment(electron);
  const build = {
    name: 'build the application',
    command: ['electron-vite', 'build', '--logLevel', 'warn'],
    env,
  };
  const built = await runSteps([build]);
  const drives = Array.from({ length: parts }, (_, i) => {
    const part = parts === 1 ? [] : [`--shard=${i + 1}/${parts}`, `--output=test-results/${i + 1}`];
    const playwright = ['playwright', 'test', ...part, ...args];
    // Two that look for a free number at the same moment find the same one.
    const number = `--server-num=${99 + 50 * i}`;
    const screen = ['xvfb-run', '--auto-servernum', number, '--server-args=-screen 0 1920x1080x24'];
    const drive = withoutNetwork(hasDisplay(process.env) ? playwright : [...screen, ...playwright]);
    return {
      name: `end to end, in the real Electron${parts === 1 ? '' : `, part ${i + 1}`}`,
      command: drive.command,
      env: { ...env, ...drive.env, PLAYWRIGHT_HTML_OUTPUT_DIR: `playwright-report/${i + 1}` },
      show: true,
    };
  });
  const driven = await runSteps(drives, { atOnce: parts });
  return { passed: built.passed + driven.passed, failed: built.failed + driven.failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) conclude(await endToEnd(process.argv.slice(2)));

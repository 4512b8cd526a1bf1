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
 * @returns {Promise<import('./steps.mjs').Step[]>}
 */
export async function endToEndSteps(args = []) {
  const log = (/** @type {string} */ line) => console.log(line);
  const electron = await resolveElectron({ log });
  await ensureLibraries(electron.executable, { headless: !hasDisplay(process.env), log });
  const env = electronEnvironment(electron);
  const playwright = ['playwright', 'test', ...args];
  const screen = ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1920x1080x24'];
  const drive = withoutNetwork(hasDisplay(process.env) ? playwright : [...screen, ...playwright]);
  return [
    { name: 'build the application', command: ['electron-vite', 'build', '--logLevel', 'warn'], env },
    {
      name: 'end to end, in the real Electron',
      command: drive.command,
      env: { ...env, ...drive.env },
      show: true,
    },
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  conclude(await runSteps(await endToEndSteps(process.argv.slice(2))));
}

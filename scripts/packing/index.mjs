// @ts-check
/**
 * `npm run dist`: the packages of this platform; `npm run dist:dir` (`--dir`): the unpacked application alone. Both
 * end up in dist/. Packs the Electron of this version where it can be downloaded; otherwise the one that stands in
 * for it here, which is for trying and not for giving away: `--release` refuses it. Other arguments after `--` go to
 * electron-builder.
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import sevenZip from '7zip-bin';
import { electronEnvironment } from '../electron/environment.mjs';
import { resolveElectron } from '../electron/resolve.mjs';
import { conclude, runSteps } from '../steps.mjs';

const isRelease = process.argv.includes('--release');
const args = process.argv.slice(2).filter((argument) => argument !== '--release');
const log = (/** @type {string} */ line) => console.log(line);
const electron = await resolveElectron(isRelease ? { log, standIn: false } : { log });
const offline = electron.source === 'stand-in';
const standIn = offline
  ? [`-c.electronDist=${electron.pristineDist}`, `-c.electronVersion=${electron.version}`]
  : [];
/** What can be made without tools that electron-builder would download. */
const targets = offline && args.length === 0 ? ['--linux', 'dir', 'tar.gz', 'deb'] : args;

conclude(
  await runSteps([
    {
      name: 'build the application',
      command: ['electron-vite', 'build', '--logLevel', 'warn'],
      env: electronEnvironment(electron),
    },
    {
      name: 'pack it',
      command: ['electron-builder', ...targets, ...standIn],
      env: offline ? packedTools() : {},
      show: true,
    },
  ]),
);

/** @returns {NodeJS.ProcessEnv} electron-builder's helpers from the npm registry and from Debian. */
function packedTools() {
  const fpm = join(import.meta.dirname, 'fpm.mjs');
  const { path7za } = /** @type {{ path7za: string }} */ (sevenZip);
  chmodSync(path7za, 0o755);
  return { CUSTOM_FPM_PATH: fpm, ELECTRON_BUILDER_7ZIP_PATH: path7za };
}

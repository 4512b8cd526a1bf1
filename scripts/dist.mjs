// @ts-check
/**
 * `npm run dist:dir`: the unpacked application for this platform, in dist/. Packs the Electron of this version
 * where it can be downloaded; otherwise the one that stands in for it here, which is for trying and not for giving
 * away.
 */
import { electronEnvironment } from './electron/environment.mjs';
import { resolveElectron } from './electron/resolve.mjs';
import { conclude, runSteps } from './steps.mjs';

const electron = await resolveElectron({ log: (line) => console.log(line) });
const env = electronEnvironment(electron);
const standIn =
  electron.source === 'stand-in'
    ? [`-c.electronDist=${electron.pristineDist}`, `-c.electronVersion=${electron.version}`]
    : [];

conclude(
  await runSteps([
    { name: 'build the application', command: ['electron-vite', 'build', '--logLevel', 'warn'], env },
    { name: 'pack it', command: ['electron-builder', '--dir', ...standIn], show: true },
  ]),
);

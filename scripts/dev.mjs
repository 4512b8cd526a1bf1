// @ts-check
/** `npm run dev`: the application with hot reload. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronEnvironment } from './electron/environment.mjs';
import { ensureLibraries } from './electron/libraries.mjs';
import { resolveElectron } from './electron/resolve.mjs';
import { root } from './steps.mjs';

const log = (/** @type {string} */ line) => console.error(line);
const electron = await resolveElectron({ log });
await ensureLibraries(electron.executable, { headless: false, log });
const server = spawn(
  process.execPath,
  [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...electronEnvironment(electron) },
  },
);
// Whoever ends this ends the server and the application.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => server.kill(signal));
server.on('exit', (code) => (process.exitCode = code ?? 1));

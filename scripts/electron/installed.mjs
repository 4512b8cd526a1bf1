// @ts-check
/** The binary that the `electron` package of node_modules downloads for itself. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { reasonIn, runCommand } from './command.mjs';
import { describeDist } from './dist.mjs';

/** Some 120 MB on a slow line; a blocked network fails by itself long before. */
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

/** @returns {string | null} the folder of the `electron` package; null where it is not installed */
export function electronPackage() {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/**
 * The binary of the package, if it was downloaded, and for the version that the package has now.
 *
 * @param {string} packageFolder
 * @param {import('./dist.mjs').Source} [source]
 */
export function installedElectron(packageFolder, source = 'package') {
  const dist = path.join(packageFolder, 'dist');
  if (!existsSync(path.join(packageFolder, 'path.txt')) || !existsSync(dist)) return null;
  try {
    const electron = describeDist(dist, source);
    return electron.version === versionOfPackage(packageFolder) ? electron : null;
  } catch {
    return null;
  }
}

/**
 * Lets the package download its binary, from wherever ELECTRON_MIRROR and its kin say.
 *
 * @param {string} packageFolder
 * @param {import('./dist.mjs').Log} log
 * @returns {Promise<import('./dist.mjs').Electron>}
 * @throws {Error} in one line
 */
export async function downloadElectron(packageFolder, log) {
  log(`Downloading Electron ${versionOfPackage(packageFolder)} ...`);
  const script = path.join(packageFolder, 'install.js');
  const { code, output } = await runCommand(process.execPath, [script], { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  const electron = code === 0 ? installedElectron(packageFolder, 'download') : null;
  if (electron) return electron;
  throw new Error(
    `Electron's own download failed (${code === 0 ? 'nothing was installed' : reasonIn(output)}).`,
  );
}

/**
 * @param {string} packageFolder
 * @returns {string}
 */
function versionOfPackage(packageFolder) {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return version;
}

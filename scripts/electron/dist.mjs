// @ts-check
/** What an unpacked Electron folder (a "dist") holds. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** @typedef {'override' | 'package' | 'download' | 'stand-in'} Source */

/**
 * @typedef {object} Electron
 * @property {string} executable absolute path of the file to run
 * @property {string} dist the folder around it, as ELECTRON_OVERRIDE_DIST_PATH wants it
 * @property {string | null} pristineDist the same without an app in `resources`, as a packager wants it;
 *   null where there is none
 * @property {string} version such as `33.2.1`
 * @property {number} major such as `33`
 * @property {Source} source where it was found
 */

/** @typedef {(line: string) => void} Log receives one line for people, without a line break */

/**
 * @param {string} dist
 * @param {NodeJS.Platform} [platform]
 */
export function executableIn(dist, platform = process.platform) {
  if (platform === 'darwin') return path.join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(dist, platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * @param {string} dist
 * @param {Source} source
 * @param {NodeJS.Platform} [platform]
 * @returns {Electron}
 * @throws {Error} in one line, where there is no Electron in the folder
 */
export function describeDist(dist, source, platform = process.platform) {
  const folder = path.resolve(dist);
  const executable = executableIn(folder, platform);
  requireExecutable(executable);
  const version = versionOf(folder, executable);
  const major = Number.parseInt(version, 10);
  return { executable, dist: folder, pristineDist: pristineDistOf(folder, platform), version, major, source };
}

/** @param {string} file */
function requireExecutable(file) {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Error(`there is no Electron at ${file}`);
  try {
    accessSync(file, constants.X_OK);
  } catch {
    throw new Error(`${file} is not executable`);
  }
}

/**
 * Official builds carry a `version` file; distributions' own builds may not, and are asked.
 *
 * @param {string} dist
 * @param {string} executable
 */
function versionOf(dist, executable) {
  const version = readVersionFile(dist) ?? askVersion(executable);
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`"${version}" is no Electron version, of ${executable}`);
  return version;
}

/** @param {string} dist */
function readVersionFile(dist) {
  const file = path.join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

/** @param {string} executable */
function askVersion(executable) {
  try {
    return execFileSync(executable, ['-p', 'process.versions.electron'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    }).trim();
  } catch {
    throw new Error(`${executable} has no file "version" beside it and does not tell its version when run`);
  }
}

/**
 * The stand-in keeps a copy without its loader in a sibling folder; every other Electron is pristine itself.
 *
 * @param {string} dist
 * @param {NodeJS.Platform} platform
 */
function pristineDistOf(dist, platform) {
  if (!existsSync(path.join(dist, 'resources', 'app'))) return dist;
  const sibling = path.join(path.dirname(dist), 'pristine');
  return existsSync(executableIn(sibling, platform)) ? sibling : null;
}

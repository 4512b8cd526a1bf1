// @ts-check
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { executableIn } from './dist.mjs';
import { resolveElectron } from './resolve.mjs';
import { makeStandIn } from './stand-in.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'resolve-electron-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/**
 * @param {string} dist
 * @param {string} version
 * @param {NodeJS.Platform} [platform]
 */
function fakeDist(dist, version, platform) {
  const executable = executableIn(dist, platform);
  mkdirSync(path.dirname(executable), { recursive: true });
  writeFileSync(executable, '', { mode: 0o755 });
  writeFileSync(path.join(dist, 'version'), version);
}

/**
 * An `electron` package whose download runs the given code.
 *
 * @param {string} install
 */
function fakePackage(install) {
  const packageFolder = path.join(folder, 'electron');
  mkdirSync(packageFolder, { recursive: true });
  writeFileSync(path.join(packageFolder, 'package.json'), '{ "name": "electron", "version": "45.0.0" }');
  writeFileSync(path.join(packageFolder, 'install.js'), install);
  return packageFolder;
}

/** @param {string} packageFolder */
function fakeDownloaded(packageFolder, version = '45.0.0') {
  fakeDist(path.join(packageFolder, 'dist'), version);
  writeFileSync(path.join(packageFolder, 'path.txt'), 'electron');
}

const UPDATES =
  'require("node:fs").writeFileSync(require("node:path").join(__dirname, "dist", "version"), "45.0.0");';
const BLOCKED = 'console.error("TypeError: fetch failed\\n    at somewhere"); process.exit(1);';

/** @param {string} made */
async function fakeMake(made) {
  fakeDist(path.join(made, 'dist'), '33.2.1', 'linux');
  fakeDist(path.join(made, 'pristine'), '33.2.1', 'linux');
  mkdirSync(path.join(made, 'dist', 'resources', 'app'), { recursive: true });
}

/** @type {typeof makeStandIn} */
const makeFake = (cache, log) => makeStandIn(cache, log, fakeMake);

/** @type {typeof makeStandIn} */
const makeNothing = async () => {
  throw new Error('npm could not get it');
};

function setting() {
  return { env: { XDG_CACHE_HOME: path.join(folder, 'cache') }, standIn: true, make: makeFake };
}

describe('ELECTRON_OVERRIDE_DIST_PATH', () => {
  test('goes before everything else', async () => {
    const packageFolder = fakePackage(BLOCKED);
    fakeDownloaded(packageFolder);
    const dist = path.join(folder, 'mine');
    fakeDist(dist, 'v40.1.2\n');
    const electron = await resolveElectron({ packageFolder, env: { ELECTRON_OVERRIDE_DIST_PATH: dist } });
    expect(electron).toEqual({
      executable: executableIn(dist),
      dist,
      pristineDist: dist,
      version: '40.1.2',
      major: 40,
      source: 'override',
    });
  });

  test('is refused where no Electron lies', async () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, 'nothing') };
    await expect(resolveElectron({ env })).rejects.toThrow(
      /^ELECTRON_OVERRIDE_DIST_PATH is set to .*nothing, but there is no Electron at .*\.$/,
    );
  });

  test('has no pristine copy where an app lies in it', async () => {
    const dist = path.join(folder, 'mine');
    fakeDist(dist, '40.1.2');
    mkdirSync(path.join(dist, 'resources', 'app'), { recursive: true });
    const electron = await resolveElectron({ env: { ELECTRON_OVERRIDE_DIST_PATH: dist } });
    expect(electron.pristineDist).toBeNull();
  });
});

describe("the package's own binary", () => {
  test('is used once it was downloaded', async () => {
    const packageFolder = fakePackage(BLOCKED);
    fakeDownloaded(packageFolder);
    const electron = await resolveElectron({ ...setting(), packageFolder });
    expect(electron).toMatchObject({ version: '45.0.0', source: 'package' });
  });

  test('is downloaded where it is missing or left from another version', async () => {
    const packageFolder = fakePackage(UPDATES);
    fakeDownloaded(packageFolder, '44.0.0');
    const electron = await resolveElectron({ ...setting(), packageFolder });
    expect(electron).toMatchObject({ version: '45.0.0', source: 'download' });
  });
});

describe('the stand-in', () => {
  test('is made where the download fails, and found again', async () => {
    const packageFolder = fakePackage(BLOCKED);
    /** @type {string[]} */
    const lines = [];
    const log = (/** @type {string} */ line) => lines.push(line);
    const made = await resolveElectron({ ...setting(), packageFolder, log });
    expect(lines.at(-1)).toBe("Electron's own download failed (TypeError: fetch failed).");
    expect(made).toMatchObject({ version: '33.2.1', major: 33, source: 'stand-in' });
    expect(made.pristineDist).toBe(path.join(path.dirname(made.dist), 'pristine'));

    const found = await resolveElectron({ ...setting(), packageFolder, make: makeNothing });
    expect(found).toEqual(made);
  });

  test('gives way to the download when asked', async () => {
    await makeFake(path.join(folder, 'cache', 'epoch-lab'), () => {});
    const packageFolder = fakePackage(UPDATES);
    fakeDownloaded(packageFolder, '44.0.0');
    expect(await resolveElectron({ ...setting(), packageFolder })).toMatchObject({ source: 'stand-in' });
    expect(await resolveElectron({ ...setting(), packageFolder, download: true })).toMatchObject({
      source: 'download',
    });
  });

  test('is not taken for a release, though it is there', async () => {
    await makeFake(path.join(folder, 'cache', 'epoch-lab'), () => {});
    const found = resolveElectron({ ...setting(), packageFolder: fakePackage(BLOCKED), standIn: false });
    await expect(found).rejects.toThrow(/fetch failed.*\n.*stand-in/);
  });

  test('is not accepted half made', async () => {
    const cache = path.join(folder, 'cache', 'epoch-lab');
    const interrupted = makeStandIn(
      cache,
      () => {},
      async (made) => {
        await fakeMake(made);
        throw new Error('interrupted');
      },
    );
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(readdirSync(cache)).toEqual([]);
  });

  test('replaces a damaged one', async () => {
    const cache = path.join(folder, 'cache', 'epoch-lab');
    const { executable } = await makeFake(cache, () => {});
    rmSync(executable);
    await makeFake(cache, () => {});
    expect(existsSync(executable)).toBe(true);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  test('is made by several runs at once', async () => {
    const cache = path.join(folder, 'cache', 'epoch-lab');
    const runs = await Promise.all([1, 2, 3].map(() => makeFake(cache, () => {})));
    expect(new Set(runs.map((electron) => electron.executable)).size).toBe(1);
    expect(readdirSync(cache)).toHaveLength(1);
  });
});

test('says what was tried and what to do', async () => {
  const found = resolveElectron({ ...setting(), packageFolder: fakePackage(BLOCKED), make: makeNothing });
  await expect(found).rejects.toThrow(/fetch failed.*\nnpm could not get it\n.*ELECTRON_OVERRIDE_DIST_PATH/);
});

test('asks an Electron without a version file for its version', async (context) => {
  if (process.platform === 'win32') return context.skip();
  const dist = path.join(folder, 'mine');
  fakeDist(dist, '');
  rmSync(path.join(dist, 'version'));
  writeFileSync(executableIn(dist), '#!/bin/sh\necho 41.0.0\n');
  const electron = await resolveElectron({ env: { ELECTRON_OVERRIDE_DIST_PATH: dist } });
  expect(electron.version).toBe('41.0.0');
});

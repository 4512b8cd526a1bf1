// @ts-check
/**
 * Makes a packaged Electron start as the stock one does: `electron [flags] <app> [arguments]`.
 *
 * The stand-in (../stand-in.mjs) carries a copy of this folder as `resources/app`. After a change
 * here, raise RECIPE_VERSION in ../recipe.mjs, or old copies stay in use.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app as publicApp } from 'electron';

const USAGE = 'Usage: electron [-r <module>] [flags] <folder or file of an app> [arguments]';

/**
 * What follows is not in the typings; Electron's own default app uses it too.
 *
 * @typedef {{ setVersion(version: string): void, setAppPath(folder: string): void }} HiddenApp
 * @typedef {object} HiddenModule
 * @property {(modules: string[]) => void} _preloadModules
 * @property {(request: string, parent: null, isMain: boolean) => string} _resolveFilename
 */
const app = /** @type {typeof publicApp & HiddenApp} */ (publicApp);
const { _preloadModules, _resolveFilename } = /** @type {HiddenModule} */ (/** @type {unknown} */ (Module));

/** @typedef {{ target: string | null, modules: string[] }} CommandLine */

/**
 * The first argument that is no flag is the app; what follows it belongs to the app.
 *
 * @param {string[]} args without the executable
 * @returns {CommandLine}
 */
function parseCommandLine(args) {
  /** @type {string[]} */
  const modules = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '-r' || arg === '--require') {
      const module = args[++i];
      if (module === undefined) exit(1, `${arg} wants a module.`);
      modules.push(module);
    } else if (arg === '-v' || arg === '--version') {
      exit(0, `v${process.versions.electron}`);
    } else if (arg === '-a' || arg === '--abi') {
      exit(0, process.versions.modules);
    } else if (arg.startsWith('--app=')) {
      return { target: arg.slice('--app='.length), modules };
    } else if (!arg.startsWith('-')) {
      return { target: arg, modules };
    }
  }
  return { target: null, modules };
}

/**
 * Takes over the name, version and data folder that Electron derived from the loader's own package.
 *
 * @param {string} folder of the app
 */
function adoptPackage(folder) {
  const description = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (description.version) app.setVersion(description.version);
  const name = description.productName ?? description.name;
  if (name) app.setName(name);
  if (process.platform === 'linux') app.setDesktopName(description.desktopName ?? `${app.getName()}.desktop`);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  }
}

/**
 * Node's own look-up of an entry point: `main` of a package.json, else index.js, or the file itself.
 *
 * @param {string} target
 * @returns {string}
 */
function entryPoint(target) {
  try {
    return _resolveFilename(target, null, true);
  } catch (error) {
    return exit(
      1,
      `Unable to find an Electron app at ${target}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/**
 * @param {number} code
 * @param {string} message
 * @returns {never}
 */
function exit(code, message) {
  (code === 0 ? console.log : console.error)(message);
  process.exit(code);
}

const { target, modules } = parseCommandLine(process.argv.slice(1));

// Playwright hooks itself in here; it must run before the app is ready.
if (modules.length > 0) _preloadModules(modules);

if (target === null) exit(1, USAGE);
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const root = path.resolve(target);
const isPackage = existsSync(path.join(root, 'package.json'));
if (isPackage) adoptPackage(root);
const main = entryPoint(root);
app.setAppPath(isPackage ? root : path.dirname(main));

await import(pathToFileURL(main).href);

#!/usr/bin/env node
// @ts-check
/** Command line: finds or gets an Electron to run, and tells where it is. */
import { parseArgs } from 'node:util';
import { electronEnvironment } from './environment.mjs';
import { ensureLibraries } from './libraries.mjs';
import { resolveElectron } from './resolve.mjs';

const HELP = `Usage: node scripts/electron/index.mjs [options]

Finds an Electron for development and tests, or gets one, and makes sure that it can start.

  --json                 prints one JSON object instead of lines for people:
                         executable, dist, pristineDist (for a packager), version, major, source, env
  --headless-libraries   also makes sure of what tests without a screen need (Xvfb and so on)
  --download             tries Electron's own download even where a stand-in is at hand
  --help

Steps are told on standard error. Exit code: 0 found, 1 nothing found, 2 wrong use.
Settings: ELECTRON_OVERRIDE_DIST_PATH, ELECTRON_MIRROR, XDG_CACHE_HOME.`;

const FOUND = 0;
const NOTHING_FOUND = 1;
const WRONG_USE = 2;

function readOptions() {
  return parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      'headless-libraries': { type: 'boolean', default: false },
      download: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

/** @param {ReturnType<typeof readOptions>} options */
async function run(options) {
  const log = (/** @type {string} */ line) => console.error(line);
  const electron = await resolveElectron({ log, download: options.download });
  await ensureLibraries(electron.executable, { headless: options['headless-libraries'], log });

  const env = electronEnvironment(electron);
  if (options.json) console.log(JSON.stringify({ ...electron, env }));
  else {
    console.log(`Electron ${electron.version} (${electron.source})`);
    console.log(`  to run:     ${electron.executable}`);
    console.log(`  to package: ${electron.pristineDist ?? 'none'}`);
    for (const [name, value] of Object.entries(env)) console.log(`  ${name}=${value}`);
  }
}

async function main() {
  let options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return WRONG_USE;
  }
  if (options.help) {
    console.log(HELP);
    return FOUND;
  }
  try {
    await run(options);
    return FOUND;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return NOTHING_FOUND;
  }
}

process.exitCode = await main();

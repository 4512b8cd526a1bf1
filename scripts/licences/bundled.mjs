// @ts-check
/**
 * Vite plugin: writes the licences of all that a bundle holds, and with it those of all that the application ships, to
 * `out/licences/THIRD_PARTY_LICENCES.txt`. Which packages these are, the bundler says: a dependency of a dependency
 * cannot be forgotten. The build fails on a package without the text of a licence.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { alwaysShipped, besideThePackage } from './others.mjs';

/**
 * @typedef {object} Shipped
 * @property {string} name
 * @property {string} version
 * @property {string} licence its short name
 * @property {string} text
 */

export const LICENCES_FILE = 'THIRD_PARTY_LICENCES.txt';

/**
 * @param {string} bundle its name: each writes what it holds, and the last one has written them all
 * @returns {import('vite').Plugin}
 */
export function licencesOf(bundle) {
  const root = process.cwd();
  const folder = join(root, 'out/licences');
  return {
    name: 'licences-of-bundle',
    generateBundle(_options, files) {
      const assets = Object.values(files).flatMap((file) =>
        file.type === 'asset' ? file.originalFileNames : [],
      );
      const sources = [...this.getModuleIds(), ...assets.map((name) => resolve(root, 'renderer', name))];
      const packages = new Set(sources.map(packageFolder).filter((found) => found !== null));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${bundle}.json`), JSON.stringify([...packages].map(describePackage)));
      writeFileSync(
        join(folder, LICENCES_FILE),
        licencesText([...readBundles(folder), ...alwaysShipped(root)]),
      );
    },
  };
}

/**
 * The folder of the package that a module is of; null for our own.
 *
 * @param {string} id may begin with a NUL and end with a query
 */
export function packageFolder(id) {
  const path = id.replaceAll('\0', '').replace(/\?.*$/, '').split('/').join(sep);
  const at = path.lastIndexOf(`${sep}node_modules${sep}`);
  if (at < 0) return null;
  const [first = '', second = ''] = path.slice(at + '/node_modules/'.length).split(sep);
  return join(path.slice(0, at), 'node_modules', first.startsWith('@') ? join(first, second) : first);
}

/**
 * @param {string} folder of a package
 * @returns {Shipped}
 */
export function describePackage(folder) {
  /** @type {{ name: string, version: string, license: string }} */
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = [
    ...readdirSync(folder)
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
    ...besideThePackage(name, folder),
  ];
  if (texts.length === 0)
    throw new Error(`${name} ships without the text of its licence: see scripts/licences.`);
  return { name, version, licence: license, text: texts.join('\n\n') };
}

/** @param {string} folder */
function readBundles(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      /** @type {Shipped[]} */
      const shipped = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return shipped;
    });
}

/** @param {readonly Shipped[]} shipped */
export function licencesText(shipped) {
  const once = new Map(shipped.map((each) => [`${each.name} ${each.version}`, each]));
  const sorted = [...once.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'));
  const list = sorted.map(({ name, version, licence }) => `  ${`${name} ${version}`.trim()}: ${licence}`);
  const line = '─'.repeat(80);
  const texts = sorted.map(
    ({ name, version, licence, text }) =>
      `${line}\n${`${name} ${version}`.trim()}\n${licence}\n${line}\n\n${text.replaceAll('\r', '').trim()}\n`,
  );
  const head = 'What Epoch Lab ships that others made, and the licences that they gave it under.';
  return `${head}\n\n${list.join('\n')}\n\n\n${texts.join('\n\n')}`;
}

// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../steps.mjs';

/** Names of the packages: those that the guide tells, and such that a checksum finds its file wherever it is kept. */

const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const settings = parse(read('electron-builder.yml'));
const { name, version } = JSON.parse(read('package.json'));

/** electron-builder's own names of these have the product's name in them, and so a space. */
const named = /** @type {const} */ ([
  ['appImage', 'AppImage'],
  ['nsis', 'exe'],
  ['msi', 'msi'],
  ['portable', 'exe'],
  ['mac', 'dmg'],
  ['mac', 'zip'],
]);

const files = named.map(([target, ext]) => {
  const macros = /** @type {Record<string, string>} */ ({ name, version, arch: 'universal', ext });
  const pattern = String(settings[target].artifactName);
  return pattern.replaceAll(/\$\{(\w+)\}/g, (macro, key) => macros[key] ?? macro);
});

test.each(files)('%s is a name that every place keeps as it is', (file) => {
  expect(file).toMatch(/^[\w.-]+$/);
});

test('no two packages have the same', () => {
  expect(new Set(files).size).toBe(files.length);
});

test('the guide has each, and the workflow takes up each', () => {
  const [guide, workflow] = [read('docs/guide/install.md'), read('.github/workflows/release.yml')];
  expect(files.filter((file) => !file.endsWith('.zip') && !guide.includes(`\`${file}\``))).toEqual([]);
  const endings = [...named.map(([, ext]) => ext), ...settings.linux.target];
  expect(endings.filter((ending) => !workflow.includes(`'*.${ending}'`))).toEqual([]);
});

// @ts-check
/** Licences that no bundler knows of: of what is no package, and of what packages have in them without saying so. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./bundled.mjs').Shipped} Shipped */

/**
 * Texts that belong to a package besides the licence in its folder.
 *
 * @param {string} name
 * @param {string} folder
 * @returns {string[]}
 */
export function besideThePackage(name, folder) {
  const root = process.cwd();
  const read = (/** @type {string} */ path) => readFileSync(path, 'utf8');
  switch (name) {
    // Published without a licence; with it come those of all that is compiled into its WebAssembly.
    case 'onnxruntime-web':
      return [read(join(root, 'resources/licences/onnx-runtime.txt'))];
    case '@jsquash/webp':
      return [`libwebp:\n\n${read(join(folder, 'codec/LICENSE.codec.md'))}`];
    // Its fonts are under the same licence as the others, which have its text with them.
    case 'katex':
      return [
        `The KaTeX fonts: Copyright (c) 2009-2010, Design Science, Inc., (c) 2014-2018 Khan Academy. They are under the SIL Open Font License, Version 1.1, whose text stands with the fonts from Fontsource.`,
      ];
    default:
      return [];
  }
}

/**
 * @param {string} root
 * @returns {Shipped[]}
 */
export function alwaysShipped(root) {
  const datasets = join(root, 'resources/datasets');
  const packageOf = (/** @type {string} */ name) => {
    /** @type {{ version: string }} */
    const description = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    return description;
  };
  const licenceOf = (/** @type {string} */ name) =>
    readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8');
  return [
    {
      name: 'Electron, with Chromium and Node.js',
      version: '',
      licence: 'MIT, and those in LICENSES.chromium.html beside the program',
      text: licenceOf('electron'),
    },
    {
      // Parts of its library are compiled into the kernels.
      name: 'AssemblyScript',
      version: packageOf('assemblyscript').version,
      licence: 'Apache-2.0',
      text: licenceOf('assemblyscript'),
    },
    ...readdirSync(datasets).map((id) => {
      const { name, licence } = JSON.parse(readFileSync(join(datasets, id, 'manifest.json'), 'utf8'));
      const text = readFileSync(join(datasets, id, 'LICENCE.txt'), 'utf8');
      return { name: `${name}, the data set`, version: '', licence, text };
    }),
  ];
}

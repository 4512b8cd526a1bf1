// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describePackage, licencesText, packageFolder } from './bundled.mjs';
import { alwaysShipped } from './others.mjs';

test.each([
  ['/w/node_modules/svelte/src/index.js', '/w/node_modules/svelte'],
  ['\0/w/node_modules/@kurkle/color/dist/color.js?commonjs', '/w/node_modules/@kurkle/color'],
  ['/w/node_modules/a/node_modules/b/i.js', '/w/node_modules/a/node_modules/b'],
  ['/w/renderer/main.ts', null],
])('%j is of %j', (id, folder) => {
  expect(packageFolder(id)).toBe(folder);
});

test('a package without the text of its licence stops the build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-lab-licence-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'bare'));
  const bare = { name: 'bare', version: '1.0.0', license: 'MIT' };
  writeFileSync(join(folder, 'bare/package.json'), JSON.stringify(bare));
  expect(() => describePackage(join(folder, 'bare'))).toThrow('bare ships without the text of its licence');
  writeFileSync(join(folder, 'bare/LICENCE.md'), 'Do as you like.');
  expect(describePackage(join(folder, 'bare'))).toMatchObject({ licence: 'MIT', text: 'Do as you like.' });
});

test('a package of two bundles is told once, and what is no package is told too', () => {
  const package_ = { name: 'fflate', version: '0.8.2', licence: 'MIT', text: 'Its text.' };
  const text = licencesText([package_, package_, ...alwaysShipped(process.cwd())]);
  expect(text.match(/Its text\./g)).toHaveLength(1);
  for (const name of ['Electron', 'AssemblyScript', 'MNIST, the data set', 'Fashion-MNIST, the data set']) {
    expect(text).toContain(name);
  }
});

#!/usr/bin/env node
// @ts-check
/**
 * Makes a Debian package with Debian's own `dpkg-deb`, told as electron-builder tells fpm: the fpm that it would
 * download is not to be had without the internet. Understands what electron-builder says for "deb", nothing else.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: told, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { type: 'string', short: 's' },
    t: { type: 'string', short: 't' },
    force: { type: 'boolean' },
    d: { type: 'string', short: 'd', multiple: true, default: [] },
    'deb-recommends': { type: 'string', multiple: true, default: [] },
    'deb-compression': { type: 'string', default: 'xz' },
    'deb-priority': { type: 'string', default: 'optional' },
    architecture: { type: 'string', default: '' },
    'after-install': { type: 'string', default: '' },
    'after-remove': { type: 'string', default: '' },
    description: { type: 'string', default: '' },
    version: { type: 'string', default: '' },
    package: { type: 'string', default: '' },
    name: { type: 'string', default: '' },
    maintainer: { type: 'string', default: '' },
    vendor: { type: 'string', default: '' },
    url: { type: 'string', default: '' },
    license: { type: 'string', default: '' },
    category: { type: 'string', default: 'education' },
  },
});
/** Those that dpkg-deb calls otherwise. */
const compressions = /** @type {Readonly<Record<string, string>>} */ ({ gz: 'gzip', zst: 'zstd' });
const compression = told['deb-compression'];
if (told.s !== 'dir' || told.t !== 'deb') throw new Error('This makes a Debian package from folders only.');

const tree = mkdtempSync(join(tmpdir(), 'epoch-lab-deb-'));
try {
  for (const mapping of positionals) {
    const [from = '', to = ''] = mapping.split('=');
    const target = join(tree, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  const installedKiB = Math.ceil(sizeOf(tree) / 1024);
  mkdirSync(join(tree, 'DEBIAN'));
  writeFileSync(join(tree, 'DEBIAN/control'), control(installedKiB));
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
  const scripts = { postinst: told['after-install'], postrm: told['after-remove'] };
  for (const [name, source] of Object.entries(scripts)) {
    copyFileSync(source, join(tree, 'DEBIAN', name));
    chmodSync(join(tree, 'DEBIAN', name), 0o755);
  }
  execFileSync(
    'dpkg-deb',
    ['--root-owner-group', `-Z${compressions[compression] ?? compression}`, '--build', tree, told.package],
    {
      stdio: ['ignore', 2, 2],
    },
  );
} finally {
  rmSync(tree, { recursive: true, force: true });
}

/** @param {number} installedKiB */
function control(installedKiB) {
  // A description's first line is the synopsis; each further one begins with a space, an empty one with " .".
  const [synopsis = '', ...rest] = told.description
    .split('\n')
    .filter((line, i) => i > 0 || line.trim() !== '');
  const fields = {
    Package: told.name,
    Version: told.version,
    Architecture: told.architecture,
    Maintainer: told.maintainer,
    'Installed-Size': String(installedKiB),
    Depends: told.d.join(', '),
    Recommends: told['deb-recommends'].join(', '),
    Section: told.category,
    Priority: told['deb-priority'],
    Homepage: told.url,
    Description: [synopsis.trim(), ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== '');
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}

/** @param {string} folder */
function sizeOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, file) => sum + lstatSync(join(file.parentPath, file.name)).size, 0);
}

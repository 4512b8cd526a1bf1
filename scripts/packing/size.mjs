// @ts-check
/** `node scripts/packing/size.mjs`: what the unpacked application of `npm run dist` is made of, and its packages' sizes. */
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from '../steps.mjs';

const MB = 1e6;
const dist = join(root, 'dist');
const unpacked = join(dist, 'linux-unpacked');
if (!existsSync(unpacked)) {
  console.error('There is no dist/linux-unpacked: make it with npm run dist, or npm run dist:dir.');
  process.exit(1);
}

/** The first that fits. Paths are those in the application; of what is in its archive, those in out/. */
/** @type {readonly (readonly [string, RegExp])[]} */
const parts = [
  ['MNIST and Fashion-MNIST', /^resources\/datasets\//],
  ['ONNX Runtime, which checks exports', /^out\/main\/onnx/],
  ['fonts', /\.woff2$/],
  ['code and styles of Epoch Lab', /^out\/(main|preload|renderer)\//],
  ['models, labs, licences', /^(resources|out\/licences)\/|^LICENSE/],
  ['Electron: the program', /^epoch-lab$/],
  ['Electron: its libraries and data', /./],
];

const application = filesBelow(unpacked).filter(({ path }) => path !== 'resources/app.asar');
const archived = filesBelow(join(root, 'out'), 'out').filter(
  ({ path }) => !path.startsWith('out/cli/') && !path.endsWith('.json'),
);
const totals = new Map(parts.map(([name]) => [name, 0]));
for (const { path, size } of [...application, ...archived]) {
  const part = parts.find(([, pattern]) => pattern.test(path))?.[0] ?? '';
  totals.set(part, (totals.get(part) ?? 0) + size);
}
for (const [name, size] of totals) tell(name, size);
tell(
  'together',
  [...totals.values()].reduce((sum, size) => sum + size, 0),
);
for (const name of readdirSync(dist)) {
  const file = lstatSync(join(dist, name));
  if (file.isFile() && file.size > MB) tell(name, file.size);
}

/**
 * @param {string} folder
 * @param {string} prefix
 */
function filesBelow(folder, prefix = '') {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: join(prefix, relative(folder, path)).split(sep).join('/'),
      size: lstatSync(path).size,
    }));
}

/**
 * @param {string} name
 * @param {number} size in bytes
 */
function tell(name, size) {
  console.log(`${name.padEnd(40)} ${(size / MB).toFixed(1).padStart(7)} MB`);
}

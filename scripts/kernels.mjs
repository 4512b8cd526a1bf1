// @ts-check
/**
 * Compiles the engine's kernels from AssemblyScript to WebAssembly, when they are newer than what is there.
 * Used by the builds, by the unit tests, and from the command line: `node scripts/kernels.mjs`.
 */
import { createMemoryStream, main as compile } from 'assemblyscript/asc';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isStale } from './freshness.mjs';
import { winogradTiles } from './winograd/tiles.mjs';

const root = findRoot(import.meta.dirname);
const sources = join(root, 'engine/kernels/wasm');

/** The default build, and the fast one: whose results differ in their last bits from processor to processor. */
export const BUILDS = ['kernels.wasm', 'kernels-fast.wasm'];

/**
 * @param {{ fast?: boolean }} [choice]
 * @returns {Promise<string>} the path of the compiled module
 */
export async function compileKernels({ fast = false } = {}) {
  const output = join(sources, 'build', BUILDS[fast ? 1 : 0] ?? '');
  const scripts = ['kernels.mjs', 'winograd'].map((name) => join(root, 'scripts', name));
  if (!isStale(output, [sources, ...scripts])) return output;
  mkdirSync(join(sources, 'build'), { recursive: true });
  const tiles = join(sources, 'build/winograd-tiles.ts');
  writeFileSync(`${tiles}.${process.pid}`, winogradTiles());
  renameSync(`${tiles}.${process.pid}`, tiles);
  // Compiled beside and renamed, so that a build at the same time never reads half a module.
  const temporary = `${output}.${process.pid}`;
  const problems = createMemoryStream();
  const options = [
    join(sources, 'index.ts'),
    ...['--outFile', temporary],
    ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--runtime', 'stub', '--use', 'abort='],
    ...['--enable', 'simd', '--enable', 'threads'],
    ...(fast ? ['--enable', 'relaxed-simd'] : []),
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ];
  const { error } = await compile(options, { stderr: problems });
  if (error) throw new Error(`The kernels do not compile:\n${problems.toString()}`);
  renameSync(temporary, output);
  return output;
}

/**
 * electron-vite bundles its configuration, with this file in it, into the top folder; so "the folder above" would
 * not do.
 *
 * @param {string} folder
 * @returns {string}
 */
function findRoot(folder) {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/**
 * Vite plugin: puts the kernels beside the bundle that runs them.
 *
 * @returns {import('vite').Plugin}
 */
export function kernelsBesideBundle() {
  return {
    name: 'kernels-beside-bundle',
    async generateBundle() {
      for (const fileName of BUILDS) {
        const source = readFileSync(await compileKernels({ fast: fileName !== BUILDS[0] }));
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const fast of [false, true]) console.log(await compileKernels({ fast }));
}

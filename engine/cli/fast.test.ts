import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { compileKernels } from '../../scripts/kernels.mjs';

const root = resolve(import.meta.dirname, '../..');
const SWITCH = '--experimental-wasm-relaxed-simd';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function train(nodeOptions: readonly string[], ...options: string[]): Promise<Outcome> {
  const quickly = [
    '--preset',
    'report',
    '--train-images',
    '800',
    '--epochs',
    '1',
    '--threads',
    '2',
    '--json',
  ];
  const args = [...nodeOptions, 'scripts/epochlab.mjs', 'train', ...quickly, ...options];
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: root }, (problem, stdout, stderr) => {
      done({ code: problem ? Number(problem.code) : 0, stdout, stderr });
    });
  });
}

/** The last line: what came of the run. */
function result({ stdout }: Outcome) {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as {
    fingerprint: string;
    testAccuracy: number;
  };
}

/** Whether WebAssembly here has relaxed SIMD without being asked. */
let isSupported: boolean;
beforeAll(async () => {
  isSupported = WebAssembly.validate(new Uint8Array(readFileSync(await compileKernels({ fast: true }))));
}, 120_000);

test('the fast build trains as well, and its fingerprint says so', async () => {
  const [fast, exact] = await Promise.all([train(isSupported ? [] : [SWITCH], '--fast'), train([])]);
  expect(fast, fast.stderr).toMatchObject({ code: 0 });
  expect(result(fast).fingerprint).not.toBe(result(exact).fingerprint);
  expect(Math.abs(result(fast).testAccuracy - result(exact).testAccuracy)).toBeLessThan(0.02);
}, 120_000);

test('without relaxed SIMD --fast is refused, with what to do', async () => {
  if (isSupported) return;
  const { code, stdout, stderr } = await train([], '--fast');
  expect(code).toBeGreaterThan(0);
  expect(JSON.parse(stdout)).toMatchObject({ event: 'error', code: 'wrong-state' });
  expect(stderr).toMatch(/relaxed SIMD.*--experimental-wasm-relaxed-simd/s);
}, 120_000);

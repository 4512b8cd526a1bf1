import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { compileKernels } from '../../scripts/kernels.mjs';
import { epochlabUnder, type Outcome } from '../testing/command-line.ts';

const SWITCH = '--experimental-wasm-relaxed-simd';
const QUICKLY = '--preset report --train-images 800 --epochs 1 --threads 2 --json'.split(' ');

const train = (nodeOptions: readonly string[], ...options: string[]) =>
  epochlabUnder(nodeOptions, 'train', ...QUICKLY, ...options);

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

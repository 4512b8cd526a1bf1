import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { networkSchema } from '../protocol/network.ts';
import { parse } from '../protocol/parse.ts';
import { presets } from '../protocol/presets.ts';
import { inferShapes, parameterCount } from '../protocol/shapes.ts';
import { epochlab, root } from '../testing/command-line.ts';

const bench = (...args: string[]) => epochlab('bench', ...args);

function openModel(name: string) {
  const text = readFileSync(resolve(root, `bench/models/${name}.json`), 'utf8');
  return parse(networkSchema, JSON.parse(text), name);
}

/**
 * FLOP an image of convolution and dense layers, multiply and add counted apart: forward, and forward and backward,
 * where the gradients by weights and by inputs cost a forward pass each, but nobody asks for that by the image.
 */
test.each([
  ['m1', 124_384, 275_808, 13_602],
  ['m2', 833_040, 2_263_920, 61_706],
  ['m3', 4_881_920, 14_256_384, 34_826],
  ['m4', 37_383_680, 111_699_456, 467_818],
])('%s is the model that is compared', (name, forward, both, parameters) => {
  const shapes = inferShapes(openModel(name), 10);
  const flop = 2 * shapes.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  expect(flop).toBe(forward);
  expect(3 * flop - 2 * shapes[0]!.multiplyAdds).toBe(both);
  expect(parameterCount(shapes)).toBe(parameters);
});

test('M1 and M2 are the presets', () => {
  expect(openModel('m1')).toEqual(presets.report.network);
  expect(openModel('m2')).toEqual(presets.lenet5.network);
});

test('a line each combination', async () => {
  const lists = ['--models', 'm1', '--batch-sizes', '1,32', '--threads', '1,2', '--phases', 'train,infer'];
  const { code, stdout, stderr } = await bench(...lists, '--seconds', '0.01', '--json');
  expect(code, stderr).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events).toHaveLength(8);
  for (const event of events) {
    expect(event).toMatchObject({ event: 'bench', model: 'M1' });
    expect(event['imagesPerSecond']).toBeGreaterThan(0);
  }
  const cases = new Set(
    events.map(({ phase, batchSize, threads }) => JSON.stringify([phase, batchSize, threads])),
  );
  expect(cases.size).toBe(8);
});

test('a profile: how long each kernel took', async () => {
  const one = ['--models', 'm1', '--batch-sizes', '32', '--threads', '1', '--phases', 'train'];
  const { code, stdout, stderr } = await bench(...one, '--seconds', '0.01', '--profile', '--json');
  expect(code, stderr).toBe(0);
  const [speed, ...rows] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; kernel: string; share: number });
  expect(speed).toMatchObject({ event: 'bench', model: 'M1' });
  expect(rows.map(({ event }) => event)).toEqual(rows.map(() => 'profile'));
  expect(rows.map(({ kernel }) => kernel)).toContain('sgd');
  expect(Math.abs(rows.reduce((sum, { share }) => sum + share, 0) - 1)).toBeLessThan(0.02);
});

test.each([
  [['--models', 'M5'], /--models must be of M1, M2, M3, M4, or architecture files/],
  [['--models', 'package.json'], /package\.json/],
  [['--batch-sizes', '0'], /--batch-sizes: must be a whole number from 1/],
  [['--batch-sizes', '32,'], /--batch-sizes: must be a whole number/],
  [['--threads', '1.5'], /--threads: must be a whole number/],
  [['--phases', 'sleep'], /--phases must be of train, infer/],
  [['--seconds', '0'], /--seconds must be above 0/],
])('refuses %j', async (args, message) => {
  const { code, stdout, stderr } = await bench('--seconds', '0.01', ...args);
  expect(code).toBeGreaterThan(0);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { presets } from '../protocol/presets.ts';
import type { NetworkSpec } from '../protocol/network.ts';
import { fingerprint } from './fingerprint.ts';

const network: NetworkSpec = presets.report.network;
const { split: _, ...inOrder } = presets.report.settings;
const settings = { ...inOrder, threads: 1 };
const weights = () => [
  [Float32Array.of(1, -0, 2 ** -149)],
  [],
  [],
  [new Float32Array(20), new Float32Array(10)],
];
const run = () => ({
  network,
  settings,
  datasetSha256: 'ab'.repeat(32),
  kernels: 'wasm-simd',
  parameters: weights(),
});

/** The same value with the members of every object in the opposite order. */
function reversed<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed) as Value;
  const members = Object.entries(value).map(([name, member]) => [name, reversed<unknown>(member)] as const);
  return Object.fromEntries(members.reverse()) as Value;
}

describe('a fingerprint', () => {
  it('is two groups of four hexadecimal digits, the same every time', async () => {
    expect(await fingerprint(run())).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/);
    expect(await fingerprint(run())).toBe(await fingerprint(run()));
  });

  it('is the hash of what it says it is', async () => {
    const { optimizer, batchSize, epochs, trainImages, validationImages, seed } = settings;
    const text =
      `{"datasetSha256":"${'ab'.repeat(32)}","kernels":"wasm-simd",` +
      '"network":{"initialiser":"report","input":{"channels":1,"height":28,"width":28},"layers":[' +
      '{"bias":false,"filters":8,"kernel":3,"kind":"conv2d","padding":0,"stride":1},' +
      '{"kind":"maxPool","size":2,"stride":2},{"kind":"flatten"},{"bias":true,"kind":"dense","units":10}]},' +
      `"settings":{"batchSize":${batchSize},"epochs":${epochs},` +
      `"optimizer":{"kind":"sgd","learningRate":${optimizer.learningRate}},` +
      `"seed":${seed},"trainImages":${trainImages},"validationImages":${validationImages}}}\n`;
    const hash = createHash('sha256').update(text);
    for (const values of weights().flat()) hash.update(Buffer.from(values.buffer));
    const digits = hash.digest('hex');
    expect(await fingerprint(run())).toBe(`${digits.slice(0, 4)}-${digits.slice(4, 8)}`);
  });

  it('does not depend on the order of members, nor on threads', async () => {
    const expected = await fingerprint(run());
    const reordered = { ...run(), network: reversed(network), settings: reversed(settings) };
    expect(await fingerprint(reordered)).toBe(expected);
    expect(await fingerprint({ ...run(), settings: { ...settings, threads: 8 } })).toBe(expected);
  });

  it('depends on everything else', async () => {
    const changes = [
      { network: { ...network, initialiser: 'he-normal' as const } },
      { network: { ...network, layers: network.layers.slice(1) } },
      { settings: { ...settings, seed: 2 } },
      {
        settings: {
          ...settings,
          optimizer: { kind: 'sgd' as const, learningRate: 0.051 },
        },
      },
      { datasetSha256: 'ac'.repeat(32) },
      { kernels: 'reference' },
      { parameters: weights().slice(0, 3) },
    ];
    const all = await Promise.all(
      [run(), ...changes.map((change) => ({ ...run(), ...change }))].map(fingerprint),
    );
    expect(new Set(all).size).toBe(changes.length + 1);
  });

  it('depends on every bit of the weights', async () => {
    const expected = await fingerprint(run());
    for (const bit of [0, 31, 63, 95]) {
      const parameters = weights();
      const words = new Uint32Array(parameters[0]?.[0]?.buffer ?? new ArrayBuffer(0));
      words[bit >> 5] = (words[bit >> 5] ?? 0) ^ (1 << (bit & 31));
      expect(await fingerprint({ ...run(), parameters })).not.toBe(expected);
    }
  });

  it('reads weights that are views into shared memory', async () => {
    const shared = new Float32Array(new SharedArrayBuffer(64), 8, 3);
    shared.set(weights()[0]?.[0] ?? []);
    expect(await fingerprint({ ...run(), parameters: [[shared], ...weights().slice(1)] })).toBe(
      await fingerprint(run()),
    );
  });
});

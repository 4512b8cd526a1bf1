import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../formats/hash.ts';
import { inflate } from '../formats/inflate.ts';
import type { Compression, Inflated } from '../formats/machine-tools.ts';
import { nodeTools } from './node-tools.ts';

// No test has given the engine these tools: `inflate` and `sha256Hex` are the web's here.

const content = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index) >> 5);
const packers: Readonly<Record<Compression, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  'deflate-raw': (bytes) => deflateRawSync(bytes),
};

describe.each(['gzip', 'deflate', 'deflate-raw'] as const)('%s', (format) => {
  const packed = packers[format](content);

  it.each([
    ['all of it, up to the cap exactly', packed, content.length],
    ['one byte more than the cap', packed, content.length - 1],
    ['nothing allowed', packed, 0],
    ['nothing in it, nothing allowed', packers[format](new Uint8Array()), 0],
    ['a view into a larger buffer', new Uint8Array([9, ...packed, 9]).subarray(1, -1), content.length],
    ['an early end', packed.subarray(0, packed.length >> 1), content.length],
    ['no bytes', new Uint8Array(), 10],
    ['something else', new TextEncoder().encode('<html>'), 10],
  ])('comes to the same as by the web’s stream: %s', async (_what, bytes, maxBytes) => {
    const byStream = await inflate(bytes, format, maxBytes);
    expect(told(await nodeTools.inflate(bytes, format, maxBytes))).toBe(told(byStream));
  });

  it('keeps no memory beside what came out', async () => {
    const unpacked = await nodeTools.inflate(packed, format, 100_000_000);
    expect(unpacked).toBeInstanceOf(Uint8Array);
    if (typeof unpacked !== 'string') expect(unpacked.buffer.byteLength).toBe(content.length);
  });
});

it('stops a bomb at the cap', async () => {
  const bomb = gzipSync(new Uint8Array(100_000_000), { level: 1 });
  expect(await nodeTools.inflate(bomb, 'gzip', 1_000_000)).toBe('too-large');
});

it('hashes as WebCrypto does', async () => {
  const digest = await nodeTools.sha256(content);
  expect(Buffer.from(digest).toString('hex')).toBe(await sha256Hex(content));
});

/** As text, which is compared at once: arrays of 200,000 are compared one by one. */
function told(inflated: Inflated): string {
  return typeof inflated === 'string' ? inflated : `bytes: ${Buffer.from(inflated).toString('hex')}`;
}

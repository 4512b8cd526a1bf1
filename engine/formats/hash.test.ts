import { expect, it } from 'vitest';
import { sha256Hex } from './hash.ts';

it('gives the SHA-256 of the FIPS 180-4 example "abc"', async () => {
  expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

it('hashes what lies in memory that threads share', async () => {
  const shared = new Uint8Array(new SharedArrayBuffer(3));
  shared.set(new TextEncoder().encode('abc'));
  expect(await sha256Hex(shared)).toMatch(/^ba7816bf/);
});

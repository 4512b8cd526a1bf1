import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzip, peekGzip } from './gzip.ts';

const NAME = 'train-images-idx3-ubyte.gz';
const content = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index) >> 5);
const compressed = new Uint8Array(gzipSync(content));

const badFile = (message: string | RegExp): unknown =>
  expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) as unknown });

describe('gunzip', () => {
  it('gives back what was compressed, up to the cap exactly', async () => {
    expect(Buffer.from(content).equals(await gunzip(compressed, NAME, content.length))).toBe(true);
  });

  it('reads a view into a larger buffer', async () => {
    const padded = new Uint8Array(compressed.length + 20);
    padded.set(compressed, 10);
    const read = await gunzip(padded.subarray(10, -10), NAME, content.length);
    expect(Buffer.from(content).equals(read)).toBe(true);
  });

  it('reads an empty content', async () => {
    expect(await gunzip(gzipSync(new Uint8Array()), NAME, 10)).toEqual(new Uint8Array());
  });

  it('refuses one byte more than the cap', async () => {
    await expect(gunzip(compressed, NAME, content.length - 1)).rejects.toEqual(
      badFile(`^${NAME}: it unpacks to more than 199,999 bytes`),
    );
  });

  it('stops a bomb at the cap', async () => {
    const bomb = gzipSync(new Uint8Array(100_000_000), { level: 1 });
    await expect(gunzip(bomb, NAME, 1_000_000)).rejects.toEqual(badFile('more than 1,000,000 bytes'));
  });

  it.each([2, 9, 10, 11, 1000, compressed.length - 8, compressed.length - 1])(
    'says that the file ends too early after %i bytes',
    async (length) => {
      await expect(gunzip(compressed.subarray(0, length), NAME, content.length)).rejects.toEqual(
        badFile(`^${NAME}: the file ends too early, after ${length.toLocaleString('en')} bytes`),
      );
    },
  );

  it.each([20, compressed.length >> 1, compressed.length - 8, compressed.length - 4])(
    'says that the file is damaged when byte %i is wrong',
    async (at) => {
      const damaged = compressed.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      await expect(gunzip(damaged, NAME, content.length * 2)).rejects.toEqual(
        badFile(/damaged|ends too early/),
      );
    },
  );

  it.each([new Uint8Array(), Uint8Array.of(0x1f), new TextEncoder().encode('<html>Not found</html>')])(
    'says that something else is not gzip',
    async (bytes) => {
      await expect(gunzip(bytes, NAME, 100)).rejects.toEqual(badFile('not a gzip file'));
    },
  );
});

describe('peekGzip', () => {
  it.each([0, 1, 16, 1000])('gives the first %i bytes', async (length) => {
    const first = await peekGzip(compressed, length);
    expect(Buffer.from(first).equals(content.subarray(0, length))).toBe(true);
  });

  it('gives all there is of a short content, and nothing of what is no gzip file', async () => {
    expect([...(await peekGzip(gzipSync(Uint8Array.of(1, 2, 3)), 16))]).toEqual([1, 2, 3]);
    expect(await peekGzip(new TextEncoder().encode('<html>'), 16)).toHaveLength(0);
    expect(await peekGzip(new Uint8Array(), 16)).toHaveLength(0);
  });

  it('does not wait for what comes after a name that is longer than a header should be', async () => {
    const NAMED = 8;
    const header = Uint8Array.of(0x1f, 0x8b, 8, NAMED, 0, 0, 0, 0, 0, 3);
    const name = new Uint8Array(10_000).fill(0x61);
    const bytes = new Uint8Array([...header, ...name, 0, ...deflateRawSync(content)]);
    expect(await peekGzip(bytes, 16)).toHaveLength(0);
  });
});

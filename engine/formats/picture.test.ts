import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EpochLabError } from '../protocol/errors.ts';
import expected from './fixtures/pictures.json';
import { Bounds } from '../testing/bounds.ts';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { mutate } from '../testing/mutate.ts';
import { readPicture } from './picture.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/pictures');
const files = readdirSync(FOLDER).map((name) => ({
  name,
  bytes: new Uint8Array(readFileSync(join(FOLDER, name))),
}));

describe('pictures', () => {
  it.each(files)('$name is read as Pillow reads it', async ({ name, bytes }) => {
    const { height, width, luma, tolerance } = expected[name as keyof typeof expected];
    const picture = await readPicture(bytes, name);
    expect([picture.height, picture.width]).toEqual([height, width]);
    const worst = Math.max(...luma.map((value, pixel) => Math.abs(value - picture.grey[pixel]!)));
    expect(worst).toBeLessThanOrEqual(tolerance);
  });

  it.each(files)('$name cut short is refused by name', async ({ name, bytes }) => {
    // To the middle: some kinds do without their last bytes.
    await expect(readPicture(bytes.subarray(0, bytes.length >> 1), name)).rejects.toThrow(
      new RegExp(`^${name}: `),
    );
  });

  it('refuses what is no picture, and what is empty', async () => {
    await expect(readPicture(new Uint8Array(0), 'a.png')).rejects.toThrow('a.png: the file is empty.');
    await expect(readPicture(new TextEncoder().encode('<svg/>'), 'a.svg')).rejects.toThrow('not a picture');
  });

  it('refuses gigantic ones by their header alone', async () => {
    const gif = Uint8Array.from([...new TextEncoder().encode('GIF89a'), 0x10, 0x27, 0x10, 0x27, 0, 0, 0]);
    await expect(readPicture(gif, 'a.gif')).rejects.toThrow('10,000 × 10,000 pixels');
    const bmp = new Uint8Array(100);
    const view = new DataView(bmp.buffer);
    bmp.set([0x42, 0x4d]);
    [14, 18, 22].forEach((at, index) => view.setUint32(at, [40, 10_000, 10_000][index]!, true));
    await expect(readPicture(bmp, 'a.bmp')).rejects.toThrow('10,000 × 10,000 pixels');
    const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0x27, 0x10, 0x27, 0x10, 1, 1, 0x11, 0]);
    await expect(readPicture(jpeg, 'a.jpg')).rejects.toThrow('10,000 × 10,000 pixels');
    const webp = Uint8Array.from([
      ...new TextEncoder().encode('RIFF\0\0\0\0WEBPVP8X'),
      ...[10, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0x27, 0, 0x0f, 0x27, 0],
    ]);
    await expect(readPicture(webp, 'a.webp')).rejects.toThrow('10,000 × 10,000 pixels');
  });

  it.each(['png', 'jpg', 'webp', 'bmp', 'gif'])(
    'a damaged %s is a picture or a clear error',
    async (kind) => {
      const bounds = new Bounds();
      const whole = files.filter(({ name }) => name.endsWith(`.${kind}`));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...whole), fc.integer(), async ({ name, bytes }, seed) => {
          try {
            const { height, width, grey } = await bounds.hold(() => readPicture(mutate(bytes, seed), name));
            expect(grey).toHaveLength(height * width);
          } catch (error) {
            expect(error).toBeInstanceOf(EpochLabError);
            expect((error as EpochLabError).message).toMatch(new RegExp(`^${name}: .+[.?]$`));
          }
        }),
        { numRuns: fuzzRuns(400) },
      );
      console.log(`damaged ${kind}: ${String(bounds)}`);
    },
    3_600_000,
  );
});

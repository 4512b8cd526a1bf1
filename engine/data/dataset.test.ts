import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDataset, type Dataset } from './dataset.ts';

const badFile = (message: string | RegExp): unknown =>
  expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) as unknown });

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

describe('MNIST as it ships', () => {
  const folder = new URL('../../resources/datasets/mnist/', import.meta.url);
  let files: NamedFile[];
  let mnist: Dataset;

  beforeAll(async () => {
    files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }));
    mnist = await openDataset({ id: 'mnist', files });
  });

  it('is what everybody knows', () => {
    expect(mnist.info).toMatchObject({
      id: 'mnist',
      name: 'MNIST',
      height: 28,
      width: 28,
      channels: 1,
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      trainImages: 60_000,
      testImages: 10_000,
      trainPerClass: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
      testPerClass: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
      licence: 'CC BY-SA 3.0',
      sha256: 'ac89dbc26b7b0b5f68ff586bc0579a0c16e78b3436b0c71ccdd0169cbebf9ff7',
    });
    expect(mnist.info.attribution).toMatch('Yann LeCun');
    expect(mnist.train.images).toHaveLength(60_000 * 784);
    expect(mnist.test.images).toHaveLength(10_000 * 784);
    expect(Array.from(mnist.train.labels.subarray(0, 5))).toEqual([5, 0, 4, 1, 9]);
    expect(Array.from(mnist.test.labels.subarray(0, 5))).toEqual([7, 2, 1, 0, 4]);
  });

  it('has the mean and deviation that are quoted for it, 0.1307 and 0.3081', () => {
    let [sum, squares] = [0, 0];
    for (const pixel of mnist.train.images) {
      sum += pixel;
      squares += pixel * pixel;
    }
    const mean = sum / mnist.train.images.length;
    const deviation = Math.sqrt(squares / mnist.train.images.length - mean * mean);
    expect(mean / 255).toBeCloseTo(0.1307, 4);
    expect(deviation / 255).toBeCloseTo(0.3081, 4);
  });

  it('is byte for byte what was published (MD5 of the original files)', () => {
    const published = {
      'train-images-idx3-ubyte.gz': '6bbc9ace898e44ae57da46a324031adb',
      'train-labels-idx1-ubyte.gz': 'a25bea736e30d166cdddb491f175f624',
      't10k-images-idx3-ubyte.gz': '2646ac647ad5339dbf082846283269ea',
      't10k-labels-idx1-ubyte.gz': '27ae3e4e09519cfbb04c329615203637',
    };
    for (const [name, md5] of Object.entries(published)) {
      const file = files.find((candidate) => candidate.name === name);
      expect(
        createHash('md5')
          .update(gunzipSync(file?.bytes ?? ''))
          .digest('hex'),
      ).toBe(md5);
    }
  });

  it('lists in SHA256SUMS what lies there, for sha256sum -c', () => {
    const lines = files
      .filter(({ name }) => name.endsWith('.gz'))
      .map(({ name, bytes }) => `${sha256(bytes)}  ${name}`);
    const sums = files.find(({ name }) => name === 'SHA256SUMS')?.bytes ?? new Uint8Array();
    expect(new TextDecoder().decode(sums).trim().split('\n').sort()).toEqual(lines.sort());
  });
});

describe('a data set', () => {
  function idx(dimensions: readonly number[], values: readonly number[]): Uint8Array {
    const sizes = dimensions.flatMap((size) => [size >> 24, size >> 16, size >> 8, size]);
    return Uint8Array.from([0, 0, 8, dimensions.length, ...sizes, ...values]);
  }

  const contents = {
    trainImages: idx([2, 1, 2], [1, 2, 3, 4]),
    trainLabels: idx([2], [0, 1]),
    testImages: idx([1, 1, 2], [5, 6]),
    testLabels: idx([1], [1]),
  };
  type Role = keyof typeof contents;

  interface Entry {
    role: string;
    name: string;
    sha256: string;
    count: number;
    unpacked: { bytes: number; sha256: string };
  }

  function entry(role: Role, content: Uint8Array, count: number, level: number): [Entry, NamedFile] {
    const bytes = gzipSync(content, { level });
    const name = `${role}.gz`;
    const unpacked = { bytes: content.length, sha256: sha256(content) };
    return [
      { role, name, sha256: sha256(bytes), count, unpacked },
      { name, bytes },
    ];
  }

  /** The files of a small data set, its contents and manifest changed; hashes and counts are true of the contents. */
  function smallSet(
    change: Partial<Record<Role, Uint8Array>> = {},
    edit: (manifest: { id: string; classes: string[]; height: number; files: Entry[] }) => void = () =>
      undefined,
    level = 9,
  ): NamedFile[] {
    const all = { ...contents, ...change };
    const made = (Object.keys(contents) as Role[]).map((role) =>
      entry(role, all[role], all[role][7] ?? 0, level),
    );
    const manifest = {
      format: 'epoch-lab-dataset',
      version: 1,
      id: 'mnist',
      name: 'Small set',
      classes: ['no', 'yes'],
      height: 1,
      width: 2,
      licence: 'none',
      licenceUrl: 'none',
      attribution: 'nobody',
      source: 'nowhere',
      files: made.map(([listed]) => listed),
    };
    edit(manifest);
    const bytes = new TextEncoder().encode(JSON.stringify(manifest));
    return [...made.map(([, file]) => file), { name: 'manifest.json', bytes }, { name: 'README.md', bytes }];
  }

  const open = (files: NamedFile[]) => openDataset({ id: 'mnist', files });

  it('opens when everything agrees', async () => {
    const { info, train, test } = await open(smallSet());
    expect(info).toMatchObject({ name: 'Small set', trainPerClass: [1, 1], testPerClass: [0, 1] });
    expect(train).toEqual({ images: Uint8Array.of(1, 2, 3, 4), labels: Uint8Array.of(0, 1) });
    expect(test).toEqual({ images: Uint8Array.of(5, 6), labels: Uint8Array.of(1) });
  });

  it('has a hash that depends on its contents, not on their compression', async () => {
    const expected = sha256(
      Object.values(contents)
        .map((content) => `${sha256(content)}\n`)
        .join(''),
    );
    expect((await open(smallSet())).info.sha256).toBe(expected);
    const stored = smallSet({}, undefined, 0);
    expect(sha256(stored[0]?.bytes ?? '')).not.toBe(sha256(smallSet()[0]?.bytes ?? ''));
    expect((await open(stored)).info.sha256).toBe(expected);
    const shuffled = smallSet({}, (manifest) => manifest.files.reverse());
    expect((await open(shuffled)).info.sha256).toBe(expected);
    expect((await open(smallSet({ testImages: idx([1, 1, 2], [5, 7]) }))).info.sha256).not.toBe(expected);
  });

  it.each(['manifest.json', 'trainImages.gz', 'testLabels.gz'])('says that %s is missing', async (name) => {
    await expect(open(smallSet().filter((file) => file.name !== name))).rejects.toEqual(
      expect.objectContaining({
        code: 'file-unavailable',
        message: expect.stringMatching(
          `^${name}: this file of the data set .* is missing. Reinstall`,
        ) as unknown,
      }),
    );
  });

  it('says which file is damaged when a byte has changed', async () => {
    const files = smallSet();
    const bytes = files[1]?.bytes ?? new Uint8Array();
    bytes[12] = (bytes[12] ?? 0) ^ 1;
    await expect(open(files)).rejects.toEqual(
      badFile(/^trainLabels.gz: the file is damaged: its contents have changed. Reinstall/),
    );
  });

  it('checks what is inside a file against its own hash', async () => {
    const files = smallSet({}, ({ files: [first] }) => {
      if (first) first.unpacked.sha256 = '0'.repeat(64);
    });
    await expect(open(files)).rejects.toEqual(badFile(/^trainImages.gz: the file is damaged/));
  });

  it('does not unpack more than the manifest announces', async () => {
    const files = smallSet({}, ({ files: [first] }) => {
      if (first) first.unpacked.bytes = 4;
    });
    await expect(open(files)).rejects.toEqual(badFile(/^trainImages.gz: it unpacks to more than 4 bytes/));
  });

  it.each<[string, Partial<Record<Role, Uint8Array>>, RegExp]>([
    [
      'a label out of range',
      { trainLabels: idx([2], [0, 2]) },
      /^trainLabels.gz: label 1 is 2, but .* only 2 classes/,
    ],
    [
      'a label too many',
      { trainLabels: idx([3], [0, 1, 1]) },
      /^trainLabels.gz: it has 3 labels for the 2 images/,
    ],
    [
      'images of another size',
      { testImages: idx([1, 2, 1], [1, 2]) },
      /testImages.gz: it holds 1 image of 2 × 1/,
    ],
    [
      'labels instead of images',
      { testImages: idx([1], [1]) },
      /^testImages: it is not an IDX file of images/,
    ],
    [
      'images cut off',
      { testImages: idx([1, 1, 2], [5]) },
      /^testImages: the file ends after 17 of 18 bytes/,
    ],
  ])('is refused with %s', async (_, change, message) => {
    await expect(open(smallSet(change))).rejects.toEqual(badFile(message));
  });

  it.each<[string, Parameters<typeof smallSet>[1], RegExp]>([
    [
      'of another id',
      (manifest) => (manifest.id = 'fashion'),
      /manifest.json: it belongs to the data set "fashion", not to mnist/,
    ],
    [
      'with a file twice',
      ({ files }) => files.splice(1, 1, { ...files[0] } as Entry),
      /must list one file for each/,
    ],
    ['with three files', ({ files }) => files.pop(), /must list 4 files/],
    [
      'with a path',
      ({ files: [first] }) => first && (first.name = '../x.gz'),
      /files.0.name: must be a plain file/,
    ],
    ['with an odd hash', ({ files: [first] }) => first && (first.sha256 = 'x'), /files.0.sha256: must be 64/],
    [
      'with a wrong count',
      ({ files: [first] }) => first && (first.count = 9),
      /holds 2 images .* manifest says 9/,
    ],
    ['with a wrong size', (manifest) => (manifest.height = 3), /manifest says 2 of 3 × 2/],
    [
      'for a bomb',
      ({ files: [first] }) => first && (first.unpacked.bytes = 2 ** 40),
      /unpacked.bytes: must be/,
    ],
  ])('is refused with a manifest %s', async (_, edit, message) => {
    await expect(open(smallSet({}, edit))).rejects.toEqual(badFile(message));
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['that is not JSON', new TextEncoder().encode('{'), /^manifest.json: its text is not valid JSON/],
    ['that is not text', Uint8Array.of(0xff, 0xfe), /^manifest.json: its text is not UTF-8/],
    ['that is huge', new Uint8Array(65 * 1024), /^manifest.json: it is too large/],
    ['that is empty', new TextEncoder().encode('{}'), /^manifest.json: contents/],
  ])('is refused with a manifest %s', async (_, bytes, message) => {
    await expect(open([{ name: 'manifest.json', bytes }])).rejects.toEqual(badFile(message));
  });
});

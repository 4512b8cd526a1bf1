import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeIdxImages, writeIdxLabels } from '../../formats/idx.ts';
import { writeNpyBytes, writeNpyTexts } from '../../formats/npy.ts';
import { writeZip } from '../../formats/zip-store.ts';
import { importOptionsSchema, type ImportOptions } from '../../protocol/imports.ts';
import { parse } from '../../protocol/parse.ts';
import { quietly, sourceOf } from '../../testing/sources.ts';
import type { Examples } from '../dataset.ts';
import { exportDataset } from '../export.ts';
import { generateShapes } from '../shapes.ts';
import { toDataset } from './finish.ts';
import { importImages, previewImport } from './import.ts';
import type { Source } from './source.ts';
import { readColumns } from './table-columns.ts';

const options = (given: Partial<ImportOptions> = {}) => parse(importOptionsSchema, given, 'options');
const take = (source: Source, given: Partial<ImportOptions> = {}) =>
  importImages(source, options(given), quietly);
const fixture = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../formats/fixtures/pictures', name)));

/** Six images of 2 × 2, of three classes. */
const PIXELS = Uint8Array.from({ length: 24 }, (_, index) => index * 10);
const LABELS = Uint8Array.of(3, 1, 2, 3, 1, 2);
const rowOf = (index: number) => [...PIXELS.subarray(4 * index, 4 * index + 4)];
const ROWS = Array.from(LABELS, (label, index) => ({ label, row: rowOf(index) }));

describe('tables', () => {
  const names = ['1x1', '1x2', '2x1', '2x2'];
  const layouts: Record<string, string> = {
    'label first, with header': [
      `label,${names.join()}`,
      ...ROWS.map(({ label, row }) => [label, ...row].join()),
    ].join('\n'),
    'label last, without header': ROWS.map(({ label, row }) => [...row, `"c${label}"`].join()).join('\r\n'),
    'semicolons, decimals from 0 to 1': ROWS.map(({ label, row }) =>
      [`c${label}`, ...row.map((v) => v / 255)].join(';'),
    ).join('\n'),
    'a column of numbers before, label in the middle': [
      'id,p1,p2,class,p3,p4',
      ...ROWS.map(({ label, row }, i) => [i, row[0], row[1], label, row[2], row[3]].join()),
    ].join('\n'),
    'tabs, a byte order mark': `\ufeff${['y', ...names].join('\t')}\n${ROWS.map(({ label, row }) => [label, ...row].join('\t')).join('\n')}\n`,
  };

  it.each(Object.entries(layouts))('are understood: %s', async (_, text) => {
    const { collected, report } = await take(sourceOf('six.csv', { 'six.csv': text }));
    expect(report).toMatchObject({ kind: 'table', skippedCount: 0 });
    expect(collected).toMatchObject({ height: 2, width: 2 });
    expect([...collected.train.images]).toEqual([...PIXELS]);
    expect(Array.from(collected.train.labels, (label) => collected.classes[label]!.replace('c', ''))).toEqual(
      Array.from(LABELS, String),
    );
  });

  it('take the column that the person names, and tell the columns', async () => {
    const text = ['a,b,c,d,kind', ...ROWS.map(({ label, row }) => [...row, label].join())].join('\n');
    const source = sourceOf('t.csv', { 't.csv': text });
    const preview = await previewImport(source, options({ labelColumn: 'kind' }), quietly);
    expect(preview.columns).toEqual({ names: ['a', 'b', 'c', 'd', 'kind'], label: 'kind', header: true });
    await expect(take(source, { labelColumn: 'sort' })).rejects.toThrow('it has no column “sort”');
  });

  it('skip a row with a text in a pixel, with too few fields or too large a value, naming line and column', async () => {
    const text = `${layouts['label first, with header']!}\n1,2,x,4,5\n1,2,3\n1,2,3,4,999\n`;
    const { report, collected } = await take(sourceOf('six.csv', { 'six.csv': text }));
    expect(collected.train.labels).toHaveLength(6);
    expect(report.skipped).toEqual([
      { file: 'six.csv', line: 8, reason: 'column 3 (1x2) holds “x”, which is no number.' },
      { file: 'six.csv', line: 9, reason: 'it has 3 fields, where the others have 5.' },
      { file: 'six.csv', line: 10, reason: expect.stringContaining('holds 999; pixels are from 0 to') },
    ]);
  });

  it('skip a row with a negative pixel, whose scale is not taken for that of all', async () => {
    const text = `${layouts['label first, with header']!}\n1,2,-5,4,5\n`;
    const { report, collected } = await take(sourceOf('six.csv', { 'six.csv': text }));
    expect([...collected.train.images]).toEqual([...PIXELS]);
    expect(report.skipped).toEqual([
      { file: 'six.csv', line: 8, reason: 'column 3 (1x2) holds -5; pixels are from 0 to 255.' },
    ]);
  });

  it('that are empty are skipped beside others', async () => {
    const text = layouts['label first, with header']!;
    const { report } = await take(sourceOf('t', { 'a.csv': '', 'b.csv': text, 'c.csv.gz': '' }));
    expect(report.skipped).toEqual([
      { file: 'a.csv', reason: 'the file is empty.' },
      { file: 'c.csv.gz', reason: 'the file is empty.' },
    ]);
  });

  it('keep a label that is a text in the last column when a pixel of the first one is a text by mistake', async () => {
    const text = `${layouts['label last, without header']!}\r\nx,2,3,4,c1`;
    const { report, collected } = await take(sourceOf('six.csv', { 'six.csv': text }));
    expect([...collected.train.images]).toEqual([...PIXELS]);
    expect(report.skipped).toEqual([
      { file: 'six.csv', line: 7, reason: 'column 1 (1) holds “x”, which is no number.' },
    ]);
  });

  it('of large images are understood from a few of their rows, which takes no time', () => {
    const row = Array.from({ length: 256 * 256 }, () => '128').join();
    const text = Array.from({ length: 100 }, (_, i) => `${i % 3},${row}`).join('\n');
    const bytes = new TextEncoder().encode(text);
    const start = process.cpuUsage();
    expect(readColumns(bytes, 't.csv', options()).shape).toEqual({ height: 256, width: 256 });
    // All of them would take six seconds.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(3);
  });

  it.each([
    ['', 'the file is empty.'],
    ['1,2,3,4,5,6\n', 'which make no square'],
    ['pixel0,pixel1,pixel2,pixel3\n1,2,3,4\n', 'none for the label'],
    ['1\n2\n', 'line 1 has 1 field'],
    ['label,a,b,c,d\n', 'no rows below its header'],
    [
      'label,a,b,c,d\n7,1,2,3,4\n8,1,2,"3,4\n9,1,2,3,4\n',
      'line 3: a quotation mark is opened there and never',
    ],
    ['label,a,b,c,d\n7,1,2,3,4\n7,5,6,7,8\n', 'all its images are of one class, “7”'],
  ])('are refused: %j', async (text, message) => {
    await expect(take(sourceOf('t.csv', { 't.csv': text }))).rejects.toThrow(message);
  });
});

describe('arrays', () => {
  const npz = (arrays: Record<string, Uint8Array>) =>
    writeZip(Object.entries(arrays).map(([name, bytes]) => ({ name: `${name}.npy`, bytes })));
  const x = writeNpyBytes([6, 2, 2], PIXELS);
  const y = writeNpyBytes([6], LABELS);

  it('are understood under the names of Keras, with the split and names of classes', async () => {
    const classNames = writeNpyTexts(['zero', 'one', 'two', 'three']);
    const bytes = npz({ x_train: x, y_train: y, x_test: x, y_test: y, class_names: classNames });
    const { collected } = await take(sourceOf('a.npz', { 'a.npz': bytes }));
    expect([...collected.classes].sort()).toEqual(['one', 'three', 'two']);
    expect(collected.test.labels).toHaveLength(6);
    expect([...collected.train.images]).toEqual([...PIXELS]);
  });

  it('are taken for what the person says', async () => {
    const bytes = npz({ a: y, b: writeNpyBytes([6, 4], PIXELS), c: x });
    const { collected } = await take(sourceOf('a.npz', { 'a.npz': bytes }), {
      arrays: { trainImages: 'b', trainLabels: 'a' },
    });
    expect([...collected.train.images]).toEqual([...PIXELS]);
  });

  it('with channels become grey, first or last', async () => {
    const grey = Uint8Array.from({ length: 2 * 3 * 4 }, (_, i) => (i < 12 ? 10 : 20));
    for (const shape of [
      [2, 3, 2, 2],
      [2, 2, 2, 3],
    ]) {
      const bytes = npz({
        images: writeNpyBytes(shape, grey),
        labels: writeNpyBytes([2], Uint8Array.of(0, 1)),
      });
      const { collected } = await take(sourceOf('a.npz', { 'a.npz': bytes }));
      expect([...collected.train.images]).toEqual([10, 10, 10, 10, 20, 20, 20, 20]);
    }
  });

  it.each([
    [npz({ images: x }), 'their labels are missing'],
    [npz({ labels: y }), 'none of its arrays holds images'],
    [npz({ images: x, labels: writeNpyBytes([5], LABELS.subarray(0, 5)) }), '5 labels for the 6 images'],
    [npz({ images: x, labels: y }).subarray(0, 200), 'not a zip file, or its end is missing'],
  ])('are refused: %#', async (bytes, message) => {
    await expect(take(sourceOf('a.npz', { 'a.npz': bytes }))).rejects.toThrow(message);
  });

  it.each([
    [{ 'a.npz': new Uint8Array(0) }, 'a.npz: the file is empty.'],
    [{ 'x.npy': Uint8Array.of(1, 2, 3) }, 'x.npy: this is neither an NPZ archive nor an NPY array'],
    [{ 'a.npz': npz({ x, y }), 'b.npz': npz({ x, y }) }, 'b.npz: it has an array “x”, as a.npz has one.'],
  ])('of files that do not go are refused: %#', async (files, message) => {
    await expect(take(sourceOf('a', files as Record<string, Uint8Array>))).rejects.toThrow(message);
  });

  it('refuse Python objects', async () => {
    const pickled = new TextEncoder().encode(
      "\x93NUMPY\x01\x00\x36\x00{'descr': '|O', 'fortran_order': False, 'shape': (6,)}   \n",
    );
    pickled[0] = 0x93;
    await expect(
      take(sourceOf('a.npy', { 'x.npy': x, 'y.npy': Uint8Array.from([0x93, ...pickled.subarray(2)]) })),
    ).rejects.toThrow('Python objects');
  });
});

describe('IDX files', () => {
  const images = writeIdxImages(PIXELS, 2, 2);
  const labels = writeIdxLabels(LABELS);

  it('are paired and split by their names, packed or not', async () => {
    const { collected } = await take(
      sourceOf('folder', {
        'train-images-idx3-ubyte.gz': new Uint8Array(gzipSync(images)),
        'train-labels-idx1-ubyte': labels,
        't10k-images.idx3-ubyte': images,
        't10k-labels.idx1-ubyte': labels,
      }),
    );
    expect(collected.classes).toEqual(['1', '2', '3']);
    expect([...collected.test.images]).toEqual([...PIXELS]);
  });

  it('are turned where rows and columns are swapped', async () => {
    const source = sourceOf('e', { 'e-images-idx3-ubyte': images, 'e-labels-idx1-ubyte': labels });
    const { collected } = await take(source, { transpose: true });
    expect([...collected.train.images.subarray(0, 4)]).toEqual([0, 20, 10, 30]);
  });

  it('packed, are unpacked as far as their header says, and not a byte further', async () => {
    const packed = (bytes: Uint8Array) => ({
      'a-images-idx3-ubyte.gz': new Uint8Array(gzipSync(bytes)),
      'a-labels-idx1-ubyte': labels,
    });
    const andMore = new Uint8Array(images.length + 1);
    andMore.set(images);
    await expect(take(sourceOf('a', packed(andMore)))).rejects.toThrow(
      'a-images-idx3-ubyte.gz: it unpacks to more than 40 bytes',
    );
    await expect(take(sourceOf('a', packed(gigantic)))).rejects.toThrow(
      'a-images-idx3-ubyte.gz: its header announces 16,000,000,016 bytes',
    );
    const { collected } = await take(sourceOf('a', packed(images)));
    expect(collected.train.labels).toHaveLength(6);
  });

  const gigantic = new Uint8Array(images);
  new DataView(gigantic.buffer).setUint32(4, 4_000_000_000);
  it.each([
    [
      { 'a-images-idx3-ubyte': images },
      'a-images-idx3-ubyte: these are images, and their labels are missing.',
    ],
    [
      { 'a-labels-idx1-ubyte': labels },
      'a-labels-idx1-ubyte: these are labels, and their images are missing.',
    ],
    [{ 'a-images-idx3-ubyte': gigantic, 'a-labels-idx1-ubyte': labels }, 'announces 4,000,000,000 images'],
    [
      { 'a-images-idx3-ubyte': images.subarray(0, 30), 'a-labels-idx1-ubyte': labels },
      'ends after 30 of 40 bytes',
    ],
    [
      { 'a-images-idx3-ubyte': Uint8Array.of(9, 9, 9, 9), 'a-labels-idx1-ubyte': labels },
      'begins with 09 09 09 09',
    ],
    [{ 'a-images-idx3-ubyte': new Uint8Array(0), 'a-labels-idx1-ubyte': labels }, 'is empty'],
    [{ 'a-images-idx3-ubyte': images.subarray(0, 7), 'a-labels-idx1-ubyte': labels }, 'within its header'],
    [
      { 'a-images-idx3-ubyte': images, 'b-images-idx3-ubyte': images },
      'it holds the same as a-images-idx3-ubyte',
    ],
  ])('are refused: %#', async (files, message) => {
    await expect(take(sourceOf('a', files as Record<string, Uint8Array>))).rejects.toThrow(message);
  });
});

describe('folders of pictures', () => {
  const [cat, dog] = [fixture('colour.png'), fixture('baseline.jpg')];

  it('are classes by their names, in natural order, whatever lies around them', async () => {
    const { collected, report } = await take(
      sourceOf('pets', {
        'pets/10/a.png': cat,
        'pets/9/b.jpg': dog,
        'pets/9/c.webp': fixture('lossless.webp'),
        'pets/9/.DS_Store': cat,
        '__MACOSX/pets/9/._b.jpg': cat,
        'pets/9/d.png': cat.subarray(0, 50),
        'pets/9/e.png': new Uint8Array(0),
        'pets/readme.txt': 'hello',
        'pets/9/f.docx': 'hello',
      }),
    );
    expect(collected.classes).toEqual(['9', '10']);
    expect(collected).toMatchObject({ height: 9, width: 13 });
    expect(report.skipped).toMatchObject([
      { file: 'pets/9/d.png', reason: expect.stringContaining('damaged') },
      { file: 'pets/9/e.png', reason: 'the file is empty.' },
      { file: 'pets/9/f.docx', reason: 'it is of another kind than the data.' },
    ]);
  });

  it('are split by folders for training and testing', async () => {
    const files = {
      'train/cat/1.png': cat,
      'train/dog/1.png': dog,
      'validation/cat/1.png': cat,
      'test/dog/1.png': dog,
      'other/1.png': cat,
      'loose.png': cat,
    };
    const { collected, report } = await take(sourceOf('pets', files));
    expect([collected.train.labels.length, collected.test.labels.length]).toEqual([3, 1]);
    expect(report.skipped.map(({ file }) => file).sort()).toEqual(['loose.png', 'other/1.png']);
  });

  it('of mixed sizes come to one, those of paper are told', async () => {
    const paper = fixture('binary.bmp');
    const source = sourceOf('p', { 'a/1.png': cat, 'a/2.gif': fixture('large.gif'), 'b/1.bmp': paper });
    const preview = await previewImport(source, options(), quietly);
    expect(preview).toMatchObject({ height: 28, width: 28, suggestsInvert: false, isSplit: false });
    expect(preview.sourceSizes).toEqual([
      { height: 9, width: 13 },
      { height: 70, width: 90 },
    ]);
    const { collected } = await take(source, { size: { height: 16, width: 20 }, invert: true });
    expect(collected.train.images).toHaveLength(3 * 16 * 20);
  });

  it('that move are taken by their first picture, which is told; gigantic ones are skipped', async () => {
    const gigantic = fixture('large.gif');
    new DataView(gigantic.buffer).setUint32(6, 0x1027_1027);
    const files = { 'a/1.gif': fixture('animated.gif'), 'a/2.gif': gigantic, 'b/1.png': dog };
    const { report } = await take(sourceOf('p', files));
    expect(report.notes).toEqual(['Of animations, the first picture was taken: a/1.gif.']);
    expect(report.skipped).toEqual([
      { file: 'a/2.gif', reason: expect.stringContaining('it has 10,000 × 10,000 pixels') },
    ]);
  });

  it.each([
    [{ 'cat/1.png': cat, 'cat/2.png': cat }, 'all in one folder, “cat”'],
    [{ '1.png': cat, '2.png': cat }, 'its pictures lie in no folder of a class'],
    [
      { 'a/1.png': new Uint8Array(3), 'b/1.png': new Uint8Array(3) },
      'no image in it could be read. 2 were skipped, the first because: a/1.png: ',
    ],
  ])('are refused: %#', async (files, message) => {
    await expect(take(sourceOf('pets', files))).rejects.toThrow(message);
  });

  it('may be an archive, and nothing in it leads out of it', async () => {
    const bytes = writeZip([
      { name: 'a/1.png', bytes: cat },
      { name: 'b/1.png', bytes: dog },
      { name: '../../b/2.png', bytes: dog },
      { name: '/etc/3.png', bytes: dog },
    ]);
    const { collected, report } = await take(sourceOf('p.zip', { 'p.zip': bytes }));
    expect(collected.train.labels).toHaveLength(2);
    expect(report.skipped.map(({ reason }) => reason)).toEqual([
      'its name leads out of the archive.',
      'its name leads out of the archive.',
    ]);
  });

  it('a table that packs as no table does is not unpacked to its end', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(70_000_000)));
    await expect(take(sourceOf('t.csv.gz', { 't.csv.gz': bomb }))).rejects.toThrow(
      't.csv.gz: it unpacks to more than 67,108,864 bytes',
    );
  });

  it('a bomb is refused by what its directory announces', async () => {
    const bytes = writeZip(Array.from({ length: 6 }, (_, i) => ({ name: `a/${i}.png`, bytes: cat })));
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 500_000_000, true);
    }
    await expect(take(sourceOf('p.zip', { 'p.zip': bytes }))).rejects.toThrow('zip bomb');
  });
});

describe('what comes of it', () => {
  it.each(['npz', 'csv', 'idx', 'folders'] as const)(
    '%s that was exported is the same data again',
    async (format) => {
      const shapes = await generateShapes();
      const part = (n: number, { images, labels }: Examples): Examples => ({
        images: images.slice(0, n * 784),
        labels: labels.slice(0, n),
      });
      const dataset = { ...shapes, train: part(60, shapes.train), test: part(20, shapes.test) };
      const info = { ...dataset.info, trainImages: 60, testImages: 20 };
      const files: Record<string, Uint8Array> = {};
      for await (const { name, bytes } of exportDataset({ ...dataset, info }, format)) files[name] = bytes;
      expect(new TextDecoder().decode(files['README.md'])).toContain('60 training and 20 test images');
      // Without its manifest, so that it has to be understood.
      delete files['manifest.json'];
      const { collected } = await take(sourceOf('shapes', files));
      // Its names have an order of their own, which no alphabet would give.
      if (format === 'npz') expect(collected.classes).toEqual(dataset.info.classes);
      const classOf = (label: number) =>
        format === 'idx' ? dataset.info.classes[Number(collected.classes[label])] : collected.classes[label];
      const describeImages = ({ images, labels }: Examples, name: (label: number) => string | undefined) =>
        Array.from(
          labels,
          (label, i) => `${name(label)} ${images.subarray(i * 784, (i + 1) * 784).join()}`,
        ).sort();
      for (const split of ['train', 'test'] as const) {
        expect(describeImages(collected[split], classOf)).toEqual(
          describeImages(dataset[split], (label) => dataset.info.classes[label]),
        );
      }
    },
  );

  it('has the names of classes that the person gives; of one name, they are one', async () => {
    const rename = [
      { label: '1', name: 'odd' },
      { label: '3', name: 'odd' },
    ];
    const rows = ROWS.map(({ label, row }) => [label, ...row].join()).join('\n');
    const source = sourceOf('six.csv', { 'six.csv': `label,a,b,c,d\n${rows}` });
    const preview = await previewImport(source, options({ rename }), quietly);
    expect(preview).toMatchObject({ labels: ['1', '2', '3'], classes: ['2', 'odd'], trainPerClass: [2, 4] });
    const { collected } = await take(source, { rename });
    expect(Array.from(collected.train.labels, (label) => collected.classes[label])).toEqual([
      'odd', 'odd', '2', 'odd', 'odd', '2',
    ]); // prettier-ignore
    const all = ROWS.map(({ label }) => ({ label: String(label), name: 'all' }));
    await expect(take(source, { rename: all })).rejects.toThrow('all its images are of one class, “all”');
    expect(() => options({ rename: [{ label: '1', name: ' ' }] })).toThrow(
      'rename.0.name: must not be empty',
    );
  });

  it('is shown before it is taken in, each picture under the name of its class', async () => {
    const letters = Array.from({ length: 80 }, (_, index) => `class ${index}`);
    const picture = fixture('colour.png');
    const files = Object.fromEntries(letters.map((name) => [`${name}/1.png`, picture]));
    const { classes, sample, trainPerClass } = await previewImport(sourceOf('p', files), options(), quietly);
    expect(classes).toEqual(letters);
    expect(trainPerClass).toEqual(letters.map(() => 1));
    // Of 80 pictures 60 were read, and of these 40 are shown: from 0 to 77.
    expect(classes[sample.labels[0]!]).toBe('class 0');
    expect(classes[sample.labels.at(-1)]).toBe('class 77');
  });

  it('counts no picture before that it then leaves out, nor a class that has no other', async () => {
    const picture = fixture('colour.png');
    const damaged = Uint8Array.of(1, 2, 3);
    const files = { 'a/1.png': picture, 'a/2.png': damaged, 'b/1.png': picture, 'c/1.png': damaged };
    const preview = await previewImport(sourceOf('p', files), options(), quietly);
    expect(preview).toMatchObject({ classes: ['a', 'b'], trainPerClass: [1, 1], skippedCount: 2 });
    const { collected } = await take(sourceOf('p', files));
    expect(collected.classes).toEqual(preview.classes);
  });

  it('is parted by classes, the same for the same seed, and shuffled where it came class by class', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => [i < 80 ? 'many' : 'few', i, i, i, i].join());
    const source = sourceOf('t.csv', { 't.csv': rows.join('\n') });
    const part = async (seed: number) => {
      const given = options({ seed, testFraction: 0.25 });
      return toDataset(await importImages(source, given, quietly), given, { split: true });
    };
    const [a, again, other] = [await part(1), await part(1), await part(2)];
    expect(a.info).toMatchObject({
      classes: ['few', 'many'],
      trainPerClass: [15, 60],
      testPerClass: [5, 20],
    });
    expect(a.info).toEqual(again.info);
    expect(a.info.id).toMatch(/^own-[0-9a-f]{16}$/);
    expect(other.info.sha256).not.toBe(a.info.sha256);
    expect(new Set(a.train.labels.subarray(0, 15)).size).toBe(2);
  });

  it('can be cancelled', async () => {
    const source = sourceOf('t', { 'a/1.png': fixture('colour.png'), 'b/1.png': fixture('colour.png') });
    const breathe = () => Promise.reject(new Error('stop'));
    await expect(importImages(source, options(), { progress: () => undefined, breathe })).rejects.toThrow(
      'stop',
    );
  });
});

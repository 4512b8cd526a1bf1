import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassSet } from '../../protocol/class-sets.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { ZipReader } from '../../formats/zip-reader.ts';
import { writeZip } from '../../formats/zip-store.ts';
import { Bounds } from '../../testing/bounds.ts';
import { fuzzRuns } from '../../testing/fuzz-runs.ts';
import { mutate } from '../../testing/mutate.ts';
import { writeDatasetFolder } from '../dataset-folder.ts';
import { openDataset } from '../dataset.ts';
import { openArchive } from '../import/source.ts';
import { writeDigit } from '../handwriting/hand.ts';
import { normalisedImage } from '../ink.ts';
import { randomStream } from '../../nn/random.ts';
import { datasetOfClassSet } from './class-set-dataset.ts';
import { readClassSet, writeClassSet } from './class-set-file.ts';
import { mergeClassSets } from './merge.ts';

const random = randomStream(3, 'augmentation');

/** Drawings by some writers, of each class in turn. */
function draw(name: string, classes: string[], count: number, writers = ['Ann', 'Bo']): ClassSet {
  const samples = Array.from({ length: count }, (_, i) => ({
    label: i % classes.length,
    writer: writers[i % writers.length]!,
    drawing: [...writeDigit(i % classes.length, random)],
  }));
  return { name, classes, samples };
}

const set = draw('Our digits', ['0', '1', '2'], 12, ['Ann', 'Bo', 'Cy', 'Di', 'Ed']);

const members = async (bytes: Uint8Array) => {
  const zip = new ZipReader(bytes, 'set.zip', { members: 1e3, memberBytes: 1e7, totalBytes: 1e8 });
  return Promise.all(
    zip.entries.map(async ({ name }) => ({ name, bytes: new Uint8Array(await zip.read(name)) })),
  );
};

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('the file of a class set', () => {
  it('gives back what was put in, and the same bytes when written again', async () => {
    const bytes = writeClassSet(set);
    const read = await readClassSet(bytes, 'set.zip');
    expect(read.classes).toEqual(set.classes);
    expect(read.samples.map(({ label, writer }) => [label, writer])).toEqual(
      set.samples.map(({ label, writer }) => [label, writer]),
    );
    read.samples.forEach(({ drawing }, i) => {
      const [one, other] = [normalisedImage(drawing), normalisedImage(set.samples[i]!.drawing)];
      expect(one.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0) / one.length).toBeLessThan(
        0.5,
      );
    });
    expect(writeClassSet(read)).toEqual(writeClassSet(await readClassSet(writeClassSet(read), 'again.zip')));
  });

  it('has a folder of pictures a class, for whatever else reads it', () => {
    const names = openArchive(writeClassSet(set), 'set.zip').files.map(({ path }) => path);
    expect(names.filter((name) => name.startsWith('images/1/'))).toHaveLength(4);
  });

  it.each([
    ['no zip', () => Uint8Array.of(1, 2, 3), /not a zip/],
    ['an empty file', () => new Uint8Array(0), /not a zip/],
    ['a zip of something else', () => writeZip([{ name: 'a.txt', bytes: json(1) }]), /not a class set/],
  ])('is refused when it is %s', async (_, make, reason) => {
    await expect(readClassSet(make(), 'set.zip')).rejects.toThrow(reason);
  });

  it.each([
    [
      'another version',
      'class-set.json',
      { format: 'epoch-lab-class-set', version: 2 },
      /version: is newer than this/,
    ],
    ['fewer drawings than it says', 'drawings.json', [], /12 drawings/],
    ['a label that has no class', 'drawings.json', set.samples.map((s) => ({ ...s, label: 9 })), /class/],
    ['a stroke without places', 'drawings.json', set.samples.map((s) => ({ ...s, drawing: [{ kind: 'stroke', x: [], y: [] }] })), /point/], // prettier-ignore
    ['places that are no numbers', 'drawings.json', set.samples.map((s) => ({ ...s, drawing: [{ kind: 'stroke', x: ['a'], y: [0] }] })), /list of numbers/], // prettier-ignore
  ])('is refused with %s', async (_, name, contents, reason) => {
    const changed = (await members(writeClassSet(set))).map((member) =>
      member.name === name ? { name, bytes: json(contents) } : member,
    );
    await expect(readClassSet(writeZip(changed), 'set.zip')).rejects.toThrow(reason);
  });

  it('damaged anywhere, is read or refused by name, and nothing else', async () => {
    const original = writeClassSet(draw('small', ['a', 'b'], 4));
    const bounds = new Bounds();
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        try {
          const { classes, samples } = await bounds.hold(() =>
            readClassSet(mutate(original, seed), 'set.zip'),
          );
          expect(samples.every(({ label }) => label < classes.length)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(EpochLabError);
          expect((error as EpochLabError).message).toMatch(/^set\.zip: .+/s);
        }
      }),
      { numRuns: fuzzRuns(300) },
    );
    console.log(`damaged class sets: ${String(bounds)}`);
  }, 3_600_000);
});

describe('merging', () => {
  it('joins classes of one name, and keeps each drawing once', () => {
    const mine = draw('mine', ['a', 'b'], 4);
    const theirs = draw('theirs', ['b', 'c'], 4);
    const twice = {
      ...theirs,
      samples: [...theirs.samples, mine.samples[1]!].map((s, i) => (i < 4 ? s : { ...s, label: 0 })),
    };
    const { set: merged, duplicates, conflicts } = mergeClassSets([mine, twice]);
    expect(merged.classes).toEqual(['a', 'b', 'c']);
    expect(merged.samples).toHaveLength(8);
    expect(duplicates).toBe(1);
    expect(conflicts).toEqual([]);
    expect(merged.samples.slice(4).map(({ label }) => merged.classes[label])).toEqual(['b', 'c', 'b', 'c']);
  });

  it('tells of drawings with different labels', () => {
    const mine = draw('mine', ['a', 'b'], 2);
    const theirs = { ...mine, samples: mine.samples.map((sample) => ({ ...sample, label: 0 })) };
    const { set: merged, duplicates, conflicts } = mergeClassSets([mine, theirs]);
    expect(merged.samples).toEqual(mine.samples);
    expect(duplicates).toBe(1);
    expect(conflicts).toEqual([{ sample: 1, others: [0] }]);
  });
});

describe('a data set of drawings', () => {
  it('keeps a fifth of each class for testing', async () => {
    const { info } = await datasetOfClassSet(draw('d', ['a', 'b'], 40), null, 'class');
    expect(info).toMatchObject({ classes: ['a', 'b'], trainPerClass: [16, 16], testPerClass: [4, 4] });
  });

  it('keeps all drawings of some writers for testing, if wanted', async () => {
    const { info, test } = await datasetOfClassSet(set, null, 'writer');
    const perWriter = ['Ann', 'Bo', 'Cy', 'Di', 'Ed'].map(
      (name) => set.samples.filter(({ writer }) => writer === name).length,
    );
    expect(perWriter).toContain(info.testImages);
    expect(info.trainImages + info.testImages).toBe(12);
    const images = set.samples.map(({ drawing }) => normalisedImage(drawing).join());
    const tested = Array.from({ length: info.testImages }, (_, i) =>
      images.indexOf(test.images.subarray(i * 784, (i + 1) * 784).join()),
    );
    expect(new Set(tested.map((place) => set.samples[place]!.writer)).size).toBe(1);
  });

  it('joins another one by the names of the classes', async () => {
    const base = await datasetOfClassSet(draw('base', ['1', '0'], 20), null, 'class');
    const { info, train } = await datasetOfClassSet(draw('more', ['0', 'x'], 20), base, 'class');
    expect(info.classes).toEqual(['1', '0', 'x']);
    expect(info.trainPerClass).toEqual([8, 16, 8]);
    expect(train.labels).toHaveLength(32);
  });

  it('added to itself is refused; of one that has grown, what is new is added', async () => {
    const before = draw('Ours', ['a', 'b'], 20);
    const open = await datasetOfClassSet(before, null, 'class');
    await expect(datasetOfClassSet(before, open, 'class')).rejects.toThrow(
      'All of these drawings are in Ours already.',
    );
    const grown = { ...before, samples: [...before.samples, ...draw('Ours', ['a', 'b'], 10).samples] };
    const { info, train, test } = await datasetOfClassSet(grown, open, 'class');
    expect([info.trainImages, info.testImages]).toEqual([24, 6]);
    const images = [train, test].flatMap(({ images, labels }) =>
      Array.from(labels, (_, i) => images.subarray(i * 784, (i + 1) * 784).join()),
    );
    expect(new Set(images).size, 'none twice').toBe(30);
    expect(info.source).toMatch(/^10 drawings/);
  });

  it('that was joined to one of a long name is opened again from its own folder', async () => {
    const long = (letter: string) => letter.repeat(90);
    const base = await datasetOfClassSet(draw(long('a'), ['1', '0'], 20), null, 'class');
    const more = await datasetOfClassSet(draw(long('b'), ['0', 'x'], 20), base, 'class');
    const files = await writeDatasetFolder(more);
    const { info } = await openDataset({ id: more.info.id, files });
    expect(info).toEqual(more.info);
    expect(info.name).toHaveLength(100);
  });

  it('is refused with more classes than a label can tell', async () => {
    const many = (letter: string): ClassSet => ({
      name: letter,
      classes: Array.from({ length: 200 }, (_, i) => `${letter}${i}`),
      samples: Array.from({ length: 400 }, (_, i) => ({ ...set.samples[i % 12]!, label: i % 200 })),
    });
    const base = await datasetOfClassSet(many('a'), null, 'class');
    await expect(datasetOfClassSet(many('b'), base, 'class')).rejects.toThrow(
      'The classes of the drawings and those of a are 400 together; a data set has at most 256.',
    );
  });

  it.each([
    ['nothing drawn', { ...set, samples: [] }, /no drawings/],
    ['one class', draw('d', ['a'], 6), /at least two/],
    ['a class with one drawing', draw('d', ['a', 'b', 'c'], 5), /“c” needs two/],
  ])('is refused with %s', async (_, drawn, reason) => {
    await expect(datasetOfClassSet(drawn, null, 'class')).rejects.toThrow(reason);
  });

  it('cannot be split by writer with one of them', async () => {
    await expect(datasetOfClassSet(draw('d', ['a', 'b'], 8, ['Ann']), null, 'writer')).rejects.toThrow(
      /one writer/,
    );
  });
});

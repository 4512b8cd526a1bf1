import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeIdxImages, writeIdxLabels } from '../../formats/idx.ts';
import { writeNpyBytes, writeNpyTexts } from '../../formats/npy.ts';
import { writeZip } from '../../formats/zip-store.ts';
import { EpochLabError } from '../../protocol/errors.ts';
import { importOptionsSchema } from '../../protocol/imports.ts';
import { parse } from '../../protocol/parse.ts';
import { Bounds } from '../../testing/bounds.ts';
import { fuzzRuns } from '../../testing/fuzz-runs.ts';
import { mutate } from '../../testing/mutate.ts';
import { quietly, sourceOf } from '../../testing/sources.ts';
import { importImages } from './import.ts';

/** Damaged data sets of every kind: an error that names the file, or a data set; nothing else, and never for long. */

const PIXELS = Uint8Array.from({ length: 24 }, (_, index) => index * 10);
const LABELS = Uint8Array.of(0, 1, 2, 0, 1, 2);
const x = writeNpyBytes([6, 2, 2], PIXELS);
const y = writeNpyTexts(['a', 'b', 'c', 'a', 'b', 'c']);
const rows = Array.from(LABELS, (label, i) => [label, ...PIXELS.subarray(4 * i, 4 * i + 4)].join());
const table = new TextEncoder().encode(['label,1x1,1x2,2x1,2x2', ...rows].join('\n'));

/** One file of each is damaged. */
const sets: Record<string, Record<string, Uint8Array>> = {
  table: { 't.csv': table },
  packedTable: { 't.csv.gz': new Uint8Array(gzipSync(table)) },
  archive: {
    'a.npz': writeZip([
      { name: 'x_train.npy', bytes: x },
      { name: 'y_train.npy', bytes: y },
    ]),
  },
  arrays: { 'x.npy': x, 'y.npy': y },
  idx: { 'a-images-idx3-ubyte': writeIdxImages(PIXELS, 2, 2), 'a-labels-idx1-ubyte': writeIdxLabels(LABELS) },
  zip: { 'z.zip': writeZip([{ name: 'folder/t.csv', bytes: table }]) },
};

describe('damaged data sets', () => {
  it.each(Object.keys(sets))(
    '%s',
    async (kind) => {
      const files = sets[kind]!;
      const bounds = new Bounds();
      const options = parse(importOptionsSchema, {}, 'options');
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...Object.keys(files)), fc.integer(), async (name, seed) => {
          const damaged = { ...files, [name]: mutate(files[name]!, seed) };
          try {
            const read = () => importImages(sourceOf(kind, damaged), options, quietly);
            const { collected } = await bounds.hold(read);
            const { height, width, classes, train, test } = collected;
            expect(classes.length).toBeGreaterThan(1);
            expect(train.images).toHaveLength(train.labels.length * height * width);
            expect([...train.labels, ...test.labels].every((label) => label < classes.length)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(EpochLabError);
            expect((error as EpochLabError).message).toMatch(/^.+: .+/s);
          }
        }),
        { numRuns: fuzzRuns(600) },
      );
      console.log(`damaged ${kind}: ${String(bounds)}`);
    },
    3_600_000,
  );
});

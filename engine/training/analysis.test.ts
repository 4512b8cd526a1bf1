import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classScores, emptyReadings, note, reliabilityOf, summarise } from './analysis.ts';

/** Readings of three classes, worked out by hand. */
function example() {
  const readings = emptyReadings(Uint8Array.of(0, 0, 0, 1, 1, 2));
  const probabilities = [
    [0.8, 0.1, 0.1],
    [0.7, 0.2, 0.1],
    [0.3, 0.6, 0.1],
    [0.1, 0.9, 0],
    [0.5, 0.25, 0.25],
    [0.2, 0.2, 0.6],
  ];
  probabilities.forEach((each, image) => note(readings, image, each));
  return readings;
}

describe('readings', () => {
  it('add up to accuracy, loss and confusion', () => {
    const { accuracy, loss, confusion, images } = summarise(example(), 3);
    expect(images).toBe(6);
    expect(accuracy).toBeCloseTo(4 / 6, 12);
    const truths = [0.8, 0.7, 0.3, 0.9, 0.25, 0.6];
    expect(loss).toBeCloseTo(truths.reduce((sum, p) => sum - Math.log(p), 0) / 6, 6);
    expect(Array.from(confusion)).toEqual([2, 1, 0, 1, 1, 0, 0, 0, 1]);
  });

  it('give each class its precision, recall and F1', () => {
    const [zero, one, two] = summarise(example(), 3).perClass;
    expect(zero).toEqual({ images: 3, readAs: 3, correct: 2, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 });
    expect(one).toEqual({ images: 2, readAs: 2, correct: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(two).toEqual({ images: 1, readAs: 1, correct: 1, precision: 1, recall: 1, f1: 1 });
  });

  it('know no share of nothing', () => {
    const [, never] = classScores(Uint32Array.of(4, 0, 0, 0), 2);
    expect(never).toEqual({ images: 0, readAs: 0, correct: 0, precision: null, recall: null, f1: null });
  });

  it('fall into bars of confidence, a certain one into the last', () => {
    const readings = { ...example(), confidence: Float32Array.of(0.75, 0.7, 1, 0.95, 0.25, 0) };
    const bins = reliabilityOf(readings);
    expect(bins.map(({ images }) => images)).toEqual([1, 0, 1, 0, 0, 0, 1, 1, 0, 2]);
    expect(bins[9]).toMatchObject({ accuracy: 0.5, from: 0.9, to: 1 });
    expect(bins[1]).toMatchObject({ accuracy: null, confidence: null });
  });

  it('of equal probabilities read the first', () => {
    const readings = emptyReadings(Uint8Array.of(1));
    note(readings, 0, [0.5, 0.5]);
    expect(readings.predicted[0]).toBe(0);
  });

  it('hold together, whatever they are', () => {
    const image = fc.tuple(
      fc.nat(4),
      fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 60 }), (images) => {
        const readings = emptyReadings(Uint8Array.from(images, ([label]) => label));
        images.forEach(([, values], index) => {
          const sum = values.reduce((a, b) => a + b, 0);
          note(
            readings,
            index,
            values.map((value) => value / sum),
          );
        });
        const all = summarise(readings, 5);
        expect(all.confusion.reduce((a, b) => a + b, 0)).toBe(images.length);
        expect(all.reliability.reduce((sum, bin) => sum + bin.images, 0)).toBe(images.length);
        // One label an image: mean recall weighed by images is the accuracy.
        const recalled = all.perClass.reduce((sum, { recall, images }) => sum + (recall ?? 0) * images, 0);
        expect(recalled / images.length).toBeCloseTo(all.accuracy, 9);
        expect(all.calibrationError).toBeGreaterThanOrEqual(0);
        expect(all.calibrationError).toBeLessThanOrEqual(1);
      }),
    );
  });
});

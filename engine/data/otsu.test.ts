import { describe, expect, it } from 'vitest';
import { otsuSplit } from './otsu.ts';

describe('otsuSplit', () => {
  it('splits two groups between them, and says where they lie', () => {
    //            bin: 0  1  2  3  4  5  6  7
    const histogram = [0, 2, 4, 2, 0, 0, 3, 3];
    const split = otsuSplit(histogram);
    expect(split).toMatchObject({ threshold: 3, lowerMean: 2, upperMean: 6.5 });
    // Within: (2 + 0 + 2) + (3 + 3) / 4 over 14 values.
    expect(split?.spread).toBeCloseTo(Math.sqrt(5.5 / 14), 12);
  });

  it('agrees with the definition: no other threshold puts more variance between the classes', () => {
    const histogram = [5, 9, 12, 7, 3, 1, 2, 4, 8, 6, 2, 0, 1];
    const between = (threshold: number) => {
      const classes = [histogram.slice(0, threshold + 1), histogram.slice(threshold + 1)];
      const counts = classes.map((part) => part.reduce((sum, amount) => sum + amount, 0));
      const [low = 0, high = 0] = counts;
      const moment = (part: readonly number[], from: number) =>
        part.reduce((sum, amount, bin) => sum + amount * (bin + from), 0);
      const distance = moment(classes[0] ?? [], 0) / low - moment(classes[1] ?? [], threshold + 1) / high;
      return low * high * distance * distance;
    };
    const found = otsuSplit(histogram)?.threshold ?? -1;
    for (let other = 0; other < histogram.length - 1; other++) {
      expect(between(found)).toBeGreaterThanOrEqual(between(other));
    }
  });

  it('has nothing to split where all values are one, or there are none', () => {
    expect(otsuSplit([0, 0, 7, 0])).toBeNull();
    expect(otsuSplit([0, 0])).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { philox4x32 } from './philox.ts';
import { randomStream, type Purpose } from './random.ts';

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const purposes: Purpose[] = ['initialisation', 'shuffle', 'split', 'augmentation', 'dropout'];

describe('philox4x32', () => {
  // "Known-answer tests" of the authors' library Random123, file kat_vectors: philox4x32, 10 rounds.
  it.each([
    ['zeros', [0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ones', [-1, -1, -1, -1], [-1, -1], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [
      'digits of π',
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ])('agrees with its authors on %s', (_, counter, key, expected) => {
    const out = new Uint32Array(4);
    philox4x32(out, Uint32Array.from(counter), Uint32Array.from(key));
    expect([...out].map((n) => n.toString(16).padStart(8, '0')).join(' ')).toBe(expected);
  });
});

describe('a random stream', () => {
  it('is the same for the same seed, purpose and index', () => {
    fc.assert(
      fc.property(word, fc.constantFrom(...purposes), word, (seed, purpose, index) => {
        const [one, two] = [randomStream(seed, purpose, index), randomStream(seed, purpose, index)];
        for (let i = 0; i < 9; i++) expect(one.uint32()).toBe(two.uint32());
      }),
    );
  });

  it('has nothing in common with the streams of other seeds, purposes and indices', () => {
    const firsts = new Set<number>();
    for (const seed of [0, 1, 2, 3]) {
      for (const purpose of purposes) {
        for (const index of [0, 1, 2]) {
          const stream = randomStream(seed, purpose, index);
          for (let i = 0; i < 10; i++) firsts.add(stream.uint32());
        }
      }
    }
    expect(firsts.size).toBe(4 * purposes.length * 3 * 10);
  });

  it('keeps the numbers it has always given', () => {
    const stream = randomStream(1, 'initialisation', 2);
    expect([stream.uint32(), stream.uint32(), stream.uint32()]).toMatchInlineSnapshot(`
      [
        2366688990,
        3090219986,
        686841316,
      ]
    `);
    expect([stream.uniform(), stream.normal(), stream.normal()]).toMatchInlineSnapshot(`
      [
        0.40051347760500244,
        -0.6119984946959777,
        1.345125807765058,
      ]
    `);
    expect([...randomStream(1, 'shuffle').permutation(10)]).toMatchInlineSnapshot(`
      [
        5,
        3,
        7,
        8,
        1,
        4,
        0,
        6,
        9,
        2,
      ]
    `);
  });

  it.each([-1, 0.5, 2 ** 32, NaN])('refuses %s as a seed or an index', (value) => {
    expect(() => randomStream(value, 'shuffle')).toThrow(RangeError);
    expect(() => randomStream(1, 'shuffle', value)).toThrow(RangeError);
  });
});

describe('uniform', () => {
  it('stays in [0, 1) and is even', () => {
    const stream = randomStream(1, 'augmentation');
    const bins = new Uint32Array(16);
    const draws = 160_000;
    let sum = 0;
    for (let i = 0; i < draws; i++) {
      const u = stream.uniform();
      sum += u;
      bins[Math.floor(u * 16)]!++;
    }
    // Standard error of the mean: √(1/12) / √160,000 = 0.00072; four of them.
    expect(Math.abs(sum / draws - 0.5)).toBeLessThan(0.0029);
    expect(chiSquared(bins, draws / 16)).toBeLessThan(CHI_SQUARED_15_AT_1_IN_10_000);
  });
});

describe('below', () => {
  it('gives whole numbers from 0 to n − 1', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const value = randomStream(seed, 'split').below(n);
        expect(Number.isInteger(value) && value >= 0 && value < n).toBe(true);
      }),
    );
  });

  it('favours no number, even where n is close to the number of words', () => {
    // A plain remainder of 3·2^30 would give the lower third twice as often as each of the others.
    const stream = randomStream(1, 'split');
    const bins = new Uint32Array(3);
    for (let i = 0; i < 30_000; i++) bins[Math.floor(stream.below(3 * 2 ** 30) / 2 ** 30)]!++;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(330);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, NaN])('refuses %s', (n) => {
    expect(() => randomStream(1, 'split').below(n)).toThrow(RangeError);
  });
});

describe('normal', () => {
  it('has the moments and the tails of N(0, 1)', () => {
    const stream = randomStream(1, 'initialisation');
    const draws = 400_000;
    let [sum, squares, cubes, fourths, beyond2] = [0, 0, 0, 0, 0];
    for (let i = 0; i < draws; i++) {
      const z = stream.normal();
      sum += z;
      squares += z * z;
      cubes += z ** 3;
      fourths += z ** 4;
      if (Math.abs(z) > 2) beyond2++;
    }
    // Four standard errors each: those of z, z², z³ and z⁴ are 1, √2, √15 and √96 over √draws.
    const bound = (deviation: number) => (4 * deviation) / Math.sqrt(draws);
    expect(Math.abs(sum / draws)).toBeLessThan(bound(1));
    expect(Math.abs(squares / draws - 1)).toBeLessThan(bound(Math.sqrt(2)));
    expect(Math.abs(cubes / draws)).toBeLessThan(bound(Math.sqrt(15)));
    expect(Math.abs(fourths / draws - 3)).toBeLessThan(bound(Math.sqrt(96)));
    // P(|z| > 2) = 0.0455.
    expect(Math.abs(beyond2 / draws - 0.0455)).toBeLessThan(bound(Math.sqrt(0.0455)));
  });
});

describe('permutation', () => {
  it('holds every number once', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 300 }), (seed, n) => {
        const sorted = [...randomStream(seed, 'shuffle').permutation(n)].sort((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });

  it('gives all 24 orders of four things equally often', () => {
    const stream = randomStream(1, 'shuffle');
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = stream.permutation(4).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquared([...counts.values()], 1000)).toBeLessThan(CHI_SQUARED_23_AT_1_IN_10_000);
  });
});

/** Values that a chi-squared statistic of so many degrees of freedom passes once in 10,000 times. */
const CHI_SQUARED_15_AT_1_IN_10_000 = 44.26;
const CHI_SQUARED_23_AT_1_IN_10_000 = 56.6;

function chiSquared(counts: ArrayLike<number>, expected: number): number {
  return Array.from(counts).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

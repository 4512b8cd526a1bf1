import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';
import { colourOf, type Colour } from './colour-scales.ts';
import { distance, lightness, visions } from './testing/colour-vision.ts';

/** Colours that mean something are told apart by everybody, whichever cones an eye lacks. */

/** At a glance, from across a curve chart. */
const TOLD_APART = 15;

const tokens = [...css.matchAll(/--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)/g)];
const series = Array.from({ length: 10 }, (_, i) => `series-${i + 1}`);

function coloursOf(theme: 'light' | 'dark'): ReadonlyMap<string, Colour> {
  const parse = (hex: string) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return new Map(
    tokens.map(([, name, light, dark]) => [
      name!,
      parse(theme === 'light' ? light! : dark!) as unknown as Colour,
    ]),
  );
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colours = coloursOf(theme);
  const apart = (names: readonly string[]) =>
    visions.flatMap((vision) =>
      names.flatMap((one, i) =>
        names.slice(i + 1).flatMap((other) => {
          const between = distance(colours.get(one)!, colours.get(other)!, vision);
          return between < TOLD_APART ? [`${one}, ${other}: ${between.toFixed(1)} (${vision})`] : [];
        }),
      ),
    );

  it('ten curves side by side are told apart, each from each', () => {
    expect(apart(series)).toEqual([]);
  });

  it('what is learnt from and what is held out, what is touched and what is chosen are', () => {
    expect(apart(['accent', 'held-out'])).toEqual([]);
    expect(apart(['accent', 'touch'])).toEqual([]);
  });

  it('good, doubtful and bad are, though each has a sign or a word as well', () => {
    expect(apart(['good', 'warn', 'bad'])).toEqual([]);
  });
});

describe.each(visions)('pictures of numbers, seen with %s', (vision) => {
  const shares = Array.from({ length: 21 }, (_, i) => i / 20);

  it.each(['diverging', 'sequential', 'grey'] as const)('%s grows lighter all the way', (scale) => {
    const seen = shares.map((share) => lightness(colourOf(scale, share, { min: 0, max: 1 }), vision));
    for (let i = 1; i < seen.length; i++) expect(seen[i]).toBeGreaterThan(seen[i - 1]!);
  });

  it('equal sizes of either sign are told apart', () => {
    for (const size of [0.25, 0.5, 1]) {
      const [below, above] = [-size, size].map((value) => colourOf('diverging', value, { min: -1, max: 1 }));
      expect(distance(below!, above!, vision)).toBeGreaterThan(TOLD_APART);
    }
  });
});

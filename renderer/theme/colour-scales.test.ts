import { describe, expect, it } from 'vitest';
import { colourOf, endsOf, inkOn, luminance, type ScaleName } from './colour-scales.ts';

const range = { min: -2, max: 2 };
const shares = Array.from({ length: 41 }, (_, i) => -2 + i / 10);

describe('colour scales', () => {
  it.each(['diverging', 'sequential', 'grey'] as const)(
    'grow lighter all the way: %s',
    (scale: ScaleName) => {
      const light = shares.map((value) => luminance(colourOf(scale, value, range)));
      for (let i = 1; i < light.length; i++) expect(light[i]).toBeGreaterThan(light[i - 1]!);
    },
  );

  it('diverge about zero', () => {
    expect(endsOf('diverging', { min: -0.5, max: 2 })).toEqual({ min: -2, max: 2 });
    expect(endsOf('sequential', { min: -0.5, max: 2 })).toEqual({ min: -0.5, max: 2 });
    expect(colourOf('diverging', 0, range)).toEqual(colourOf('diverging', 0, { min: 0, max: 0 }));
  });

  it('carry numbers that can be read: 4.5 to 1 at least', () => {
    for (const scale of ['diverging', 'sequential'] as const) {
      for (const value of shares) {
        const colour = colourOf(scale, value, range);
        const ground = luminance(colour);
        const ink = inkOn(colour) === '#000000' ? 0 : 1;
        const contrast = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
        expect(contrast).toBeGreaterThan(4.5);
      }
    }
  });
});

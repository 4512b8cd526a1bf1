import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framingSchema } from '../protocol/imports.ts';
import { resizeGrey } from './resize.ts';

const size = fc.record({ height: fc.integer({ min: 1, max: 20 }), width: fc.integer({ min: 1, max: 20 }) });

describe('resizing', () => {
  it('averages what each pixel covers', () => {
    const image = Uint8Array.of(0, 100, 200, 0);
    expect([...resizeGrey(image, { height: 2, width: 2 }, { height: 1, width: 1 }, 'stretch')]).toEqual([75]);
    expect([...resizeGrey(image, { height: 2, width: 2 }, { height: 2, width: 1 }, 'stretch')]).toEqual([
      50, 100,
    ]);
    // Three pixels onto two: the middle one counts half for each.
    const row = Uint8Array.of(0, 90, 30);
    expect([...resizeGrey(row, { height: 1, width: 3 }, { height: 1, width: 2 }, 'stretch')]).toEqual([
      30, 50,
    ]);
  });

  it('enlarges by repeating', () => {
    const image = Uint8Array.of(10, 20);
    expect([...resizeGrey(image, { height: 1, width: 2 }, { height: 2, width: 4 }, 'stretch')]).toEqual([
      10, 10, 20, 20, 10, 10, 20, 20,
    ]);
  });

  it('fits with background at both sides, or crops to the middle', () => {
    const image = Uint8Array.of(1, 2, 3, 4);
    const [wide, square] = [
      { height: 1, width: 4 },
      { height: 2, width: 2 },
    ];
    expect([...resizeGrey(image, wide, square, 'crop')]).toEqual([2, 2, 2, 2]);
    expect([...resizeGrey(image, { height: 4, width: 1 }, { height: 4, width: 3 }, 'fit', 9)]).toEqual([
      9, 1, 9, 9, 2, 9, 9, 3, 9, 9, 4, 9,
    ]);
  });

  it('keeps one grey one grey, whatever the sizes', () => {
    fc.assert(
      fc.property(
        size,
        size,
        fc.constantFrom(...framingSchema.options),
        fc.integer({ min: 0, max: 255 }),
        (from, to, framing, grey) => {
          const image = new Uint8Array(from.height * from.width).fill(grey);
          const resized = resizeGrey(image, from, to, framing, grey);
          expect(resized).toHaveLength(to.height * to.width);
          expect(resized.every((value) => value === grey)).toBe(true);
        },
      ),
    );
  });
});

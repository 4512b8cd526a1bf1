import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AugmentationSettings } from '../protocol/settings.ts';
import { Augmenter, checkAugmentation } from './augment.ts';

const SIDE = 28;
const shape = { height: SIDE, width: SIDE, channels: 1 };
const nothing: AugmentationSettings = { shift: 0, rotate: 0, scale: 0, shear: 0, elastic: 0 };
const some: AugmentationSettings = { shift: 2, rotate: 15, scale: 0.1, shear: 0.2, elastic: 1 };

/** A soft ring in the middle, far from the edges. */
const ring = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
  const distance = Math.hypot((i % SIDE) - 13, Math.floor(i / SIDE) - 14);
  return Math.max(0, 255 * (1 - (Math.abs(distance - 5) / 3) ** 2));
});

function vary(
  settings: AugmentationSettings,
  { seed = 1, epoch = 0, image = 0, original = ring } = {},
): Uint8Array {
  const out = new Uint8Array(SIDE * SIDE);
  new Augmenter(settings, shape, seed).augment(out, original, 0, epoch, image);
  return out;
}

const mass = (image: Uint8Array) => image.reduce((sum, value) => sum + value, 0);

function centre(image: Uint8Array): { x: number; y: number } {
  let [x, y] = [0, 0];
  image.forEach((value, i) => {
    x += value * (i % SIDE);
    y += value * Math.floor(i / SIDE);
  });
  return { x: x / mass(image), y: y / mass(image) };
}

const settings = fc.record({
  shift: fc.double({ min: 0, max: 3, noNaN: true }),
  rotate: fc.double({ min: 0, max: 30, noNaN: true }),
  scale: fc.double({ min: 0, max: 0.2, noNaN: true }),
  shear: fc.double({ min: 0, max: 0.3, noNaN: true }),
  elastic: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('augmentation', () => {
  it('of no strength changes no byte of any image', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: SIDE * SIDE, maxLength: SIDE * SIDE }),
        fc.nat(),
        (original, image) => {
          expect(vary(nothing, { original, image })).toEqual(original);
        },
      ),
    );
  });

  it('keeps about as much ink as there was, but for what scaling adds or takes', () => {
    fc.assert(
      fc.property(settings, fc.nat(), (strengths, image) => {
        const ratio = mass(vary(strengths, { image })) / mass(ring);
        const most = (1 + strengths.scale) ** 2;
        // Crumpling stretches some places and presses others.
        const slack = 1.05 + 0.5 * strengths.elastic;
        expect(ratio).toBeLessThan(most * slack);
        expect(ratio).toBeGreaterThan((1 - strengths.scale) ** 2 / slack);
      }),
    );
  });

  it('moves by no more than it may, and to all sides', () => {
    const moves = Array.from({ length: 200 }, (_, image) => {
      const { x, y } = centre(vary({ ...nothing, shift: 3 }, { image }));
      const before = centre(ring);
      return [x - before.x, y - before.y] as const;
    });
    for (const axis of [0, 1] as const) {
      const along = moves.map((move) => move[axis]);
      expect(Math.max(...along)).toBeLessThan(3.01);
      expect(Math.min(...along)).toBeGreaterThan(-3.01);
      expect(Math.max(...along)).toBeGreaterThan(2.5);
      expect(Math.min(...along)).toBeLessThan(-2.5);
    }
  });

  it('turns a bar by the angle that it draws', () => {
    const bar = ring.map((_, i) =>
      Math.abs(Math.floor(i / SIDE) - 13.5) < 2 && Math.abs((i % SIDE) - 13.5) < 9 ? 255 : 0,
    );
    const angles = Array.from({ length: 100 }, (_, image) => {
      const turned = vary({ ...nothing, rotate: 30 }, { image, original: bar });
      let [xx, xy, yy] = [0, 0, 0];
      turned.forEach((value, i) => {
        const [x, y] = [(i % SIDE) - 13.5, Math.floor(i / SIDE) - 13.5];
        xx += value * x * x;
        xy += value * x * y;
        yy += value * y * y;
      });
      return (Math.atan2(2 * xy, xx - yy) / 2 / Math.PI) * 180;
    });
    expect(Math.max(...angles)).toBeLessThan(31);
    expect(Math.max(...angles)).toBeGreaterThan(25);
    expect(Math.min(...angles)).toBeGreaterThan(-31);
    expect(Math.min(...angles)).toBeLessThan(-25);
  });

  it('follows from seed, epoch and image alone, in whatever order', () => {
    const one = new Augmenter(some, shape, 5);
    const out = new Uint8Array(SIDE * SIDE);
    const inOrder = [3, 1, 2].map((image) => {
      one.augment(out, ring, 0, 7, image);
      return out.slice();
    });
    expect(inOrder).toEqual([3, 1, 2].map((image) => vary(some, { seed: 5, epoch: 7, image })));
    const all = [vary(some), vary(some, { seed: 2 }), vary(some, { epoch: 1 }), vary(some, { image: 1 })];
    expect(new Set(all.map(String)).size).toBe(4);
  });

  it('keeps the channels of an image apart', () => {
    const colours = new Uint8Array(SIDE * SIDE * 2);
    ring.forEach((value, i) => (colours[2 * i + 1] = value));
    const out = new Uint8Array(SIDE * SIDE * 2);
    new Augmenter(some, { ...shape, channels: 2 }, 1).augment(out, colours, 0, 0, 0);
    expect(out.filter((_, i) => i % 2 === 0).every((value) => value === 0)).toBe(true);
    expect(out.filter((_, i) => i % 2 === 1)).toEqual(vary(some));
  });
});

describe('handwriting', () => {
  const write = (handwriting: number, image: number, label: number) => {
    const out = new Uint8Array(SIDE * SIDE);
    new Augmenter({ ...nothing, handwriting }, shape, 1).augment(out, ring, 0, 0, image, label);
    return out;
  };

  it('takes the place of about as many images as it should, and of the others none', () => {
    const written = Array.from({ length: 200 }, (_, image) => write(0.3, image, 4)).filter(
      (image) => image.join() !== ring.join(),
    );
    expect(written.length).toBeGreaterThan(40);
    expect(written.length).toBeLessThan(80);
  });

  it('is never twice alike, but follows from seed, epoch and image', () => {
    const images = Array.from({ length: 40 }, (_, image) => write(1, image, image % 10).join());
    expect(new Set(images).size).toBe(40);
    expect(write(1, 7, 7).join()).toBe(images[7]);
  });

  it('fills the box of 20 × 20, as every drawing does', () => {
    for (let digit = 0; digit < 10; digit++) {
      const image = write(1, 100 + digit, digit);
      const rows = [...image.keys()].filter((i) => image[i]! > 0).map((i) => Math.floor(i / SIDE));
      const columns = [...image.keys()].filter((i) => image[i]! > 0).map((i) => i % SIDE);
      const spans = [rows, columns].map((places) => Math.max(...places) - Math.min(...places) + 1);
      expect(Math.max(...spans)).toBeGreaterThanOrEqual(20);
    }
  });

  it('is refused where the classes are no digits', () => {
    const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
    const info = { classes: digits, ...shape };
    const wanted = { ...nothing, handwriting: 0.5 };
    expect(() => checkAugmentation(wanted, info)).not.toThrow();
    expect(() => checkAugmentation(wanted, { ...info, classes: ['Coat', 'Bag'] })).toThrow(/digits only/);
    expect(() => checkAugmentation(wanted, { ...info, height: 32 })).toThrow(/digits only/);
    expect(() => checkAugmentation(nothing, { ...info, classes: ['Coat', 'Bag'] })).not.toThrow();
  });
});

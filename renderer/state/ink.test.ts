import { describe, expect, it } from 'vitest';
import { clearCell, drawnUntil, inkCell, isInked, replayLength, strokeOf, type Drawing } from './ink.ts';

const samples = [0, 20, 40, 100].map((time, i) => ({ x: i / 10, y: 0.5, time: 1000 + time, pressure: 0.3 }));

describe('strokes', () => {
  it('keep places and times, and pressure only where it is wanted', () => {
    const stroke = strokeOf(samples, 900, false);
    expect(stroke.x).toEqual([0, 0.1, 0.2, 0.3]);
    expect(stroke.times).toEqual([100, 120, 140, 200]);
    expect(stroke.pressures).toBeUndefined();
    expect(strokeOf(samples, 900, true).pressures).toEqual([0.3, 0.3, 0.3, 0.3]);
  });

  it('are even where a device knows of no pressure', () => {
    const mouse = samples.map((sample) => ({ ...sample, pressure: null }));
    expect(strokeOf(mouse, 900, true).pressures).toBeUndefined();
  });
});

describe('a replay', () => {
  const drawing: Drawing = [
    strokeOf(samples, 1000, false),
    strokeOf(samples, -8000, false),
    { kind: 'cell', column: 1, row: 1 },
  ];

  it('begins with nothing and ends with all', () => {
    expect(drawnUntil(drawing, 0)).toEqual([]);
    expect(drawnUntil(drawing, replayLength(drawing))).toEqual(drawing);
  });

  it('goes as fast as the hand did, without its pauses', () => {
    expect(drawnUntil(drawing, 30)).toMatchObject([{ x: [0, 0.1] }]);
    expect(drawnUntil(drawing, 360)).toHaveLength(2);
    expect(replayLength(drawing)).toBe(2 * (100 + 250) + 60);
  });
});

it('is as wide in a replay as it was drawn, also before a stroke has ended', () => {
  const pressed = strokeOf(samples, 1000, true);
  expect(drawnUntil([pressed], 30)).toMatchObject([{ x: [0, 0.1], pressures: [0.3, 0.3] }]);
});

describe('cells', () => {
  const cells = (...places: readonly (readonly [number, number])[]): Drawing =>
    places.reduce<Drawing>((drawing, [column, row]) => inkCell(drawing, column, row), []);

  it('are inked once and cleared again', () => {
    const drawing = inkCell(cells([3, 4]), 3, 4);
    expect(drawing).toHaveLength(1);
    expect(isInked(drawing, 3, 4)).toBe(true);
    expect(isInked(drawing, 4, 3)).toBe(false);
    expect(clearCell(drawing, 3, 4)).toEqual([]);
  });
});

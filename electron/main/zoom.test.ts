import { expect, test } from 'vitest';
import { nextZoom, ZOOM_LEVELS } from './zoom.ts';

test('goes through every level up to 200 % and back', () => {
  const up: number[] = [ZOOM_LEVELS[0]];
  for (let i = 1; i < ZOOM_LEVELS.length; i++) up.push(nextZoom(up.at(-1) ?? 1, 'in'));
  expect(up).toEqual([...ZOOM_LEVELS]);
  expect(nextZoom(2, 'in')).toBe(2);
  expect(nextZoom(0.75, 'out')).toBe(0.75);
  expect(nextZoom(1.1, 'out')).toBe(1);
});

test('knows a level that lost its last digits', () => {
  expect(nextZoom(Math.fround(1.1), 'in')).toBe(1.25);
  expect(nextZoom(Math.fround(1.1), 'out')).toBe(1);
});

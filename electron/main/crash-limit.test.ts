import { expect, test } from 'vitest';
import { CrashLimit } from './crash-limit.ts';

test('tolerates so many crashes in a row and no more', () => {
  const limit = new CrashLimit(3, 60_000, () => 0);
  expect([1, 2, 3, 4].map(() => limit.tolerates())).toEqual([true, true, true, false]);
});

test('forgets what is long ago', () => {
  let time = 0;
  const limit = new CrashLimit(1, 60_000, () => time);
  expect(limit.tolerates()).toBe(true);
  time = 59_999;
  expect(limit.tolerates()).toBe(false);
  time = 120_000;
  expect(limit.tolerates()).toBe(true);
});

import { setImmediate } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collectGarbageAtRest } from './garbage.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => vi.useRealTimers());

/** Lets so much time pass; what a WeakRef was asked for in this turn lives until the next. */
async function pass(milliseconds: number): Promise<void> {
  await setImmediate();
  vi.advanceTimersByTime(milliseconds);
  await setImmediate();
}

test('collects what nobody holds, and leaves no collector to others', async () => {
  const dropped = new WeakRef(new ArrayBuffer(1e6));
  collectGarbageAtRest();
  await pass(5_000);
  expect(dropped.deref()).toBeUndefined();
  expect(runInNewContext('typeof gc')).toBe('undefined');
});

test('waits until nothing more was opened for a while', async () => {
  const dropped = new WeakRef(new ArrayBuffer(1e6));
  collectGarbageAtRest();
  await pass(4_000);
  collectGarbageAtRest();
  await pass(4_000);
  expect(dropped.deref()).toBeDefined();
  await pass(1_000);
  expect(dropped.deref()).toBeUndefined();
});

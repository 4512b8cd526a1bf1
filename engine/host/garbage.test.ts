import { setImmediate } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { collectGarbageSoon } from './garbage.ts';

test('collects what nobody holds, and leaves no collector to others', async () => {
  const dropped = new WeakRef(new ArrayBuffer(1e6));
  collectGarbageSoon();
  await setImmediate();
  await setImmediate();
  expect(dropped.deref()).toBeUndefined();
  expect(runInNewContext('typeof gc')).toBe('undefined');
});

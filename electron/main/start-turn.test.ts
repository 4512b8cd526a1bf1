import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeTurn } from './start-turn.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'epoch-lab-turn-'))));
afterEach(() => rm(folder, { recursive: true }));

test('starts at the same moment have their turns one after the other', async () => {
  // Not there yet, as at the very first start.
  const userData = join(folder, 'new');
  let having = 0;
  let most = 0;
  const starts = Array.from({ length: 5 }, async () => {
    const endTurn = await takeTurn(userData, 60_000);
    most = Math.max(most, ++having);
    await delay(10);
    having--;
    await endTurn();
  });
  await Promise.all(starts);
  expect(most).toBe(1);
  expect(await readdir(userData)).toEqual([]);
});

test('a turn that was never ended is waited for once', async () => {
  await takeTurn(folder, 60_000);
  const before = performance.now();
  const endTurn = await takeTurn(folder, 100);
  expect(performance.now() - before).toBeGreaterThanOrEqual(100);
  await endTurn();
  await (
    await takeTurn(folder, Infinity)
  )();
});
